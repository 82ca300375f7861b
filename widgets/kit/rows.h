// Lists and tables of any length. Only the rows in view are drawn and declared, and the one the keyboard is
// on; the twin says of each where it stands in the whole (aria-posinset, aria-setsize).
//
//   kit::Rows rows(surface, "cases", kit::Rows::kList, name, box, {.count = cases.size(), .row_height = 46});
//   for (const std::size_t index : rows.shown()) {
//     said.on(rows.begin_row(cases[index].id, cases[index].title, index, {.selected = ...}),
//     CaseChosen{...});
//     ...                                          // draw in rows.box(index)
//     rows.end_row();
//   }
//   rows.end();
//
// A row says "" when it is chosen (a press, Enter), "toggle" for Ctrl and a press or Space, "extend" for
// Shift and a press or Shift+Space; a list that has no use for the last two takes all of them as the first. A
// row with a box to tick says "toggle" for a press on that. A row with a context menu says "menu" for a right
// click, the context-menu key, Shift+F10 and a long press; one that is dragged or dropped on says "drag",
// "over" and "drop" (kit/semantics.h).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kit/surface.h"

namespace kit {

struct RowsLayout {
  std::size_t count = 0;
  float row_height = 28;
  bool multiple = false;  // several rows can be selected
  bool ticked = false;    // each has a box to tick at its start, kTickRoom wide: what is selected is ticked
};
inline constexpr float kTickRoom = 40;

struct RowState {
  bool selected = false;
  bool current = false;               // what is shown elsewhere is this one
  bool menu = false;                  // it has a context menu: the row says "menu" when that is asked for
  bool drags = false, drops = false;  // as Item's
  std::string description;
  bool named_by_content = false;  // `name` is what the texts in it say, one after the other
};

class Rows {
 public:
  enum Kind { kList, kTable };  // rows are options of a listbox, or rows of a grid

  Rows(Surface& surface, std::string_view key, Kind kind, const std::string& name, Box box,
       const RowsLayout& layout);

  // The indices of the rows to draw, ascending.
  const std::vector<std::size_t>& shown() const { return shown_; }
  Box box(std::size_t index) const;
  // Draws the row's ground. `key` names what the row stands for, in every order and length of the list.
  ItemId begin_row(std::string_view key, const std::string& name, std::size_t index,
                   const RowState& state = {});
  // A cell of a table's row: its text on one line.
  void cell(std::string_view key, Box box, const std::string& text, bool muted = false);
  void end_row() { surface_.pop(); }
  void end();

 private:
  Surface& surface_;
  Kind kind_;
  Box box_;
  RowsLayout layout_;
  std::vector<std::size_t> shown_;
};

// A table: a head of columns, which can be sorted by, over its rows.
struct Column {
  std::string key, label;
  float width = 0;        // of all widths together
  const char* sort = "";  // "ascending", "descending", "none"; "" for one that cannot be sorted by
};
inline constexpr float kTableHead = 32;

// The place of a column's cells in a row.
Box column_box(const std::vector<Column>& columns, std::size_t column, Box row);
// Draws the head and begins the table; rows follow in `Rows` of kTable and this layout below the head, then
// end_table. Returns the id of each column's head, 0 for one that cannot be sorted by.
std::vector<ItemId> begin_table(Surface& surface, std::string_view key, const std::string& name, Box box,
                                const std::vector<Column>& columns, const RowsLayout& layout);
void end_table(Surface& surface);

}  // namespace kit
