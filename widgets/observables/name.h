// A longest run of what names and addresses are made of, read once.
#pragma once

#include <array>

#include "observables/disguise.h"

namespace observables {

// The unseen characters in a host, and letters that are taken for others (observables.md).
enum class Warning : std::uint8_t { kNone, kMixedScript, kZeroWidth, kBidi };
// "", "mixed-script", "zero-width", "bidi".
std::string_view warning_name(Warning warning);
// kNone for what is none of them.
Warning warning_from_name(std::string_view name);

// Letters, digits, '-', '_' and dots, disguised or not, in lower case, without unseen characters. Two dots in
// a row end a name. Reused for one name after the other: it is large.
class Name {
 public:
  // Reads on from `begin`, which starts a name.
  void read(Text text, std::size_t begin);

  // UTF-8; empty when the name is longer than a host can be. Valid until the next read.
  std::string_view value() const { return {storage_.data() + front_, size_ - front_}; }
  bool is_too_long() const { return too_long_; }
  // In the text: where value() begins and ends, and where the run ends.
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t run_end = 0;
  std::size_t dots = 0;
  std::uint16_t bits = 0;  // of its bytes, see ascii.h: kLetter, kDash, kBeyond...
  Style style = Style::kNone;
  Warning warning = Warning::kNone;

  // Behind the last dot of value().
  std::string_view last_label() const { return {storage_.data() + last_, size_ - last_}; }
  // Whether it may have A-labels: two dashes in a row.
  bool has_two_dashes = false;
  // Whether it has them, once it has become a domain.
  bool is_international = false;
  // Replaces value() by another form of it, of at most 253 bytes.
  void become(std::string_view other);

 private:
  std::size_t plain(Text text, std::size_t i);
  void push(std::string_view bytes);
  void trim();
  static std::size_t skip(Text text, std::size_t i);
  static bool is_inner_dot(Text text, std::size_t i);
  static bool joins(Text text, std::size_t i);

  // A host has at most 253 characters as A-labels; written as U-labels it may have more bytes than that.
  static constexpr std::size_t kCapacity = 768;
  std::array<char, kCapacity> storage_;
  std::size_t size_ = 0;
  std::size_t front_ = 0;
  std::size_t last_ = 0;  // where the last label begins
  bool too_long_ = false;
};

}  // namespace observables
