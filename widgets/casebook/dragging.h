// The half of the casebook's update that takes observables dragged onto cases (CB-06, C-12). Whatever is
// dropped is from anybody: a page, another program.
#pragma once

#include "casebook/message.h"

namespace casebook {

// Of the JSON that is dropped; longer is as none.
inline constexpr std::size_t kLongestDrop = 4'000'000;

// What it holds: a JSON list of {type, value}, as dragging writes it; else what is recognised in the text,
// without what is on the ignore list unless there is nothing else. Entries that are no observable of a kind
// the recogniser knows are left out; each is there once.
Drag read_dragged(std::string_view json, std::string_view text, std::string_view ignored);

effects::Effects begin_drag(Model& model, const DragBegan& message);
// Of a row of the shown case: what is selected with it, or, when it is not selected, it alone.
effects::Effects drag_row(Model& model, const Observable& observable);
effects::Effects drag_over(Model& model, const DropTarget& target);
effects::Effects drop(Model& model, const DropTarget& target);
void end_drag(Model& model);

}  // namespace casebook
