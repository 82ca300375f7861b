#include <algorithm>
#include <array>

#include "kit/dialog.h"
#include "kit/items.h"

namespace kit {
namespace {

using messages::Text;

// What shims/twin-keyboard.js does, by what there is to do it with. "" is there always.
struct Shortcut {
  std::string_view role;
  const char* keys;  // as written on every keyboard; "" where they are called otherwise: `called`
  Text does;
  Text called = Text::kCount;
};
constexpr std::array kAll = {
    Shortcut{"", "Tab", Text::kKeyNext},
    Shortcut{"", "", Text::kKeyPress, Text::kKeysPress},
    Shortcut{"", "Esc", Text::kKeyEscape},
    Shortcut{"menuitem", "\u2191 \u2193", Text::kKeyMenu},
    Shortcut{"submenu", "\u2190 \u2192", Text::kKeySubmenu},
    Shortcut{"menuitem", "A\u2026Z", Text::kKeyLetter},
    Shortcut{"tab", "\u2190 \u2192", Text::kKeyTab},
    Shortcut{"rows", "\u2191 \u2193", Text::kKeyRow},
    Shortcut{"plane", "\u2190 \u2192 \u2191 \u2193", Text::kKeyPlaneGo},
    Shortcut{"plane", "", Text::kKeyPlanePan, Text::kKeysPan},
    Shortcut{"plane", "+ \u2212 0", Text::kKeyPlaneZoom},
    Shortcut{"several", "", Text::kKeySelect, Text::kKeysSelect},
    Shortcut{"several", "", Text::kKeyExtend, Text::kKeysExtend},
    Shortcut{"splitter", "\u2190 \u2192", Text::kKeySplitter},
    Shortcut{"", "?", Text::kKeyHelp},
};

bool has(const std::vector<Item>& items, std::string_view wanted) {
  return wanted.empty() || std::ranges::any_of(items, [&](const Item& item) {
           const std::string_view role = item.role;
           if (wanted == "submenu") return role == "menuitem" && item.toggles == item.id;
           if (wanted == "rows") return (role == "option" && item.position != 0) || role == "row";
           if (wanted == "plane") return *item.plane != '\0';
           if (wanted == "several") return item.multiple;
           return role == wanted;
         });
}

}  // namespace

void shortcuts(Surface& surface) {
  if (!surface.is_expanded(kShortcuts)) return;
  constexpr float kKeys = 132, kWidth = 420, kRow = 24, kFoot = 40;
  std::vector<Shortcut> shown;
  for (const Shortcut& one : kAll)
    if (has(surface.items(), one.role)) shown.push_back(one);
  const float wide = std::min(kWidth, surface.width() - 2 * surface.theme().pad - 16);
  const float words = wide - kKeys - surface.theme().gap;
  std::vector<float> heights;
  float all = 0;
  for (const Shortcut& one : shown) {
    heights.push_back(std::max(kRow, surface.paragraph_height(surface.text(one.does), words) + 4));
    all += heights.back();
  }
  const Dialog dialog =
      begin_dialog(surface, "shortcuts", surface.text(Text::kShortcuts), wide, all + kFoot, kShortcuts);
  const Box list{dialog.inner.x, dialog.inner.y, dialog.inner.width, dialog.inner.height - kFoot};
  surface.begin_scroll("list", surface.text(Text::kShortcuts), list);
  float y = list.y;
  for (std::size_t at = 0; at < shown.size(); ++at) {
    const std::string key = std::to_string(at);
    surface.push(surface.add(key, "listitem", "", {list.x, y, list.width, heights[at]}).id);
    const Shortcut& one = shown[at];
    label(surface, "keys", {list.x, y, kKeys, 20},
          one.called == Text::kCount ? one.keys : surface.text(one.called), {.strong = true});
    note(surface, "does", {list.x + kKeys + surface.theme().gap, y, words, 20}, surface.text(one.does),
         {.muted = true});
    surface.pop();
    y += heights[at];
  }
  surface.end_scroll(all);
  const std::string close = surface.text(Text::kClose);
  const float button = button_width(surface, close);
  kit::button(surface, "close", {list.x + list.width - button, list.y + list.height + kFoot - 32, button, 32},
              close, {.toggles = kShortcuts});
  end_dialog(surface);
}

}  // namespace kit
