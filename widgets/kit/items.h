// The items the widgets are made of. Each draws itself, declares its twin, and returns its id, to which the
// view ties a message (kit/said.h).
#pragma once

#include <string>
#include <vector>

#include "kit/surface.h"

namespace kit {

enum class ButtonLook { kPlain, kPrimary, kQuiet };

struct ButtonState {
  ButtonLook look = ButtonLook::kPlain;
  bool disabled = false;
  std::string reason;  // why it is disabled; also its description
};

ItemId button(Surface& surface, std::string_view key, Box box, const std::string& label,
              const ButtonState& state = {});
// The width a button needs for its label.
float button_width(const Surface& surface, const std::string& label);

ItemId link(Surface& surface, std::string_view key, Box box, const std::string& label,
            const std::string& href);
// kPrimary stands out, as what a question offers.
ItemId menu_item(Surface& surface, std::string_view key, Box box, const std::string& label,
                 const ButtonState& state = {});

// An entry of a menu that is a link; `hint` is its description.
ItemId menu_link(Surface& surface, std::string_view key, Box box, const std::string& label,
                 const std::string& href, const std::string& hint);

void heading(Surface& surface, std::string_view key, Box box, const std::string& text, int level,
             float size = kTitle);
struct TextLook {
  float size = kText;
  bool muted = false, strong = false;
};
// One line, cut with an ellipsis.
void label(Surface& surface, std::string_view key, Box box, const std::string& text,
           const TextLook& look = {});
// Several lines; returns the height used.
float note(Surface& surface, std::string_view key, Box box, const std::string& text,
           const TextLook& look = {});

// A live region: what changes in it is read out. `alert` at once, `status` when the reader has time. Returns
// the height used; an empty text keeps the region, without a height.
float status(Surface& surface, std::string_view key, Box box, const std::string& text);
float alert(Surface& surface, std::string_view key, Box box, const std::string& text);

struct FieldState {
  std::string value;
  std::string problem;  // what is wrong with the value; "" when nothing is
  const char* autocomplete = "off";
  bool password = false;  // its text goes to the vault, never here
  bool disabled = false;
};
// A caption and a field under it; `box` is the place of both, kFieldHeight high, more with a problem.
inline constexpr float kFieldHeight = 20 + kField;
ItemId text_field(Surface& surface, std::string_view key, Box box, const std::string& caption,
                  const FieldState& state);
ItemId select(Surface& surface, std::string_view key, Box box, const std::string& caption,
              const std::string& value, const std::vector<Option>& options, bool disabled);
// The height of a field's problem under it; 0 for none.
float problem_height(const Surface& surface, const std::string& problem, float width);

// A row of a list that can be chosen: a title and a second line.
ItemId choice(Surface& surface, std::string_view key, Box box, const std::string& title,
              const std::string& facts, bool current);

// A disposition: shape, word and colour, never colour alone (C-09). Returns its width.
float disposition_chip(Surface& surface, std::string_view key, Box box,
                       threat_response::Disposition disposition);

void separator(Surface& surface, Box box);

}  // namespace kit
