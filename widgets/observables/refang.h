// A text with its disguises undone, and the way back to the text as it stood.
//
// Undone are (observables.md): [.] (.) {.} [dot] (dot) with blanks inside the brackets, \. and the one-sided
// [. and .] between the letters of a name; [:] [://] [/] anywhere; [at] between letters. Schemes such as hxxp
// are the URL recogniser's matter. Anything else stays as it is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "observables/ascii.h"

namespace observables {

// What a byte of the text belongs to.
enum class Mark : std::uint8_t {
  kPlain,     // an ASCII character as it stood
  kRefanged,  // an ASCII character that a disguise stood for
  kLetter,    // a non-ASCII character that continues a word; unknown and invisible ones too
  kSymbol,    // a non-ASCII picture or sign: ends a name, may stand in the path of a URL
  kBreak,     // non-ASCII punctuation or space, or a byte that is no UTF-8: ends everything
};

struct Text {
  std::string bytes;
  std::vector<Mark> marks;           // one for each byte
  std::vector<std::size_t> origins;  // where each byte came from, and at the end the size of the source

  std::size_t size() const { return bytes.size(); }
  // The byte at `i`; NUL outside of the text.
  char at(std::size_t i) const { return i < bytes.size() ? bytes[i] : '\0'; }
  char before(std::size_t i) const { return i > 0 ? bytes[i - 1] : '\0'; }
  bool is_letter(std::size_t i) const { return i < marks.size() && marks[i] == Mark::kLetter; }
  // A character that names and addresses are made of: letters, digits, '.', '-', '_'.
  bool in_name(std::size_t i) const {
    const char c = at(i);
    return ascii::is_alnum(c) || c == '.' || c == '-' || c == '_' || is_letter(i);
  }
  bool in_word(std::size_t i) const { return ascii::is_alnum(at(i)) || is_letter(i); }
  std::string_view part(std::size_t begin, std::size_t end) const {
    return std::string_view(bytes).substr(begin, end - begin);
  }
};

Text refang(std::string_view utf8);

}  // namespace observables
