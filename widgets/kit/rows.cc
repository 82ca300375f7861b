#include "kit/rows.h"

#include <algorithm>
#include <cmath>

#include "kit/items.h"

namespace kit {
namespace {

// The rows that meet the view, and the one the keyboard is on: its element must be there to have the focus.
std::vector<std::size_t> rows_in_view(float top, float height, const RowsLayout& layout, std::size_t active) {
  const auto at = [&](float y) {
    return static_cast<std::size_t>(std::max(0.0F, std::floor(y / layout.row_height)));
  };
  const std::size_t first = std::min(at(top), layout.count);
  const std::size_t last = std::min(at(top + height) + 1, layout.count);
  std::vector<std::size_t> shown;
  if (active < first) shown.push_back(active);
  for (std::size_t index = first; index < last; ++index) shown.push_back(index);
  if (active >= last && active < layout.count) shown.push_back(active);
  return shown;
}

void draw_sort_mark(Surface& surface, Box head, bool up) {
  const Box mark{head.x + head.width - 18, head.y + head.height / 2 - 2, 8, 5};
  const ImVec2 from = surface.min(mark), to = surface.max(mark);
  const float tip = up ? from.y : to.y, base = up ? to.y : from.y;
  surface.draw().AddTriangleFilled({from.x, base}, {to.x, base}, {(from.x + to.x) / 2, tip},
                                   surface.theme().text);
}

}  // namespace

Rows::Rows(Surface& surface, std::string_view key, Kind kind, const std::string& name, Box box,
           const RowsLayout& layout)
    : surface_(surface), kind_(kind), box_(box), layout_(layout) {
  Item& item = surface.begin_scroll(key, name, box, kind == kList ? "listbox" : "rowgroup");
  item.row_height = layout.row_height;
  item.set_size = layout.count;
  item.multiple = kind == kList && layout.multiple;  // of a table the grid says it
  const ItemId id = item.id;
  shown_ = rows_in_view(surface.scrolled(id), box.height, layout, surface.active(id));
}

Box Rows::box(std::size_t index) const {
  return {box_.x, box_.y + static_cast<float>(index) * layout_.row_height, box_.width, layout_.row_height};
}

ItemId Rows::begin_row(std::string_view key, const std::string& name, std::size_t index,
                       const RowState& state) {
  const Box row = box(index);
  Item& item = surface_.add(key, kind_ == kList ? "option" : "row", name, row);
  item.description = state.description;
  item.named_by_content = state.named_by_content;
  item.selected = state.selected;
  item.current = state.current;
  item.menu = state.menu;
  item.drags = state.drags;
  item.drops = state.drops;
  if (layout_.ticked) item.tick = kTickRoom;
  item.position = index + 1;
  item.set_size = layout_.count;
  const ItemId id = item.id;
  const Theme& theme = surface_.theme();
  if (state.selected)
    surface_.fill(row, theme.selected);
  else if (surface_.frame().hovered == id)
    surface_.fill(row, theme.hover);
  if (state.current) surface_.fill({row.x, row.y, 3, row.height}, theme.accent);
  if (layout_.ticked)
    tick(surface_,
         {row.x + (kTickRoom - kTick) / 2, row.y + std::round((row.height - kTick) / 2), kTick, kTick},
         state.selected);
  surface_.focus_ring(item, row, 2);
  surface_.push(id);
  return id;
}

void Rows::cell(std::string_view key, Box box, const std::string& text, bool muted) {
  Item& item = surface_.add(key, "gridcell", text, box);
  item.label = {.start = surface_.theme().gap, .muted = muted};
  surface_.line({box.x + surface_.theme().gap, box.y, box.width - 2 * surface_.theme().gap, box.height}, text,
                muted ? surface_.theme().muted : surface_.theme().text);
}

void Rows::end() { surface_.end_scroll(static_cast<float>(layout_.count) * layout_.row_height); }

Box column_box(const std::vector<Column>& columns, std::size_t column, Box row) {
  float before = 0, all = 0;
  for (std::size_t index = 0; index < columns.size(); ++index) {
    if (index < column) before += columns[index].width;
    all += columns[index].width;
  }
  const float start = std::round(row.width * before / all);
  const float end = std::round(row.width * (before + columns[column].width) / all);
  return {row.x + start, row.y, end - start, row.height};
}

std::vector<ItemId> begin_table(Surface& surface, std::string_view key, const std::string& name, Box box,
                                const std::vector<Column>& columns, const RowsLayout& layout) {
  Item& table = surface.add(key, "grid", name, box);
  table.set_size = layout.count + 1;
  table.multiple = layout.multiple;
  surface.push(table.id);
  const Box head{box.x, box.y, box.width, kTableHead};
  surface.fill(head, surface.theme().raised);
  Item& row = surface.add("head", "row", "", head);
  row.position = 0;
  surface.push(row.id);
  std::vector<ItemId> ids;
  for (std::size_t index = 0; index < columns.size(); ++index) {
    const Column& column = columns[index];
    const Box at = column_box(columns, index, head);
    const bool sorts = *column.sort != '\0';
    Item& cell = surface.add("head " + column.key, "columnheader", sorts ? "" : column.label, at);
    cell.sort = column.sort;
    cell.label = {.size = kSmall, .start = surface.theme().gap, .strong = true, .muted = true};
    surface.push(cell.id);
    ItemId id = 0;
    if (sorts) {
      Item& button = surface.add("sort", "button", column.label, at);
      button.label = {.size = kSmall, .start = surface.theme().gap, .strong = true, .muted = true};
      id = button.id;
      if (surface.frame().hovered == id) surface.fill(at, surface.theme().hover);
      surface.focus_ring(button, at, 2);
      const std::string_view sort = column.sort;
      if (sort != "none") draw_sort_mark(surface, at, sort == "ascending");
    }
    surface.line(
        {at.x + surface.theme().gap, at.y, at.width - 2 * surface.theme().gap - (sorts ? 12 : 0), at.height},
        column.label, surface.theme().muted, kSmall, true);
    surface.pop();
    ids.push_back(id);
  }
  surface.pop();
  separator(surface, {box.x, box.y + kTableHead - 1, box.width, 1});
  return ids;
}

void end_table(Surface& surface) { surface.pop(); }

}  // namespace kit
