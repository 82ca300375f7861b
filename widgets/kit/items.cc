#include "kit/items.h"

namespace kit {
namespace {

struct ButtonColours {
  ImU32 face, border, label;
};

ButtonColours colours_of(const Surface& surface, const ButtonState& state, bool hovered) {
  const Theme& theme = surface.theme();
  if (state.disabled) return {theme.raised, theme.border, theme.muted};
  switch (state.look) {
    case ButtonLook::kPrimary:
      return {theme.accent, theme.accent, theme.on_accent};
    case ButtonLook::kQuiet:
      return {hovered ? theme.hover : 0, 0, theme.accent};
    default:
      return {hovered ? theme.hover : theme.surface, theme.border, theme.text};
  }
}

ImU32 colour_of(const Surface& surface, const TextLook& look) {
  return look.muted ? surface.theme().muted : surface.theme().text;
}

// Points to the end of the line for what can be opened, down for what is open.
void draw_arrow(Surface& surface, Box box, bool down) {
  const ImVec2 from = surface.min(box), to = surface.max(box);
  const float middle_x = (from.x + to.x) / 2, middle_y = (from.y + to.y) / 2;
  const bool mirrored = surface.frame().right_to_left;
  const float base = mirrored ? to.x - 3 : from.x + 3, tip = mirrored ? from.x + 2 : to.x - 2;
  const ImVec2 open[] = {{from.x, from.y + 3}, {middle_x, to.y - 2}, {to.x, from.y + 3}};
  const ImVec2 closed[] = {{base, from.y}, {tip, middle_y}, {base, to.y}};
  surface.draw().AddPolyline(down ? open : closed, 3, surface.theme().muted, 0, 1.6F);
}

}  // namespace

float button_width(const Surface& surface, const std::string& label) {
  return surface.text_width(label, kText, true) + 2 * surface.theme().pad;
}

ItemId button(Surface& surface, std::string_view key, Box box, const std::string& label,
              const ButtonState& state) {
  Item& item = surface.add(key, "button", label, box);
  item.disabled = state.disabled;
  item.description = state.reason;
  item.toggles = state.toggles;
  item.files = state.files;
  item.drops = state.drops;
  item.label = {.strong = true, .centred = true};
  item.look = state.look == ButtonLook::kPrimary ? "primary"
              : state.look == ButtonLook::kQuiet ? "quiet"
                                                 : "";
  const bool hovered = surface.frame().hovered == item.id && !state.disabled;
  const ButtonColours colours = colours_of(surface, state, hovered);
  if (colours.face) surface.fill(box, colours.face, kRadius);
  if (colours.border) surface.outline(box, colours.border, kRadius);
  if (hovered && state.look == ButtonLook::kPrimary) surface.fill(box, IM_COL32(255, 255, 255, 28), kRadius);
  surface.line({box.x + 4, box.y, box.width - 8, box.height}, label, colours.label, kText, true, true);
  // On its own colour the ring would not be seen: it is the text's there, with a line inside.
  if (surface.frame().focused == item.id && state.look == ButtonLook::kPrimary) {
    surface.outline(box, surface.theme().text, kRadius, 2);
    surface.outline({box.x + 2, box.y + 2, box.width - 4, box.height - 4}, surface.theme().on_accent,
                    kRadius - 2, 1);
    return item.id;
  }
  surface.focus_ring(item, box);
  return item.id;
}

ItemId icon_button(Surface& surface, std::string_view key, Box box, Icon icon, const std::string& label,
                   const ButtonState& state) {
  Item& item = surface.add(key, "button", label, box);
  item.disabled = state.disabled;
  item.description = state.reason;
  item.toggles = state.toggles;
  item.look = "quiet";
  item.icon = name_of(icon);
  const Theme& theme = surface.theme();
  if (surface.frame().hovered == item.id && !state.disabled) surface.fill(box, theme.hover, kRadius);
  draw_icon(surface, {box.x + (box.width - kIcon) / 2, box.y + (box.height - kIcon) / 2, kIcon, kIcon}, icon,
            state.disabled ? theme.muted : theme.text);
  surface.focus_ring(item, box);
  return item.id;
}

ItemId link(Surface& surface, std::string_view key, Box box, const std::string& label,
            const std::string& href) {
  Item& item = surface.add(key, "link", label, box);
  item.href = href;
  surface.line(box, label, surface.theme().accent);
  const Box underline{box.x, box.y + box.height - 5, surface.text_width(label), 1};
  surface.fill(underline, surface.theme().accent);
  surface.focus_ring(item, box, 3);
  return item.id;
}

ItemId menu_item(Surface& surface, std::string_view key, Box box, const std::string& label,
                 const ButtonState& state) {
  Item& item = surface.add(key, "menuitem", label, box);
  item.disabled = state.disabled;
  item.description = state.reason;
  item.label.start = 12;
  const bool lit = surface.frame().hovered == item.id || surface.frame().focused == item.id;
  const bool primary = state.look == ButtonLook::kPrimary;
  if (lit || primary) surface.fill(box, primary ? surface.theme().selected : surface.theme().hover, 4);
  const float start = box.x + 12, width = box.width - 24;
  const float reason = state.reason.empty() ? 0 : surface.text_width(state.reason, kSmall);
  surface.line({start, box.y, width - reason - surface.theme().gap, box.height}, label,
               state.disabled ? surface.theme().muted : surface.theme().text, kText, primary);
  surface.focus_ring(item, box, 4);
  const ItemId id = item.id;
  if (reason > 0)
    surface.caption(std::string(key) + " reason", {start + width - reason, box.y, reason + 1, box.height},
                    state.reason, surface.theme().muted, kSmall);
  return id;
}

ItemId menu_link(Surface& surface, std::string_view key, Box box, const std::string& label,
                 const std::string& href, const std::string& hint) {
  Item& item = surface.add(key, "menulink", label, box);
  item.href = href;
  item.description = hint;
  item.label.start = 12;
  if (surface.frame().hovered == item.id || surface.frame().focused == item.id)
    surface.fill(box, surface.theme().hover, 4);
  surface.line({box.x + 12, box.y, box.width - 44, box.height}, label, surface.theme().text);
  // An arrow that leaves: drawn, since not every font has one.
  const float size = 8;
  const ImVec2 from =
      surface.min({box.x + box.width - 12 - size, box.y + (box.height - size) / 2, size, size});
  const ImVec2 to{from.x + size, from.y + size};
  const ImU32 colour = surface.theme().muted;
  surface.draw().AddLine({from.x, to.y}, {to.x, from.y}, colour, 1.5F);
  surface.draw().AddLine({from.x + 2, from.y}, {to.x, from.y}, colour, 1.5F);
  surface.draw().AddLine({to.x, from.y}, {to.x, to.y - 2}, colour, 1.5F);
  surface.focus_ring(item, box, 4);
  return item.id;
}

bool begin_submenu(Surface& surface, std::string_view key, Box box, const std::string& label, float height) {
  Item& item = surface.add(key, "menuitem", label, box);
  const ItemId id = item.id;
  const bool open = surface.is_expanded(id);
  item.expanded = open;
  item.toggles = id;
  item.label.start = 12;
  if (surface.frame().hovered == id || surface.frame().focused == id)
    surface.fill(box, surface.theme().hover, 4);
  surface.line({box.x + 12, box.y, box.width - 44, box.height}, label, surface.theme().text);
  draw_arrow(surface, {box.x + box.width - 22, box.y + box.height / 2 - 5, 10, 10}, open);
  surface.focus_ring(item, box, 4);
  if (!open) return false;
  surface.push(
      surface.add(std::string(key) + " menu", "menu", label, {box.x, box.y + box.height, box.width, height})
          .id);
  return true;
}

void end_submenu(Surface& surface) { surface.pop(); }

std::size_t begin_menu_group(Surface& surface, std::string_view key, Box caption, const std::string& name) {
  const std::size_t group = surface.items().size();
  surface.push(surface.add(key, "group", name, caption).id);
  surface.caption("caption", {caption.x + 12, caption.y, caption.width - 24, caption.height}, name,
                  surface.theme().muted, kSmall, true);
  return group;
}

void end_menu_group(Surface& surface, std::size_t group, float bottom) {
  surface.pop();
  surface.set_height(group, bottom - surface.items()[group].area.y);
}

void heading(Surface& surface, std::string_view key, Box box, const std::string& text, int level,
             float size) {
  Item& item = surface.add(key, "heading", text, box);
  item.level = level;
  item.label = {.size = size, .strong = true};
  surface.line(box, text, surface.theme().text, size, true);
}

float value_heading(Surface& surface, std::string_view key, Box box, const std::string& text, int level,
                    std::size_t lines) {
  if (surface.text_width(text, kTitle, true) <= box.width) {
    heading(surface, key, box, text, level);
    return box.height;
  }
  const std::string shown = surface.value_in_lines(text, box.width, lines, kText, true);
  const Box whole{box.x, box.y, box.width, surface.paragraph_height(shown, box.width, kText, true)};
  Item& item = surface.add(key, "heading", text, whole);
  item.level = level;
  item.label = {.line = line_height(kText), .strong = true};
  surface.paragraph(whole, shown, surface.theme().text, kText, true);
  return whole.height + 2;
}

void label(Surface& surface, std::string_view key, Box box, const std::string& text, const TextLook& look) {
  surface.add(key, "text", text, box).label = {.size = look.size, .strong = look.strong, .muted = look.muted};
  surface.line(box, text, colour_of(surface, look), look.size, look.strong);
}

float note(Surface& surface, std::string_view key, Box box, const std::string& text, const TextLook& look) {
  const float height = surface.paragraph_height(text, box.width, look.size);
  const Box whole{box.x, box.y, box.width, height};
  surface.add(key, "text", text, whole).label = {
      .size = look.size, .line = line_height(look.size), .muted = look.muted};
  surface.paragraph(whole, text, colour_of(surface, look), look.size);
  return height;
}

float status(Surface& surface, std::string_view key, Box box, const std::string& text, bool reveals) {
  const float height = text.empty() ? 0 : surface.paragraph_height(text, box.width);
  const Box whole{box.x, box.y, box.width, height};
  Item& item = surface.add(key, "status", text, whole);
  item.label = {.line = line_height(kText), .muted = true};
  item.reveals = reveals;
  surface.paragraph(whole, text, surface.theme().muted);
  return height;
}

float alert(Surface& surface, std::string_view key, Box box, const std::string& text) {
  if (text.empty()) {
    surface.add(key, "alert", "", {box.x, box.y, box.width, 0});
    return 0;
  }
  constexpr float kInset = 10;
  const float height = surface.paragraph_height(text, box.width - 2 * kInset - 3) + 2 * kInset - 4;
  const Box whole{box.x, box.y, box.width, height};
  surface.add(key, "alert", text, whole).label = {
      .line = line_height(kText), .start = kInset + 3, .top = kInset - 2};
  surface.fill(whole, surface.theme().danger_surface, kRadius);
  surface.fill({box.x, box.y, 3, height}, surface.theme().danger, 1);
  surface.paragraph({box.x + kInset + 3, box.y + kInset - 2, box.width - 2 * kInset - 3, height}, text,
                    surface.theme().text);
  return height;
}

ItemId choice(Surface& surface, std::string_view key, Box box, const std::string& title,
              const std::string& facts, bool current) {
  Item& item = surface.add(key, "button", title, box);
  item.description = facts;
  item.current = current;
  item.label = {.line = 22, .start = 12, .top = 5, .strong = current};
  const Theme& theme = surface.theme();
  if (current || surface.frame().hovered == item.id)
    surface.fill(box, current ? theme.selected : theme.hover, 4);
  if (current) surface.fill({box.x, box.y + 6, 3, box.height - 12}, theme.accent, 1);
  const float start = box.x + 12, width = box.width - 24;
  surface.line({start, box.y + 5, width, 22}, title, theme.text, kText, current);
  surface.focus_ring(item, box, 4);
  const ItemId id = item.id;
  surface.caption(std::string(key) + " facts", {start, box.y + 27, width, 18}, facts, theme.muted, kSmall);
  return id;
}

void separator(Surface& surface, Box box) {
  surface.fill({box.x, box.y, box.width, 1}, surface.theme().border);
}

ItemId drop_area(Surface& surface, std::string_view key, Box box) {
  Item& item = surface.add(key, "droparea", "", box);
  item.drops = true;
  return item.id;
}

}  // namespace kit
