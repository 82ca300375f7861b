#include "observables/script.h"

#include <algorithm>
#include <cstdint>

#include "observables/ascii.h"
#include "observables/unicode.h"

namespace observables {
namespace {

constexpr std::uint32_t bit(Script script) { return 1U << static_cast<unsigned>(script); }

constexpr std::uint32_t kJapanese =
    bit(Script::kLatin) | bit(Script::kHan) | bit(Script::kHiragana) | bit(Script::kKatakana);
constexpr std::uint32_t kKorean = bit(Script::kLatin) | bit(Script::kHan) | bit(Script::kHangul);
constexpr std::uint32_t kChinese = bit(Script::kLatin) | bit(Script::kHan) | bit(Script::kBopomofo);

// Small letters that are drawn like a, c, d, e, h, i, j, k, o, p, q, s, v, w, x, y in most fonts.
constexpr std::u32string_view kLikeLatin =
    U"\u0430\u0441\u0501\u0435\u04bb\u0456\u0458\u043e\u0440\u051b\u0455\u0475\u051d\u0445\u0443\u04cf\u04af"
    U"\u03b1\u03bf\u03c1\u03bd\u03b9\u03ba\u03c5";

struct Label {
  std::uint32_t scripts = 0;
  bool like_latin = true;  // all of its letters
};

Label read_label(std::string_view label) {
  Label read;
  for (std::size_t i = 0; i < label.size();) {
    const char c = label[i];
    if (static_cast<unsigned char>(c) < 0x80) {
      if (ascii::is(c, ascii::kLetter)) read.scripts |= bit(Script::kLatin);
      ++i;
      continue;
    }
    const Character found = character_at(label, i);
    read.scripts |= bit(script_of(found.point));
    read.like_latin = read.like_latin && kLikeLatin.find(found.point) != std::u32string_view::npos;
    i += found.size;
  }
  return read;
}

bool fits(std::uint32_t scripts) {
  const bool single = (scripts & (scripts - 1)) == 0;
  return single || std::ranges::any_of(std::initializer_list<std::uint32_t>{kJapanese, kKorean, kChinese},
                                       [scripts](std::uint32_t all) { return (scripts & ~all) == 0; });
}

}  // namespace

bool is_mixed_script(std::string_view host) {
  const std::string_view top = host.substr(host.rfind('.') + 1);
  const bool latin_top = read_label(top).scripts == bit(Script::kLatin);
  for (std::size_t begin = 0; begin <= host.size();) {
    const std::size_t end = std::min(host.find('.', begin), host.size());
    const Label label = read_label(host.substr(begin, end - begin));
    if (!fits(label.scripts)) return true;
    const bool foreign = (label.scripts & (bit(Script::kCyrillic) | bit(Script::kGreek))) != 0;
    if (foreign && label.like_latin && latin_top) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace observables
