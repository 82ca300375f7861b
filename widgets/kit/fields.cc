#include <algorithm>
#include <cmath>

#include "kit/items.h"
#include "messages/locale.h"

namespace kit {
namespace {

constexpr float kCaption = 20;

// The service counts in UTF-16 units: one for up to three bytes of UTF-8, two for four.
std::size_t utf16_length(std::string_view text) {
  std::size_t length = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) length += byte >= 0xF0U ? 2 : 1;
  }
  return length;
}

Box field_part(const Surface& surface, Box box) {
  return {box.x, box.y + kCaption, box.width, surface.theme().field_height};
}

// The caption is the field's name; the twin of the field is the field alone.
void draw_caption(Surface& surface, std::string_view key, Box box, const std::string& caption) {
  surface.caption(std::string(key) + " caption", {box.x, box.y - 2, box.width, kCaption}, caption,
                  surface.theme().text, kText, true);
}

void draw_frame(Surface& surface, const Item& item, Box box, bool wrong) {
  const Theme& theme = surface.theme();
  const Box field = field_part(surface, box);
  surface.fill(field, item.disabled ? theme.raised : theme.field, kRadius);
  surface.outline(field, wrong ? theme.danger : theme.field_border, kRadius);
  surface.focus_ring(item, field);
}

}  // namespace

float field_height(const Surface& surface) { return kCaption + surface.theme().field_height; }

float problem_height(const Surface& surface, const std::string& problem, float width) {
  return problem.empty() ? 0 : surface.paragraph_height(problem, width, kSmall) + 4;
}

ItemId text_field(Surface& surface, std::string_view key, Box box, const std::string& caption,
                  const FieldState& state) {
  const Box field = field_part(surface, box);
  const ItemId id = surface.id(key);
  draw_caption(surface, key, box, caption);
  {
    const bool is_secret = *state.secret != '\0';
    Item& item = surface.add(key, is_secret ? "password" : "textbox", caption, field);
    item.value = is_secret ? "" : state.value;
    item.secret = state.secret;
    item.description = state.problem;
    item.autocomplete = state.autocomplete;
    item.disabled = state.disabled;
    item.required = true;
    item.invalid = !state.problem.empty();
    draw_frame(surface, item, box, item.invalid);
  }
  if (!state.problem.empty()) {
    const Box under{box.x, box.y + field_height(surface) + 4, box.width,
                    surface.paragraph_height(state.problem, box.width, kSmall)};
    Item& item = surface.add(std::string(key) + " problem", "caption", state.problem, under);
    item.label = {.size = kSmall, .line = line_height(kSmall)};
    item.look = "danger";
    surface.paragraph(under, state.problem, surface.theme().danger, kSmall);
  }
  return id;
}

ItemId text_area(Surface& surface, std::string_view key, Box box, const std::string& caption,
                 const FieldState& state, std::size_t limit) {
  constexpr float kCounter = 20;
  const std::size_t used = limit > 0 ? utf16_length(state.value) : 0;
  const bool over = limit > 0 && used > limit;
  const Box field{box.x, box.y + kCaption, box.width, box.height - kCaption - (limit > 0 ? kCounter : 0)};
  const auto counted = [&](std::size_t units) {
    return messages::number(surface.frame().language, static_cast<double>(units));
  };
  const std::string count = limit == 0
                                ? ""
                                : surface.text(over ? messages::Text::kOverLimit : messages::Text::kOfLimit,
                                               {counted(over ? used - limit : used), counted(limit)});
  const Theme& theme = surface.theme();
  const ItemId id = surface.id(key);
  draw_caption(surface, key, box, caption);
  {
    Item& item = surface.add(key, "textarea", caption, field);
    item.value = state.value;
    item.description = state.problem.empty() ? count : state.problem;
    item.disabled = state.disabled;
    item.invalid = over || !state.problem.empty();
    surface.fill(field, item.disabled ? theme.raised : theme.field, kRadius);
    surface.outline(field, item.invalid ? theme.danger : theme.field_border, kRadius);
    surface.focus_ring(item, field);
  }
  if (limit > 0)
    surface.caption(std::string(key) + " count",
                    {box.x, box.y + box.height - kCounter + 2, box.width, kCounter - 2}, count,
                    over ? theme.danger : theme.muted, kSmall);
  return id;
}

ItemId search_field(Surface& surface, std::string_view key, Box box, const std::string& caption,
                    const std::string& value, ItemId results) {
  const ItemId id = surface.id(key);
  const Theme& theme = surface.theme();
  surface.fill(box, theme.field, kRadius);
  surface.outline(box, theme.field_border, kRadius);
  // A lens.
  const ImVec2 from = surface.min({box.x + 10, box.y + (box.height - 14) / 2, 14, 14});
  surface.draw().AddCircle({from.x + 6, from.y + 6}, 4.6F, theme.muted, 0, 1.6F);
  surface.draw().AddLine({from.x + 9.4F, from.y + 9.4F}, {from.x + 13, from.y + 13}, theme.muted, 1.6F);
  Item& item = surface.add(key, "searchbox", caption, box);
  item.value = value;
  item.results = results;
  item.label.start = 32;
  surface.focus_ring(item, box);
  if (value.empty())
    surface.caption(std::string(key) + " caption", {box.x + 32, box.y, box.width - 40, box.height}, caption,
                    theme.muted);
  return id;
}

namespace {

ItemId choice_field(Surface& surface, std::string_view key, Box field, const std::string& caption,
                    const std::string& value, const std::vector<Option>& options, bool disabled,
                    const std::string& prefix) {
  Item& item = surface.add(key, "combobox", caption, field);
  item.value = value;
  item.options = options;
  item.disabled = disabled;
  const Theme& theme = surface.theme();
  surface.fill(field, item.disabled ? theme.raised : theme.field, kRadius);
  surface.outline(field, theme.field_border, kRadius);
  surface.focus_ring(item, field);
  for (const Option& option : options)
    if (option.value == value)
      surface.line({field.x + 11, field.y, field.width - 44, field.height}, prefix + option.label,
                   theme.field_text);
  // A chevron at the end edge.
  const Box mark{field.x + field.width - 26, field.y + (field.height - 6) / 2, 10, 6};
  const ImVec2 from = surface.min(mark), to = surface.max(mark);
  const ImVec2 points[] = {from, {(from.x + to.x) / 2, to.y}, {to.x, from.y}};
  surface.draw().AddPolyline(points, 3, theme.muted, 0, 1.6F);
  return item.id;
}

}  // namespace

ItemId select(Surface& surface, std::string_view key, Box box, const std::string& caption,
              const std::string& value, const std::vector<Option>& options, bool disabled) {
  draw_caption(surface, key, box, caption);
  return choice_field(surface, key, field_part(surface, box), caption, value, options, disabled, "");
}

ItemId compact_select(Surface& surface, std::string_view key, Box box, const std::string& caption,
                      const std::string& value, const std::vector<Option>& options) {
  return choice_field(surface, key, box, caption, value, options, false, caption + ": ");
}

float compact_select_width(const Surface& surface, const std::string& caption,
                           const std::vector<Option>& options) {
  float widest = 0;
  for (const Option& option : options)
    widest = std::max(widest, surface.text_width(caption + ": " + option.label));
  return std::ceil(widest) + 46;
}

}  // namespace kit
