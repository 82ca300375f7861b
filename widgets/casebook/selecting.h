// The half of the casebook's update that picks observables of a case and does something with them.
#pragma once

#include "casebook/message.h"

namespace casebook {

effects::Effects choose_row(Model& model, const RowChosen& message);
// What is selected, in the order of the case; all of the case when nothing is.
std::vector<Observable> chosen(const Model& model);
effects::Effects remove_chosen(Model& model);
effects::Effects copy_chosen(Model& model, bool defanged);

}  // namespace casebook
