// The half of the casebook's update that reads the current case and asks for its verdicts.
#pragma once

#include "casebook/message.h"

namespace casebook {

// Makes it the current case and reads it.
effects::Effects open_case(Model& model, const std::string& id);
// What is half written there is kept until `enter_case` shows it again.
void leave_case(Model& model);
void enter_case(Model& model, const std::string& id);
// The current case again, unless that is under way or the service does not have it yet.
effects::Effects read_case_again(Model& model);
// The same for a case made here, when another tab has brought it to the service.
effects::Effects find_made(Model& model);
effects::Effects case_arrived(Model& model, const threat_response::Reply& reply);

// A case as the service has it now: kept in the list, and as the current one where it is that.
void case_is(Model& model, const Case& fresh);

// A hundred observables are a call, and an organisation has 8,000 calls an hour for all that everybody does
// (api.md 7, D-23). So the modules are asked unbidden about the latest of a case, ten calls of verdicts and
// of sightings each (twenty observables a call); about the rest when somebody looks at it, or wants all.
inline constexpr std::size_t kAskedUnbidden = 1000, kSightingsUnbidden = 200;

// What the modules think of the shown case's observables, unless the casebook is closed.
effects::Effects ask_verdicts(const Model& model, bool again = false);

// Computes what is shown.
void show(Model& model);

// How often an open case is looked at again while it is visible, seconds (decision 5).
inline constexpr double kLookAgain = 60;

}  // namespace casebook
