// The half of the casebook's update that lists cases: search, whose they are, page after page.
#pragma once

#include "casebook/message.h"

namespace casebook {

// Asks for the first page again; a listing under way is given up.
effects::Effects list_again(Model& model);
effects::Effects list_more(Model& model);
effects::Effects page_arrived(Model& model, const threat_response::Reply& reply);

// A case as the service has sent it with something else: where it is listed it is replaced, and a new one
// comes first.
void keep_case(Model& model, const Case& fresh);
void forget_case(Model& model, const std::string& id);

// A case of the list, or the current one, with what waits for it; nothing for one that is not known.
std::optional<Case> case_as_shown(const Model& model, const std::string& id);

}  // namespace casebook
