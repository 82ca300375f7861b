// Whose turn it is: the part of the outbox that decides what is sent next.
#pragma once

#include "outbox/outbox.h"

namespace outbox {

// Starts whatever may start now.
void pump(Outbox& outbox, Progress& progress, double now);
// Carries out the next step of a change that is claimed.
void advance(Outbox& outbox, Entry& entry, Next next, Progress& progress, double now);

// The store is asked for it, or the service.
bool is_active(const Entry& entry);
// The service has made the case: its other changes are told its id, and can be sent now.
void name_case(Outbox& outbox, const std::string& external_id, const std::string& case_id);
// Nothing is sent for a while, a longer one each time.
void slow_down(Outbox& outbox, double now);
void tell(Progress& progress, Told::Kind kind, const Entry& entry, std::optional<Case> fresh = {});
// The case of a change as the service sent it a moment ago; null when it has to be read.
const Case* known_case(const Outbox& outbox, const Change& change, double now);
// The service has the new case of `entry`, which is to be dropped then.
void made(Outbox& outbox, Entry& entry, const Case& fresh, Progress& progress);
// Takes a change out of the outbox and out of the store.
void drop(Outbox& outbox, const std::string& id, Progress& progress);

}  // namespace outbox
