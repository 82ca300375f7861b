// The half of the casebook's update that reads: listing cases, opening one, asking for verdicts.
#pragma once

#include "casebook/model.h"

namespace casebook {

// Asks for the list, and the current case's content with it. One listing at a time.
effects::Effects refresh(Model& model);
effects::Effects open_case(Model& model, const std::string& id);
void leave_case(Model& model);

// A whole case the service has sent: replaced in the list where it is, else first.
void keep_case(Model& model, const Case& fresh);

// Makes a whole case the service has sent the current one, kept as above.
// Asks for its verdicts when the casebook is open.
effects::Effects show_case(Model& model, const Case& fresh);

effects::Effects cases_arrived(Model& model, const threat_response::Reply& reply);
effects::Effects case_arrived(Model& model, const threat_response::Reply& reply);

}  // namespace casebook
