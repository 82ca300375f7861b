#include "markdown/shield.h"

#include <algorithm>
#include <array>

namespace markdown {
namespace {

constexpr std::string_view kMarks = "*_~", kBlanks = " \t\r\n", kEnds = "<>\"|)`",
                           kReplacement = "\xEF\xBF\xBD";
// Noncharacters of Unicode, U+FDD0 and those behind it: letters for md4c, and in no text.
constexpr std::array<std::string_view, 3> kShields = {"\xEF\xB7\x90", "\xEF\xB7\x91", "\xEF\xB7\x92"};
constexpr std::string_view kShieldStart = "\xEF\xB7";

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string shielded_part(std::string_view address) {
  std::string made;
  for (const char c : address) {
    const std::size_t mark = kMarks.find(c);
    if (mark == std::string_view::npos)
      made += c;
    else
      made += kShields[mark];
  }
  return made;
}

// `word` has no blanks.
std::string shielded_word(std::string_view word) {
  std::string made;
  std::size_t at = word.find("//", std::min(word.find(':'), word.size()));
  while (at != std::string_view::npos) {
    const std::size_t end = std::min(word.find_first_of(kEnds, at), word.size());
    std::size_t last = end;
    while (last > at && !is_letter_or_digit(word[last - 1])) --last;
    made.append(word.substr(0, at)).append(shielded_part(word.substr(at, last - at)));
    made.append(word.substr(last, end - last));
    word.remove_prefix(end);
    at = word.find("//");
  }
  return made.append(word);
}

// Replaces each of `kShields` by what `instead` says.
template <typename Instead>
std::string without_shields(std::string_view text, Instead instead) {
  std::string made;
  made.reserve(text.size());
  for (std::size_t at = text.find(kShieldStart); at != std::string_view::npos; at = text.find(kShieldStart)) {
    made += text.substr(0, at);
    const auto* const found = std::ranges::find(kShields, text.substr(at, kShields[0].size()));
    if (found == kShields.end()) {
      made += text.substr(at, kShieldStart.size());
      text.remove_prefix(at + kShieldStart.size());
    } else {
      made += instead(static_cast<std::size_t>(found - kShields.begin()));
      text.remove_prefix(at + found->size());
    }
  }
  return made.append(text);
}

}  // namespace

std::string shielded(std::string_view text) {
  const std::string own = without_shields(text, [](std::size_t) { return kReplacement; });
  std::string_view rest = own;
  std::string made;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(kBlanks), rest.size());
    made += shielded_word(rest.substr(0, end));
    if (end < rest.size()) made += rest[end];
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return made;
}

std::string unshielded(std::string_view text) {
  return without_shields(text, [](std::size_t mark) { return kMarks.substr(mark, 1); });
}

}  // namespace markdown
