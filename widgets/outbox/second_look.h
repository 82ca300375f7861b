// The second look at what the service has taken (api.md 6.4-6): of two changes of one case at the same moment
// it may lose one, and says yes to both. What is not there any more is sent again.
//
// A look is an answer to a call that was sent kSettle after the service took the change: the answer to
// another change of the case, or to a call of its own when none is under way. It must not wait longer than it
// has to: what a colleague sees and removes afterwards is missing too, and is not to be sent again. Nobody
// can remove within kUndo what they have just seen, so until then it was lost; later nobody knows, and the
// user is asked.
#pragma once

#include "outbox/outbox.h"

namespace outbox {

// When a look at a change that was taken is to be sent; nothing while an answer that will do comes anyway.
std::optional<double> look_at(const Outbox& outbox, const Entry& entry);
// Sends a look for each case whose changes have been taken long enough ago.
void look(Outbox& outbox, Progress& progress, double now);
// The answer to such a look.
void looked(Outbox& outbox, Entry& asked, const threat_response::Reply& reply, Progress& progress,
            double now);
// The case of `change` as a call saw it that was sent at `asked_at`. No call for the case is under way.
// Entries go: references to them are void afterwards.
void seen(Outbox& outbox, const Change& change, const Case& as_seen, double asked_at, Progress& progress,
          double now);

}  // namespace outbox
