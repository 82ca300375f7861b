// The part of the outbox that speaks with the store: what is written into it, and what it says (outbox.h:
// listed to claim_unanswered).
#pragma once

#include <span>
#include <string_view>

#include "outbox/outbox.h"

namespace outbox {

// Null for an id that is not there.
Entry* entry_of(Outbox& outbox, std::string_view id);
// Writes what is new into the store, together with what that has refused: what builds on a change is never
// kept without it, else another tab would send it first. So nothing new is written while an earlier change of
// its case is on its way that the store may refuse, or has refused.
void keep(Outbox& outbox, Progress& progress);
// Writes what is new, and starts whatever may start now.
void go_on(Outbox& outbox, Progress& progress, double now);
Progress pumped(Outbox& outbox, double now);
// In the place of what it has of them.
effects::SaveChanges save(std::span<const Change> changes);
// What was changed before anybody had signed in here is theirs who do.
void adopt(Outbox& outbox, Progress& progress);

}  // namespace outbox
