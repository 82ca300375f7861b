// The half of the casebook's update that reads files: cases to be made, observables for the open case, and
// what waited where everything was exported (C-18, D-22; decision 11).
#pragma once

#include <span>

#include "casebook/message.h"

namespace casebook {

// Into the form that adds observables while that is open, else into the import, where nothing is made before
// it is confirmed.
effects::Effects read_file(Model& model, const FileRead& file);
// `index` counts the cases, then the changes.
effects::Effects choose_offer(Model& model, std::size_t index, bool wanted);
// A change of the outbox for each wanted case, with all it holds; changes as they were, to be looked up
// before they are sent. What takes something away can be undone first.
effects::Effects confirm_import(Model& model);
// The casebook has learned that these cases exist: an offer of one says so, and is not wanted unless somebody
// has chosen it.
void cases_known(ImportForm& form, std::span<const Case> cases);
std::size_t wanted_offers(const ImportForm& form);

}  // namespace casebook
