// A text that may be read beyond its ends: there it holds NUL, which is part of nothing.
#pragma once

#include <algorithm>
#include <string_view>

#include "observables/ascii.h"
#include "observables/unicode.h"

namespace observables {

struct Text {
  std::string_view bytes;  // UTF-8, or what claims to be

  std::size_t size() const { return bytes.size(); }
  char at(std::size_t i) const { return i < bytes.size() ? bytes[i] : '\0'; }
  char before(std::size_t i) const { return i > 0 ? bytes[i - 1] : '\0'; }
  std::string_view part(std::size_t begin, std::size_t end) const { return bytes.substr(begin, end - begin); }
  bool has(std::size_t i, std::string_view word) const {
    return bytes.substr(std::min(i, bytes.size())).starts_with(word);
  }

  // Whether a word goes on at `i`, or has gone on up to `i`: letters and digits of any script, and characters
  // nobody sees.
  bool word_at(std::size_t i) const {
    const char c = at(i);
    if (ascii::is(c, ascii::kBeyond)) return of_word(character_at(bytes, i));
    return ascii::is_word(c);
  }
  bool word_before(std::size_t i) const {
    const char c = before(i);
    if (ascii::is(c, ascii::kBeyond)) return of_word(character_before(bytes, i));
    return ascii::is_word(c);
  }

  // The first byte after blanks from `i` on; a run of more than 16 is not skipped, so that looking is
  // bounded.
  std::size_t after_blanks(std::size_t i) const {
    const std::size_t limit = i + 16;
    while (i < limit && ascii::is_blank(at(i))) ++i;
    return i;
  }

 private:
  static bool of_word(Character c) { return c.kind != Class::kBreak && c.kind != Class::kSymbol; }
};

}  // namespace observables
