#include "kit/surface.h"

#include <algorithm>
#include <cmath>

namespace kit {
namespace {

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
  scroller_box_ = box;
  push(item.id);
  shift_ = std::round(scrolled(item.id));
  return item;
}

void Surface::end_scroll(float content_height) {
  draw_.PopClipRect();
  pop();
  shift_ = 0;
  items_[scroller_].scroll_height = std::ceil(content_height);
  focus_ring(items_[scroller_], scroller_box_, 4);  // over what is in it
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
  item.label = {.size = size, .strong = strong, .muted = colour == theme().muted};
  item.look = colour == theme().danger ? "danger" : "";
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
  if (frame_.focused == item.id) outline(box, theme().accent, radius, 2);
}

}  // namespace kit
