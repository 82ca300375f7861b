// The half of the casebook's update that puts observables into cases.
#pragma once

#include "casebook/message.h"

namespace casebook {

// Of a text that is added at once: what comes after is left out, and said so. A call of inspect gets 100 kB,
// and a tenth more where a line ends only then.
inline constexpr std::size_t kLongestText = 2'000'000, kInspected = 100'000;

// From elsewhere in the widgets: into a new case, the current one or another.
effects::Effects add_to_case(Model& model, const effects::AddToCase& what);

// The id of the case that a target means; "" for a new one.
std::string case_of_target(const Model& model, const DropTarget& target);
// Several, dropped or chosen: what the case has already is left out, and the rest can be undone for a moment.
// `ignored`: how many were left out before, to be told.
effects::Effects add_to(Model& model, const DropTarget& target, const std::vector<Observable>& wanted,
                        std::size_t ignored = 0);

// The form: what is recognised in the text, and what the service's inspect finds besides.
effects::Effects type_text(Model& model, std::string text);
effects::Effects inspect(Model& model);
effects::Effects inspected(Model& model, effects::Tag tag, const threat_response::Reply& reply);
// What a file holds, in the place of a text.
effects::Effects offer_observables(Model& model, const std::vector<Observable>& found);
effects::Effects confirm_add(Model& model);

}  // namespace casebook
