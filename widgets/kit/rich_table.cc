#include "kit/rich_table.h"

#include <algorithm>
#include <cmath>

#include "kit/items.h"
#include "kit/rich_line.h"

namespace kit {
namespace {

using markdown::Align;
using markdown::Block;

constexpr float kInset = 8, kAbove = 5, kNarrowest = 40, kUnbounded = 1e6F;

RichLook look_of(const Block& cell) { return {.strong = cell.head}; }

// With the room beside the text.
std::vector<float> natural_widths(const Surface& surface, const Block& table) {
  std::vector<float> widths;
  for (const Block& row : table.blocks)
    for (std::size_t column = 0; column < row.blocks.size(); ++column) {
      const Block& cell = row.blocks[column];
      const float wide = laid_out(surface, cell.spans, kUnbounded, look_of(cell)).width;
      if (column >= widths.size()) widths.push_back(kNarrowest);
      widths[column] = std::max(widths[column], std::ceil(wide) + 2 * kInset);
    }
  return widths;
}

std::vector<float> fitted(std::vector<float> widths, float room) {
  std::vector<float*> by_width;
  for (float& width : widths) by_width.push_back(&width);
  std::ranges::sort(by_width, {}, [](const float* width) { return *width; });
  for (std::size_t at = 0; at < by_width.size(); ++at) {
    const float share = std::floor(room / static_cast<float>(by_width.size() - at));
    float& width = *by_width[at];
    width = std::min(width, std::max(share, kNarrowest));
    room -= width;
  }
  return widths;
}

float start_of(Align align, float room, float width) {
  if (align == Align::kStart) return 0;
  return std::floor(align == Align::kEnd ? room - width : (room - width) / 2);
}

float draw_row(Surface& surface, const Block& row, Box at, const std::vector<float>& widths,
               const std::vector<markdown::Link>& links) {
  std::vector<RichLines> laid;
  float high = 0;
  for (std::size_t column = 0; column < row.blocks.size(); ++column) {
    const Block& cell = row.blocks[column];
    laid.push_back(laid_out(surface, cell.spans, widths[column] - 2 * kInset, look_of(cell)));
    high = std::max(high, laid.back().height() + 2 * kAbove);
  }
  float x = at.x;
  for (std::size_t column = 0; column < row.blocks.size(); ++column) {
    const Block& cell = row.blocks[column];
    if (cell.head) surface.fill({x, at.y, widths[column], high}, surface.theme().raised);
    const RichLines& lines = laid[column];
    const float room = widths[column] - 2 * kInset;
    // Of several lines the longest stands where the column says, and the others begin with it.
    const float start = kInset + start_of(cell.align, room, std::min(lines.width, room));
    Item& item = surface.add(std::to_string(column), cell.head ? "tablehead" : "tablecell", "",
                             {x, at.y, widths[column], high});
    item.label = {.line = lines.line, .start = start, .top = kAbove, .strong = cell.head};
    item.look = lines.flowed.from_right ? "rtl" : "ltr";
    surface.push(item.id);
    draw_lines(surface, {x + start, at.y + kAbove, room, 0}, lines, cell.spans, links, look_of(cell));
    surface.pop();
    x += widths[column];
  }
  return high;
}

}  // namespace

float rich_table(Surface& surface, std::string_view key, Box at, const Block& table,
                 const std::vector<markdown::Link>& links) {
  const std::vector<float> widths = fitted(natural_widths(surface, table), at.width);
  float wide = 0;
  for (const float width : widths) wide += width;
  surface.push(surface.add(key, "table", "", {at.x, at.y, wide, 0}).id);
  const std::size_t item = surface.items().size() - 1;
  float y = at.y;
  std::vector<float> edges{y};
  for (std::size_t index = 0; index < table.blocks.size(); ++index) {
    surface.push(surface.add(std::to_string(index), "tablerow", "", {at.x, y, wide, 0}).id);
    const std::size_t row = surface.items().size() - 1;
    const float high = draw_row(surface, table.blocks[index], {at.x, y, wide, 0}, widths, links);
    surface.pop();
    surface.set_height(row, std::round(high));
    y += high;
    edges.push_back(y);
  }
  surface.pop();
  surface.set_height(item, std::round(y - at.y));
  const ImU32 colour = surface.theme().border;
  for (const float edge : edges) surface.fill({at.x, edge, wide, 1}, colour);
  float x = at.x;
  for (std::size_t column = 0; column <= widths.size(); ++column) {
    surface.fill({x, at.y, 1, y - at.y + 1}, colour);
    if (column < widths.size()) x += widths[column];
  }
  return y + 1;
}

}  // namespace kit
