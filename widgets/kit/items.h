// The items the widgets are made of. Each draws itself, declares its twin, and returns its id, to which the
// view ties a message (kit/said.h).
#pragma once

#include <string>
#include <vector>

#include "kit/icons.h"
#include "kit/surface.h"

namespace kit {

enum class ButtonLook { kPlain, kPrimary, kQuiet };

struct ButtonState {
  ButtonLook look = ButtonLook::kPlain;
  bool disabled = false;
  std::string reason;  // why it is disabled; also its description
  ItemId toggles = 0;  // what the twin opens or closes when it is pressed
  bool files = false;  // a press lets people choose files (Item::files)
  bool drops = false;  // what is dragged can be dropped on it (Item::drops)
};

ItemId button(Surface& surface, std::string_view key, Box box, const std::string& label,
              const ButtonState& state = {});
// A picture for what people know by its picture; `label` is its name, shown as a tip.
ItemId icon_button(Surface& surface, std::string_view key, Box box, Icon icon, const std::string& label,
                   const ButtonState& state = {});
// The width a button needs for its label.
float button_width(const Surface& surface, const std::string& label);

ItemId link(Surface& surface, std::string_view key, Box box, const std::string& label,
            const std::string& href);
// kPrimary stands out, as what a question offers.
ItemId menu_item(Surface& surface, std::string_view key, Box box, const std::string& label,
                 const ButtonState& state = {});

// Between begin_submenu and end_submenu stand the entries of a sub-menu: the entry that opens it is drawn,
// and what is in it only where this is true. The twin opens and closes it (arrow keys, Enter, a press); it
// opens in place, so that it needs no room beside the menu. `height` is what is in it.
bool begin_submenu(Surface& surface, std::string_view key, Box box, const std::string& label, float height);
void end_submenu(Surface& surface);
// The entries that follow belong together until end_menu_group, as deep as `bottom`; `caption` is the place
// of their group's name. Returns the group, for end_menu_group.
std::size_t begin_menu_group(Surface& surface, std::string_view key, Box caption, const std::string& name);
void end_menu_group(Surface& surface, std::size_t group, float bottom);

// An entry of a menu that is a link; `hint` is its description.
ItemId menu_link(Surface& surface, std::string_view key, Box box, const std::string& label,
                 const std::string& href, const std::string& hint);

void heading(Surface& surface, std::string_view key, Box box, const std::string& text, int level,
             float size = kTitle);
// Of a value that is to be read whole: on up to `lines` lines, in a smaller type, where it is longer than the
// box is wide. Returns the height used.
float value_heading(Surface& surface, std::string_view key, Box box, const std::string& text, int level,
                    std::size_t lines);
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
// What `reveals` is brought into view when it comes: somebody has just asked for it.
float status(Surface& surface, std::string_view key, Box box, const std::string& text, bool reveals = false);
float alert(Surface& surface, std::string_view key, Box box, const std::string& text);

struct FieldState {
  std::string value;
  std::string problem;  // what is wrong with the value; "" when nothing is
  const char* autocomplete = "off";
  // Which secret is typed here: "password", "passphrase", "passphrase-again". Its text goes to the vault,
  // never here; it says "1" or "". "" for a field that is no secret.
  const char* secret = "";
  bool disabled = false;
};
// The picture of a box to tick, kTick wide and high.
inline constexpr float kTick = 18;
void tick(Surface& surface, Box box, bool checked, bool disabled = false);
// Says "true" or "" when it is pressed.
ItemId check_box(Surface& surface, std::string_view key, Box box, const std::string& label, bool checked,
                 const ButtonState& state = {});

// A row of tabs over a panel. The first key of `tabs` names the tab and is what it says when it is chosen, by
// a press or by the arrow keys.
struct Tab {
  std::string key, label;
};
std::vector<ItemId> tabs(Surface& surface, std::string_view key, Box box, const std::string& name,
                         const std::vector<Tab>& tabs, std::string_view chosen);
// What the chosen tab shows follows until surface.pop().
void begin_tab_panel(Surface& surface, std::string_view key, Box box, const std::string& name);

// A caption and a field under it; `box` is the place of both, field_height high, more with a problem.
float field_height(const Surface& surface);
ItemId text_field(Surface& surface, std::string_view key, Box box, const std::string& caption,
                  const FieldState& state);
// Several lines. With a `limit`, in UTF-16 units as the service counts, how many are used stands under it;
// what is over the limit is marked, never cut. `box` is the place of caption, field and counter.
ItemId text_area(Surface& surface, std::string_view key, Box box, const std::string& caption,
                 const FieldState& state, std::size_t limit = 0);
// A field to search with; its caption is inside while it is empty. `results` is the list or menu that shows
// what it finds, where that is not the first one of the surface or dialog: Enter and the arrow lead to it.
ItemId search_field(Surface& surface, std::string_view key, Box box, const std::string& caption,
                    const std::string& value, ItemId results = 0);
ItemId select(Surface& surface, std::string_view key, Box box, const std::string& caption,
              const std::string& value, const std::vector<Option>& options, bool disabled);
// One line high; its caption stands before what is chosen.
ItemId compact_select(Surface& surface, std::string_view key, Box box, const std::string& caption,
                      const std::string& value, const std::vector<Option>& options);
float compact_select_width(const Surface& surface, const std::string& caption,
                           const std::vector<Option>& options);
// The height of a field's problem under it; 0 for none.
float problem_height(const Surface& surface, const std::string& problem, float width);

// A row of a list that can be chosen: a title and a second line.
ItemId choice(Surface& surface, std::string_view key, Box box, const std::string& title,
              const std::string& facts, bool current);

// A disposition: shape, word and colour, never colour alone (C-09). Returns its width.
float disposition_chip(Surface& surface, std::string_view key, Box box,
                       threat_response::Disposition disposition);

// Its shape alone, from the start corner of `box`; and what the twin calls it (Item::look).
inline constexpr float kDispositionMark = 12;  // width and height
void disposition_mark(Surface& surface, Box box, threat_response::Disposition disposition);
const char* look_of(threat_response::Disposition disposition);

void separator(Surface& surface, Box box);

// A part of the surface on which what is dragged can be dropped, under what is drawn after it (Item::drops).
ItemId drop_area(Surface& surface, std::string_view key, Box box);

}  // namespace kit
