// The half of the menu's update that lists cases to add the observable to (C-14).
#pragma once

#include "pivot_menu/message.h"

namespace pivot_menu {

effects::Effects begin_choosing(Model& model, const AddToCasePressed& message);
effects::Effects list_cases(Model& model);
effects::Effects list_more_cases(Model& model);
void cases_arrived(Model& model, const threat_response::Reply& reply);
effects::Effects choose_case(Model& model, const CaseEntry& what);

}  // namespace pivot_menu
