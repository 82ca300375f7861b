#include "markdown/literal.h"

#include <algorithm>

#include "markdown/shield.h"

namespace markdown {
namespace {

constexpr std::string_view kInline = "\\`*_~<";  // marks wherever they stand
constexpr std::string_view kFirst = "#>-+=";     // those at the beginning of a line

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string one_line(std::string_view text) {
  std::string line(text);
  std::ranges::replace_if(
      line, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; }, ' ');
  return line;
}

// "&amp;" or "&#38;" at the beginning.
bool is_entity(std::string_view text) {
  if (!text.starts_with('&')) return false;
  const auto end = std::ranges::find_if_not(text.substr(1),
                                            [](char c) { return is_digit(c) || is_letter(c) || c == '#'; });
  return end != text.end() && *end == ';' && end != text.begin() + 1;
}

// "[.]" or "[:]" at the beginning, as addresses are disguised, that cannot be the words of a link.
bool is_disguise(std::string_view text) {
  return (text.starts_with("[.]") || text.starts_with("[:]")) && !text.substr(3).starts_with('(');
}

// Whether the first mark of a line, at `at`, begins a block; "1." and "1)" number a list.
bool begins_block(std::string_view line, std::size_t at) {
  const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
  if (at == start) return kFirst.contains(line[at]);
  return (line[at] == '.' || line[at] == ')') &&
         std::ranges::all_of(line.substr(start, at - start), is_digit);
}

}  // namespace

std::string literal(std::string_view text) {
  // In an address no '*', '_' or '~' is a mark: a backslash before it would be seen.
  const std::string line = shielded(one_line(text));
  const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
  std::string made;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const std::string_view rest = std::string_view(line).substr(at);
    const bool opens = line[at] == '[' && (at == start || !is_disguise(rest));
    if (opens || is_entity(rest) || kInline.contains(line[at]) || begins_block(line, at)) made += '\\';
    made += line[at];
  }
  return unshielded(made);
}

}  // namespace markdown
