#include "observables/digest.h"

#include <algorithm>

namespace observables {
namespace {

constexpr std::size_t kDigits = 64;

bool is_hex(Text text, std::size_t begin, std::size_t end) {
  std::uint16_t all = ascii::kHex;
  for (const char c : text.part(begin, end)) all &= ascii::bits(c);
  return all != 0;
}

std::size_t hex_end(Text text, std::size_t i) {
  const std::size_t limit = i + kDigits + 1;
  while (i < limit && ascii::is_hex(text.at(i))) ++i;
  return i;
}
std::size_t hex_begin(Text text, std::size_t i) {
  for (std::size_t count = 0; count <= kDigits && ascii::is_hex(text.before(i)); ++count) --i;
  return i;
}

// Where the next line begins when the line ends at `i`, else 0; '=' ends one in quoted-printable.
std::size_t next_line(Text text, std::size_t i) {
  if (text.at(i) == '=') ++i;
  if (text.at(i) == '\r') ++i;
  return text.at(i) == '\n' ? i + 1 : 0;
}
// Where the line before ends when a line begins at `i`, else 0.
std::size_t previous_line(Text text, std::size_t i) {
  if (text.before(i) != '\n') return 0;
  --i;
  if (text.before(i) == '\r') --i;
  if (text.before(i) == '=') --i;
  return i;
}

bool is_free(Text text, std::size_t begin, std::size_t end) {
  return !text.word_before(begin) && !text.word_at(end);
}

// Whether "md5" or the like stands before `begin` in its line: then the next line holds another one.
bool is_named_otherwise(Text text, std::size_t begin) {
  static constexpr std::size_t kNear = 16;
  const std::size_t from = begin - std::min(begin, kNear);
  std::string before = ascii::lowered(text.part(from, begin));
  before.erase(0, before.rfind('\n') + 1);
  return before.find("md5") != std::string::npos || before.find("sha1") != std::string::npos ||
         before.find("sha-1") != std::string::npos;
}

// The halves are [begin, first_end) and [second, end).
bool are_halves(Text text, std::size_t begin, std::size_t first_end, std::size_t second, std::size_t end) {
  if (first_end - begin + (end - second) != kDigits) return false;
  if (!is_free(text, begin, first_end) || !is_free(text, second, end)) return false;
  // A third line of the kind makes it a list.
  const std::size_t above = previous_line(text, begin);
  const std::size_t below = next_line(text, end);
  const bool in_list =
      (above > 0 && ascii::is_hex(text.before(above))) || (below > 0 && hex_end(text, below) - below >= 8);
  return !in_list && !is_named_otherwise(text, begin);
}

}  // namespace

Digest read_digest(Text text, std::size_t begin, std::size_t end) {
  const std::size_t size = end - begin;
  if (size == 0 || size > kDigits) return {};
  if (size == kDigits)
    return is_hex(text, begin, end) && is_free(text, begin, end) ? Digest{begin, end} : Digest{};
  if (const std::size_t second = next_line(text, end); second > 0 && is_hex(text, begin, end)) {
    const std::size_t second_end = hex_end(text, second);
    if (are_halves(text, begin, end, second, second_end)) return {begin, second_end};
  }
  if (const std::size_t first_end = previous_line(text, begin); first_end > 0 && is_hex(text, begin, end)) {
    const std::size_t first = hex_begin(text, first_end);
    if (are_halves(text, first, first_end, begin, end)) return {first, end};
  }
  return {};
}

void append_digest(Text text, const Digest& digest, std::string& out) {
  std::size_t size = out.size();
  out.resize(size + digest.size());
  for (const char c : text.part(digest.begin, digest.end))
    if (ascii::is_hex(c)) out[size++] = ascii::lower(c);
  out.resize(size);
}

}  // namespace observables
