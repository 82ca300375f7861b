#include "kit/surface.h"

#include <algorithm>
#include <cmath>

namespace kit {
namespace {

constexpr float kLineHeight = 1.45F;  // of the type size

// FNV-1a, 32 bits: ids only have to differ within one surface.
ItemId hash(ItemId seed, std::string_view key) {
  ItemId value = seed ^ 2166136261U;
  for (const char c : key) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
  return value == 0 ? 1 : value;
}

Box whole_pixels(Box box) {
  const float x = std::round(box.x), y = std::round(box.y);
  return {x, y, std::round(box.x + box.width) - x, std::round(box.y + box.height) - y};
}

}  // namespace

float line_height(float size) { return std::round(size * kLineHeight); }

ItemId Surface::id(std::string_view key) const { return hash(parents_.empty() ? 0 : parents_.back(), key); }

Item& Surface::add(std::string_view key, const char* role, std::string name, Box box) {
  const ImVec2 from = min(box), to = max(box);
  items_.push_back({.id = id(key),
                    .parent = parents_.empty() ? 0 : parents_.back(),
                    .role = role,
                    .name = std::move(name),
                    .area = {from.x, from.y, to.x - from.x, to.y - from.y}});
  return items_.back();
}

Item& Surface::begin_scroll(std::string_view key, std::string name, Box box, const char* role) {
  Item& item = add(key, role, std::move(name), box);
  draw_.PushClipRect(min(box), max(box), true);
  scroller_ = items_.size() - 1;
  push(item.id);
  shift_ = std::round(scrolled(item.id));
  return item;
}

void Surface::end_scroll(float content_height) {
  draw_.PopClipRect();
  pop();
  shift_ = 0;
  items_[scroller_].scroll_height = std::ceil(content_height);
}

float Surface::scrolled(ItemId id) const {
  const auto found = std::ranges::find(frame_.scrolled, id, &std::pair<ItemId, float>::first);
  return found == frame_.scrolled.end() ? 0 : found->second;
}

std::size_t Surface::active(ItemId id) const {
  const auto found = std::ranges::find(frame_.active, id, &std::pair<ItemId, std::size_t>::first);
  return found == frame_.active.end() ? 0 : found->second;
}

bool Surface::is_expanded(ItemId id) const { return std::ranges::contains(frame_.expanded, id); }

ImVec2 Surface::min(Box box) const {
  const Box whole = whole_pixels(box);
  return {frame_.right_to_left ? frame_.width - whole.x - whole.width : whole.x, whole.y - shift_};
}

ImVec2 Surface::max(Box box) const {
  const Box whole = whole_pixels(box);
  const ImVec2 from = min(box);
  return {from.x + whole.width, from.y + whole.height};
}

bool Surface::is_visible(Box box) const {
  return max(box).y >= draw_.GetClipRectMin().y && min(box).y <= draw_.GetClipRectMax().y;
}

void Surface::caption(std::string_view key, Box box, std::string_view text, ImU32 colour, float size,
                      bool strong) {
  Item& item = add(key, "caption", std::string(text), box);
  item.label = {.size = size, .strong = strong, .muted = colour == theme_.muted};
  item.look = colour == theme_.danger ? "danger" : "";
  line(box, text, colour, size, strong);
}

void Surface::fill(Box box, ImU32 colour, float radius) {
  if (!is_visible(box)) return;
  draw_.AddRectFilled(min(box), max(box), colour, radius);
}

void Surface::outline(Box box, ImU32 colour, float radius, float thickness) {
  if (!is_visible(box)) return;
  const ImVec2 from = min(box), to = max(box);
  const float half = thickness / 2;
  draw_.AddRect({from.x + half, from.y + half}, {to.x - half, to.y - half}, colour, radius, 0, thickness);
}

void Surface::focus_ring(const Item& item, Box box, float radius) {
  if (frame_.focused == item.id) outline(box, theme_.accent, radius, 2);
}

std::string Surface::fitted(std::string_view text, float width, float size, bool strong) const {
  if (text_width(text, size, strong) <= width) return std::string(text);
  constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
  const float room = width - text_width(kEllipsis, size, strong);
  if (room < 0) return "";
  // One pass: the text may be of any length.
  const char* stop = text.data();
  font(strong)->CalcTextSizeA(size, room, 0, text.data(), text.data() + text.size(), &stop);
  return std::string(text.data(), stop).append(kEllipsis);
}

void Surface::line(Box box, std::string_view text, ImU32 colour, float size, bool strong, bool centred) {
  if (!is_visible(box)) return;
  const std::string shown = fitted(text, box.width, size, strong);
  const float wide = text_width(shown, size, strong);
  const float start = centred ? box.x + std::floor((box.width - wide) / 2) : box.x;
  const Box placed{start, box.y, std::ceil(wide), box.height};
  const ImVec2 from = min(placed);
  const float top = from.y + std::round((max(placed).y - from.y - size * kLineHeight) / 2);
  draw_.AddText(font(strong), size, {from.x, top + std::round(size * (kLineHeight - 1.2F) / 2)}, colour,
                shown.data(), shown.data() + shown.size());
}

void Surface::paragraph(Box box, std::string_view text, ImU32 colour, float size) {
  const ImVec2 from = min(box);
  ImFont* const face = font(false);
  const char* at = text.data();
  const char* const end = at + text.size();
  float y = from.y;
  while (at < end) {
    const char* stop = face->CalcWordWrapPosition(size, at, end, box.width);
    if (stop == at) ++stop;  // one character wider than the box
    const float wide = text_width({at, stop}, size);
    const float x = frame_.right_to_left ? max(box).x - wide : from.x;
    draw_.AddText(face, size, {x, y + std::round(size * (kLineHeight - 1.2F) / 2)}, colour, at, stop);
    y += std::round(size * kLineHeight);
    at = stop;
    while (at < end && (*at == ' ' || *at == '\n')) ++at;
  }
}

float Surface::text_width(std::string_view text, float size, bool strong) const {
  return font(strong)->CalcTextSizeA(size, 1e9F, 0, text.data(), text.data() + text.size()).x;
}

float Surface::paragraph_height(std::string_view text, float width, float size) const {
  ImFont* const face = font(false);
  const char* at = text.data();
  const char* const end = at + text.size();
  int lines = 0;
  while (at < end) {
    const char* stop = face->CalcWordWrapPosition(size, at, end, width);
    at = stop == at ? stop + 1 : stop;
    while (at < end && (*at == ' ' || *at == '\n')) ++at;
    ++lines;
  }
  return static_cast<float>(lines) * std::round(size * kLineHeight);
}

}  // namespace kit
