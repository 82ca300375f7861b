// Which way the parts of a line run: rules of Unicode Standard Annex 9, by lines of which a browser's order
// is known.
#include "kit/bidi.h"

#include <gtest/gtest.h>

#include <string>

namespace kit::bidi {
namespace {

// One digit for each byte that begins a character.
std::string levels_of(std::string_view line, bool from_right) {
  const std::vector<std::uint8_t> all = levels(line, from_right);
  EXPECT_EQ(all.size(), line.size());
  std::string made;
  for (std::size_t at = 0; at < line.size(); ++at)
    if ((static_cast<unsigned char>(line[at]) & 0xC0U) != 0x80) made += static_cast<char>('0' + all[at]);
  return made;
}

TEST(Bidi, LettersNumbersAndWhatStandsBetweenThemHaveTheirLevels) {
  struct {
    const char* line;
    bool from_right;
    const char* levels;
  } const rows[] = {
      {"abc 12!", false, "0000000"},
      {"ab אב cd", false, "00011000"},
      {"אב ab", true, "11122"},
      {"אב 192.0.2.1!", true, "1112222222221"},
      {"אב 10, 20", true, "111221122"},
      {"ab 10% אב", false, "000000011"},
      {"אב 10% 5", true,
       "111222"
       "12"},
      {"אב a, b. ", true, "111222211"},
      {"(אב) a", true, "111112"},
      {"a (אב) b", false, "00011000"},
      {"\u0645\u064E 1", true, "1112"},
      {"אב ab (cd) אב", true, "1112222222111"},
      {"אב (ab) ג", true, "111122111"},
      {"...", true, "111"},
      {"", true, ""},
  };
  for (const auto& [line, from_right, wanted] : rows) EXPECT_EQ(levels_of(line, from_right), wanted) << line;
}

TEST(Bidi, PartsStandFromLeftToRight) {
  using Order = std::vector<std::size_t>;
  EXPECT_EQ(visual_order({0, 0, 0}), (Order{0, 1, 2}));
  EXPECT_EQ(visual_order({1, 1, 1}), (Order{2, 1, 0}));
  EXPECT_EQ(visual_order({1, 2, 2, 1}), (Order{3, 1, 2, 0}));
  EXPECT_EQ(visual_order({0, 1, 1, 0}), (Order{0, 2, 1, 3}));
  EXPECT_EQ(visual_order({}), Order{});
}

TEST(Bidi, TheFirstLetterSaysWhichWayATextRuns) {
  EXPECT_EQ(runs_from_right("12 (אב) abc"), true);
  EXPECT_EQ(runs_from_right("1. abc אב"), false);
  EXPECT_EQ(runs_from_right("12 - ..."), std::nullopt);
}

TEST(Bidi, BracketsTurn) {
  EXPECT_EQ(turned(" (!"), "!) ");
  EXPECT_EQ(turned("[a]{b}<"), ">{b}[a]");
}

}  // namespace
}  // namespace kit::bidi
