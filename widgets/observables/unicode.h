// What the characters of Unicode are to a text with observables in it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace observables {

enum class Class : std::uint8_t {
  kLetter,     // continues a word: letters, marks, digits, what is not assigned yet
  kSymbol,     // a picture or sign: ends a name, may stand in the path of a URL
  kBreak,      // punctuation, space, control, or a byte that is no UTF-8: ends everything
  kZeroWidth,  // unseen: a zero-width space, a soft hyphen, a joiner
  kBidi,       // unseen, and turns the direction of what follows
};

// The scripts that names of hosts are told apart by.
enum class Script : std::uint8_t {
  kOther,
  kLatin,
  kGreek,
  kCyrillic,
  kArmenian,
  kHebrew,
  kArabic,
  kDevanagari,
  kBengali,
  kTamil,
  kThai,
  kGeorgian,
  kHangul,
  kHiragana,
  kKatakana,
  kBopomofo,
  kHan,
};

// A row of a table that is sorted by `first`: holds up to the next row.
struct ClassRange {
  constexpr ClassRange(char32_t from, Class kind)
      : first(from & 0xFFFFFFU), what(static_cast<unsigned>(kind) & 0xFFU) {}
  std::uint32_t first : 24;
  std::uint32_t what : 8;
};
struct ScriptRange {
  constexpr ScriptRange(char32_t from, Script kind)
      : first(from & 0xFFFFFFU), what(static_cast<unsigned>(kind) & 0xFFU) {}
  std::uint32_t first : 24;
  std::uint32_t what : 8;
};
// Both begin at U+0080. Defined in a source that .setup/unicode.mjs writes at build time.
std::span<const ClassRange> classes();
std::span<const ScriptRange> scripts();  // of letters; what is no letter has the script before it

struct Character {
  std::size_t size = 1;  // in bytes
  Class kind = Class::kBreak;
  char32_t point = 0xFFFD;
};
// The character beyond ASCII that starts at byte `i`, and the one that ends before byte `i`. A byte that is
// part of no valid UTF-8 is a break of its own.
Character character_at(std::string_view text, std::size_t i);
Character character_before(std::string_view text, std::size_t i);

// REQUIRES: `letter` is beyond ASCII.
Script script_of(char32_t letter);

}  // namespace observables
