#include "kit/plane.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

namespace kit {
namespace {

constexpr float kFarthest = 10'000;

// Takes a word off the front of `text`.
std::string_view next_word(std::string_view& text) {
  const std::string_view word = text.substr(0, text.find(' '));
  text.remove_prefix(std::min(text.size(), word.size() + 1));
  return word;
}

std::optional<float> next_number(std::string_view& text) {
  const std::string word(next_word(text));
  char* end = nullptr;
  const float value = std::strtof(word.c_str(), &end);
  if (word.empty() || *end != '\0' || !std::isfinite(value)) return std::nullopt;
  return std::clamp(value, -kFarthest, kFarthest);
}

}  // namespace

Move read_move(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, Way>, 6> kWays = {{{"start", Way::kStart},
                                                                      {"end", Way::kEnd},
                                                                      {"up", Way::kUp},
                                                                      {"down", Way::kDown},
                                                                      {"first", Way::kFirst},
                                                                      {"last", Way::kLast}}};
  const std::string_view what = next_word(text);
  if (what == "fit") return Fit{};
  if (what == "go") {
    const auto* way = std::ranges::find(kWays, text, &std::pair<std::string_view, Way>::first);
    return way == kWays.end() ? Move() : Move(Go{way->second});
  }
  const auto first = next_number(text), second = next_number(text);
  if (!first || !second) return {};
  if (what == "pan") return Pan{*first, *second};
  const auto third = next_number(text);
  if (what != "zoom" || !third || *first <= 0) return {};
  return Zoom{std::clamp(*first, 0.1F, 10.0F), *second, *third};
}

ItemId begin_plane(Surface& surface, std::string_view key, const std::string& name, Box box,
                   const char* ways) {
  Item& item = surface.add(key, "listbox", name, box);
  item.plane = ways;
  const ItemId id = item.id;
  surface.push(id);
  surface.fill(box, surface.theme().surface, kRadius);
  surface.draw().PushClipRect(surface.min(box), surface.max(box), true);
  return id;
}

void end_plane(Surface& surface) {
  surface.pop();
  surface.draw().PopClipRect();
}

ItemId mark(Surface& surface, std::string_view key, Box box, const std::string& name,
            const MarkState& state) {
  Item& item = surface.add(key, "option", name, box);
  item.description = state.description;
  item.selected = state.current;
  item.menu = state.menu;
  item.look = state.look;
  return item.id;
}

bool has_focus(const Surface& surface, ItemId plane) { return surface.frame().focused == plane; }

}  // namespace kit
