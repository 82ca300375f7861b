#include "observables/unicode.h"

#include <algorithm>
#include <array>

namespace observables {
namespace {

// Class of each character of two bytes in UTF-8: most of what is not ASCII, and quick to look up.
constexpr std::size_t kQuick = 0x800;

Class searched(char32_t point) {
  const auto rows = classes();
  const auto after =
      std::ranges::upper_bound(rows, point, {}, [](ClassRange row) { return char32_t{row.first}; });
  return static_cast<Class>((after - 1)->what);
}

const std::array<Class, kQuick>& quick() {
  static const auto table = [] {
    std::array<Class, kQuick> made{};
    const auto rows = classes();
    // There are rows beyond the quick ones.
    for (std::size_t row = 0; rows[row].first < kQuick; ++row) {
      const std::size_t end = std::min<std::size_t>(rows[row + 1].first, kQuick);
      std::fill(made.begin() + rows[row].first, made.begin() + static_cast<std::ptrdiff_t>(end),
                static_cast<Class>(rows[row].what));
    }
    return made;
  }();
  return table;
}

constexpr bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

}  // namespace

Character character_at(std::string_view text, std::size_t i) {
  const auto lead = static_cast<unsigned char>(text[i]);
  if (lead < 0xC2 || lead > 0xF4) return {};
  if (lead < 0xE0 && i + 1 < text.size() && continues(text[i + 1])) {
    const char32_t point = (lead & 0x1FU) << 6U | (static_cast<unsigned char>(text[i + 1]) & 0x3FU);
    return {2, quick()[point], point};
  }
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (text.size() - i < size) return {};
  char32_t point = lead & (0x7FU >> size);
  for (std::size_t k = 1; k < size; ++k) {
    if (!continues(text[i + k])) return {};
    point = (point << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
  }
  const bool overlong = point < (size == 3 ? 0x800U : 0x10000U);
  if (overlong || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return {};
  return {size, searched(point), point};
}

Character character_before(std::string_view text, std::size_t i) {
  for (std::size_t size = 2; size <= 4 && size <= i; ++size) {
    if (continues(text[i - size])) continue;
    const Character found = character_at(text, i - size);
    return found.size == size ? found : Character{};
  }
  return {};
}

Script script_of(char32_t letter) {
  const auto rows = scripts();
  const auto after =
      std::ranges::upper_bound(rows, letter, {}, [](ScriptRange row) { return char32_t{row.first}; });
  return static_cast<Script>((after - 1)->what);
}

}  // namespace observables
