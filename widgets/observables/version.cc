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
constexpr std::size_t kFarthest = 64;

std::size_t word_begin(const Text& text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && end - begin < kFarthest && text.in_word(begin - 1)) --begin;
  return begin;
}

bool is_product(const Text& text, std::size_t slash) {
  for (std::size_t i = slash; i > 0 && slash - i < kFarthest && text.in_name(i - 1); --i)
    if (!ascii::is_digit(text.at(i - 1)) && text.at(i - 1) != '.') return true;
  return false;
}

}  // namespace

bool follows_version_word(const Text& text, std::size_t begin) {
  if (text.before(begin) == '/' && is_product(text, begin - 1)) return true;
  std::size_t end = begin;
  for (int words = 0; words < 3; ++words) {
    std::size_t gap = 0;
    while (end > 0 && gap < 8 &&
           std::string_view(" \t:=('\"#.").find(text.at(end - 1)) != std::string_view::npos) {
      --end;
      ++gap;
    }
    const std::size_t start = word_begin(text, end);
    const std::string word = ascii::lowered(text.part(start, end));
    if (std::ranges::find(kVersionWords, word) != kVersionWords.end()) return true;
    if (std::ranges::find(kFillers, word) == kFillers.end()) return false;
    end = start;
  }
  return false;
}

}  // namespace observables
