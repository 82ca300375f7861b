// The half of the casebook's update that copies and moves observables into a case chosen from a list: what
// dragging does, for everybody who does not drag (D-19).
#pragma once

#include "casebook/message.h"

namespace casebook {

// What the casebook knows of cases, for a choice to begin with. `about` is what would be put into them.
case_choice::Known known_cases(const Model& model, const std::vector<Observable>& about);

// About what is selected; nothing when nothing is.
effects::Effects begin_choosing(Model& model, bool moves);
effects::Effects use_choice(Model& model, const case_choice::Message& message);

}  // namespace casebook
