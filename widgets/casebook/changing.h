// The half of the casebook's update that changes cases: everything goes through the outbox.
#pragma once

#include "casebook/message.h"

namespace casebook {

// Makes a change of the case `key` (its id, or its external id before the service has it).
outbox::Change change_of(Model& model, const std::string& key, const std::string& title, outbox::What what);
// Puts changes into the outbox and says so.
effects::Effects make(Model& model, std::vector<outbox::Change> changes, Notice notice);
// Makes a new case, the current one from now on.
effects::Effects make_case(Model& model, threat_response::NewCase made, Notice notice);

// What the outbox has come to: the service's cases are taken over, and the user is told.
effects::Effects progressed(Model& model, outbox::Progress progress);

// New cases of this user that wait, perhaps for an answer that was lost, and that the service has sent.
effects::Effects find_made_cases(Model& model);

}  // namespace casebook
