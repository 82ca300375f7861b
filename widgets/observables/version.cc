#include "observables/version.h"

#include <algorithm>
#include <array>

namespace observables {
namespace {

constexpr std::array<std::string_view, 21> kVersionWords = {
    "asyncos",  "build",  "driver", "engine",  "firmware", "hotfix",   "kernel",
    "patch",    "plugin", "rel",    "release", "rev",      "revision", "rv",
    "software", "v",      "ver",    "version", "versions", "vers",     "builds",
};
constexpr std::array<std::string_view, 5> kFillers = {"is", "was", "number", "no", "nr"};
constexpr std::size_t kLongest = 8;  // of these words
constexpr std::size_t kFarthest = 64;

constexpr bool is_gap(char c) {
  return ascii::is_blank(c) || c == ':' || c == '=' || c == '(' || c == '\'' || c == '"' || c == '#' ||
         c == '.';
}

std::size_t word_begin(Text text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && end - begin <= kLongest && ascii::is_word(text.before(begin))) --begin;
  return begin;
}

bool is_product(Text text, std::size_t slash) {
  for (std::size_t i = slash; i > 0 && slash - i < kFarthest; --i) {
    const char c = text.before(i);
    if (!ascii::is(c, ascii::kName | ascii::kBeyond) && c != '.') break;
    if (!ascii::is_digit(c) && c != '.') return true;
  }
  return false;
}

}  // namespace

bool follows_version_word(Text text, std::size_t begin) {
  if (text.before(begin) == '/' && is_product(text, begin - 1)) return true;
  std::size_t end = begin;
  for (int words = 0; words < 3; ++words) {
    for (int gap = 0; gap < 8 && is_gap(text.before(end)); ++gap) --end;
    const std::size_t start = word_begin(text, end);
    std::array<char, kLongest> lowered;
    if (start == end || end - start > lowered.size()) return false;
    std::ranges::transform(text.part(start, end), lowered.begin(), ascii::lower);
    const std::string_view word(lowered.data(), end - start);
    if (std::ranges::find(kVersionWords, word) != kVersionWords.end()) return true;
    if (std::ranges::find(kFillers, word) == kFillers.end()) return false;
    end = start;
  }
  return false;
}

}  // namespace observables
