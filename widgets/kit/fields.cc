#include "kit/items.h"

namespace kit {
namespace {

constexpr float kCaption = 20;

Box field_part(Box box) { return {box.x, box.y + kCaption, box.width, kField}; }

// The caption belongs to the field's name; the twin is the field alone.
void draw_frame(Surface& surface, const Item& item, Box box, const std::string& caption, bool wrong) {
  const Theme& theme = surface.theme();
  const Box field = field_part(box);
  surface.line({box.x, box.y - 2, box.width, kCaption}, caption, theme.text, kText, true);
  surface.fill(field, item.disabled ? theme.raised : theme.field, kRadius);
  surface.outline(field, wrong ? theme.danger : theme.border, kRadius);
  surface.focus_ring(item, field);
}

}  // namespace

float problem_height(const Surface& surface, const std::string& problem, float width) {
  return problem.empty() ? 0 : surface.paragraph_height(problem, width, kSmall) + 4;
}

ItemId text_field(Surface& surface, std::string_view key, Box box, const std::string& caption,
                  const FieldState& state) {
  const Box field = field_part(box);
  const ItemId id = surface.id(key);
  {
    Item& item = surface.add(key, state.password ? "password" : "textbox", caption, field);
    item.value = state.password ? "" : state.value;
    item.description = state.problem;
    item.autocomplete = state.autocomplete;
    item.disabled = state.disabled;
    item.required = true;
    item.invalid = !state.problem.empty();
    draw_frame(surface, item, box, caption, item.invalid);
  }
  if (!state.problem.empty())
    surface.paragraph({box.x, box.y + kFieldHeight + 4, box.width, 40}, state.problem, surface.theme().danger,
                      kSmall);
  return id;
}

ItemId select(Surface& surface, std::string_view key, Box box, const std::string& caption,
              const std::string& value, const std::vector<Option>& options, bool disabled) {
  const Box field = field_part(box);
  Item& item = surface.add(key, "combobox", caption, field);
  item.value = value;
  item.options = options;
  item.disabled = disabled;
  draw_frame(surface, item, box, caption, false);
  for (const Option& option : options)
    if (option.value == value)
      surface.line({field.x + 11, field.y, field.width - 44, field.height}, option.label,
                   surface.theme().text);
  // A chevron at the end edge.
  const Box mark{field.x + field.width - 26, field.y + 15, 10, 6};
  const ImVec2 from = surface.min(mark), to = surface.max(mark);
  const ImVec2 points[] = {from, {(from.x + to.x) / 2, to.y}, {to.x, from.y}};
  surface.draw().AddPolyline(points, 3, surface.theme().muted, 0, 1.6F);
  return item.id;
}

}  // namespace kit
