#include "observables/ipv6_in_text.h"

#include <algorithm>
#include <array>

#include "observables/ip.h"

namespace observables {
namespace {

constexpr std::size_t kLongest = 45;  // of an address in letters (RFC 4291, 2.2)

// A run of hex digits, dots and colons, disguised or not, in lower case.
struct Run {
  std::array<char, kLongest + 3> bytes;
  std::size_t size = 0;
  std::size_t end = 0;
  std::size_t colons = 0;
  bool gap = false;  // "::"
  bool too_long = false;
  Style style = Style::kNone;
  std::string_view text() const { return {bytes.data(), size}; }
};

Run read_run(Text text, std::size_t begin) {
  Run run;
  std::size_t i = begin;
  for (;;) {
    const char c = text.at(i);
    char meant = ascii::lower(c);
    std::size_t size = 1;
    if (c == '[') {
      const Disguise found = enclosed_at(text, i);
      if (found.means != ":" && found.means != ".") break;
      // Behind the address it is a disguised full stop.
      const char next = text.at(i + found.size);
      const bool ends_gap = found.means == ":" && run.size > 0 && run.bytes[run.size - 1] == ':';
      if (!ascii::is_hex(next) && next != ':' && next != '[' && !ends_gap) break;
      meant = found.means[0];
      size = found.size;
      run.style = run.style | found.style;
    } else if (!ascii::is_hex(c) && c != ':' && c != '.') {
      break;
    }
    if (meant == ':') {
      ++run.colons;
      run.gap = run.gap || (run.size > 0 && run.bytes[run.size - 1] == ':');
    }
    i += size;
    if (run.size == run.bytes.size()) {
      run.too_long = true;
      break;
    }
    run.bytes[run.size++] = meant;
  }
  if (run.too_long)
    while (ascii::is_hex(text.at(i)) || text.at(i) == ':' || text.at(i) == '.') ++i;
  run.end = i;
  return run;
}

// Punctuation that closes a sentence or introduces what follows.
void trim(Run& run) {
  if (run.text().ends_with('.')) {
    --run.size;
    --run.end;
  }
  const bool gap = run.text().ends_with("::");
  if (run.text().ends_with(':') && !gap) {
    --run.size;
    --run.end;
  }
}

std::size_t zone_end(Text text, std::size_t percent) {
  std::size_t i = percent + 1;
  while (ascii::is(text.at(i), ascii::kName)) ++i;
  return i > percent + 1 ? i : percent;
}

// Where the address that goes through the colon at `i` can begin: a word before it ("IPv6:2001:db8::1") is
// cut off. npos when what begins with a word is a scope: "std::a1".
std::size_t address_begin(Text text, std::size_t i, std::size_t floor) {
  std::size_t begin = i;
  std::size_t first_colon = i;
  while (begin > floor && i - begin < kLongest &&
         (ascii::is_hex(text.before(begin)) || text.before(begin) == ':')) {
    --begin;
    if (text.at(begin) == ':') first_colon = begin;
  }
  const bool is_word =
      first_colon - begin > 4 || (begin > floor && (text.word_before(begin) || text.before(begin) == '_'));
  if (!is_word) return begin;
  const Disguise colon = colon_at(text, first_colon);
  const std::size_t after = first_colon + colon.size;
  return colon_at(text, after).size > 0 ? std::string_view::npos : after;
}

}  // namespace

Ipv6InText read_ipv6(Text text, std::size_t i, std::size_t floor) {
  const std::size_t begin = address_begin(text, i, floor);
  Run run = read_run(text, begin == std::string_view::npos ? i : begin);
  Ipv6InText found;
  found.run_end = std::max(run.end, i + 1);
  if (begin == std::string_view::npos) return found;
  // Times and hardware addresses have too few colons.
  if (run.too_long || (!run.gap && run.colons < 6)) return found;
  const bool glued = text.word_at(run.end) || text.at(run.end) == '_';
  const char before = text.before(begin);
  const bool in_scope =
      run.text().starts_with(':') && std::string_view(">)]").find(before) != std::string_view::npos;
  if (glued || in_scope) return found;
  trim(run);
  auto address = canonical_ipv6(run.text());
  if (!address || is_doubtful_ipv6(run.text())) return found;
  found.value = std::move(*address);
  found.begin = begin;
  found.end = text.at(run.end) == '%' ? zone_end(text, run.end) : run.end;
  found.value += text.part(run.end, found.end);
  found.style = run.style;
  found.run_end = std::max(found.run_end, found.end);
  return found;
}

}  // namespace observables
