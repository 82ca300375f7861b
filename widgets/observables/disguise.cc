#include "observables/disguise.h"

#include <array>

namespace observables {
namespace {

struct Row {
  std::string_view written, means, brackets;
  Style style;
};
constexpr std::array kRows = {
    Row{"://", "://", "[", Style::kBrackets}, Row{".", ".", "[({", Style::kBrackets},
    Row{"dot", ".", "[(", Style::kWords},     Row{":", ":", "[", Style::kBrackets},
    Row{"/", "/", "[", Style::kBrackets},     Row{"at", "@", "[", Style::kWords},
};

constexpr char closing(char open) { return open == '(' ? ')' : static_cast<char>(open + 2); }

bool goes_on(Text text, std::size_t i) { return ascii::is(text.at(i), ascii::kName | ascii::kBeyond); }

Disguise plain_or_enclosed(Text text, std::size_t i, std::string_view means) {
  if (text.at(i) == means[0]) return {means, 1, Style::kNone};
  if (text.at(i) != '[') return {};
  const Disguise found = enclosed_at(text, i);
  return found.means == means ? found : Disguise{};
}

}  // namespace

Disguise enclosed_at(Text text, std::size_t i) {
  const char open = text.at(i);
  const std::size_t begin = text.after_blanks(i + 1);
  // Most brackets in a text hold something else.
  if (!ascii::is(text.at(begin), ascii::kDisguised)) return {};
  const std::string_view rest = text.bytes.substr(std::min(begin, text.size()));
  for (const Row& row : kRows) {
    if (row.brackets.find(open) == std::string_view::npos || !ascii::starts_with(rest, row.written)) continue;
    const std::size_t end = text.after_blanks(begin + row.written.size());
    if (text.at(end) == closing(open)) return {row.means, end + 1 - i, row.style};
  }
  return {};
}

Disguise dot_at(Text text, std::size_t i) {
  const char c = text.at(i);
  const auto joined = [&](std::size_t size, Style style) {
    return goes_on(text, i + size) ? Disguise{".", size, style} : Disguise{};
  };
  if (c == '.') {
    if (goes_on(text, i + 1)) return {".", 1, Style::kNone};
    return ascii::is(text.at(i + 1), ascii::kClose) ? joined(2, Style::kBrackets) : Disguise{};
  }
  if (c == '\\') return text.at(i + 1) == '.' ? joined(2, Style::kBrackets) : Disguise{};
  if (!ascii::is(c, ascii::kOpen)) return {};
  if (const Disguise whole = enclosed_at(text, i); whole.means == ".") return joined(whole.size, whole.style);
  if (text.at(i + 1) != '.') return {};
  // A bracket of another kind behind the dot is one more one-sided bracket.
  const bool bracket = ascii::is(text.at(i + 2), ascii::kOpen | ascii::kClose);
  return joined(bracket ? 3 : 2, Style::kBrackets);
}

Disguise colon_at(Text text, std::size_t i) { return plain_or_enclosed(text, i, ":"); }
Disguise slash_at(Text text, std::size_t i) { return plain_or_enclosed(text, i, "/"); }

}  // namespace observables
