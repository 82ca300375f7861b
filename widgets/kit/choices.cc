#include <algorithm>
#include <cmath>

#include "kit/items.h"

namespace kit {

void tick(Surface& surface, Box box, bool checked, bool disabled) {
  const Theme& theme = surface.theme();
  const bool filled = checked && !disabled;
  surface.fill(box, filled ? theme.accent : disabled ? theme.raised : theme.field, 4);
  surface.outline(box, filled ? theme.accent : theme.muted, 4, 1.5F);
  if (!checked) return;
  const ImVec2 from = surface.min(box);
  const ImVec2 line[] = {
      {from.x + 4, from.y + 9.5F}, {from.x + 7.5F, from.y + 13}, {from.x + 14, from.y + 5.5F}};
  surface.draw().AddPolyline(line, 3, filled ? theme.on_accent : theme.muted, 0, 2);
}

ItemId check_box(Surface& surface, std::string_view key, Box box, const std::string& label, bool checked,
                 const ButtonState& state) {
  Item& item = surface.add(key, "checkbox", label, box);
  item.checked = checked;
  item.disabled = state.disabled;
  item.description = state.reason;
  const ItemId id = item.id;
  const Theme& theme = surface.theme();
  tick(surface, {box.x + 2, box.y + std::round((box.height - kTick) / 2), kTick, kTick}, checked,
       state.disabled);
  const float start = box.x + kTick + surface.theme().gap + 2;
  surface.focus_ring(item, box, 4);
  surface.caption(std::string(key) + " caption", {start, box.y, box.x + box.width - start, box.height}, label,
                  state.disabled ? theme.muted : theme.text);
  return id;
}

std::vector<ItemId> tabs(Surface& surface, std::string_view key, Box box, const std::string& name,
                         const std::vector<Tab>& tabs, std::string_view chosen) {
  const Theme& theme = surface.theme();
  surface.push(surface.add(key, "tablist", name, box).id);
  const auto wanted = [&](const Tab& tab) { return surface.text_width(tab.label, kText, true) + 24; };
  float all = 0;
  for (const Tab& tab : tabs) all += wanted(tab);
  const float share = std::min(1.0F, box.width / std::max(1.0F, all));  // where they do not fit all get less
  std::vector<ItemId> ids;
  float x = box.x;
  for (const Tab& tab : tabs) {
    const bool is_chosen = tab.key == chosen;
    const Box at{x, box.y, wanted(tab) * share, box.height};
    Item& item = surface.add(tab.key, "tab", tab.label, at);
    item.selected = is_chosen;
    item.label = {.strong = true, .centred = true};
    if (surface.frame().hovered == item.id && !is_chosen) surface.fill(at, theme.hover, 4);
    surface.line({at.x + 4, at.y, at.width - 8, at.height}, tab.label, is_chosen ? theme.accent : theme.muted,
                 kText, true, true);
    if (is_chosen) surface.fill({at.x + 8, at.y + at.height - 3, at.width - 16, 3}, theme.accent, 1);
    surface.focus_ring(item, at, 4);
    ids.push_back(item.id);
    x += at.width;
  }
  surface.pop();
  surface.fill({box.x, box.y + box.height - 1, box.width, 1}, theme.border);
  return ids;
}

void begin_tab_panel(Surface& surface, std::string_view key, Box box, const std::string& name) {
  surface.push(surface.add(key, "tabpanel", name, box).id);
}

}  // namespace kit
