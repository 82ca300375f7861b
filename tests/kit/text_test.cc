// What is shaped, replaced, cut and broken; and that the tables of runs and the atlas keep their bounds.
#include "kit/text.h"

#include <imgui_internal.h>

#include <cmath>
#include <set>

#include "frame.h"

using namespace kit;

namespace {

const std::string kArabic = "مرحبا بالعالم", kHebrew = "שלום עולם", kThai = "สวัสดีชาวโลก",
                  kHindi = "नमस्ते दुनिया";
const std::string kFamily = "👨‍👩‍👧‍👦", kFlags = "🇸🇦🇮🇱🇹🇭", kWaving = "👋🏽",
                  kAccents = "Cafe\u0301 no\u0308e\u0308l";
constexpr std::string_view kReplaced = "\uFFFD", kEllipsis = "\u2026";

std::vector<std::uint32_t> codepoints(std::string_view text) {
  std::vector<std::uint32_t> all;
  while (!text.empty()) all.push_back(text::next_codepoint(text));
  return all;
}

std::vector<std::string> sequences(std::string_view text) {
  std::vector<std::string> all;
  while (!text.empty()) {
    const std::size_t length = text::sequence_length(text);
    all.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return all;
}

std::string encoded(std::uint32_t codepoint) {
  std::string made;
  text::append(made, codepoint);
  return made;
}

class TextTest : public FrameTest {
 public:
  TextTest() : FrameTest(2000, 2000) {}

 protected:
  ImFontAtlas& atlas() { return *ImGui::GetIO().Fonts; }
  void next_frame() {
    ImGui::EndFrame();
    forget_if_full(atlas());
    ImGui::NewFrame();
    seen_ = 0;
  }
  // How many glyphs have been drawn since the call before, and how far they reach.
  struct Ink {
    int glyphs = 0;
    float right = 0, bottom = 0;
  };
  Ink ink() {
    const auto& vertices = ImGui::GetForegroundDrawList()->VtxBuffer;
    Ink found{.glyphs = (vertices.Size - seen_) / 4};
    for (; seen_ < vertices.Size; ++seen_) {
      found.right = std::max(found.right, vertices[seen_].pos.x);
      found.bottom = std::max(found.bottom, vertices[seen_].pos.y);
    }
    return found;
  }
  std::size_t runs() { return run_count(*fonts_.regular); }

  int seen_ = 0;
};

}  // namespace

TEST(Text, ScriptsThatJoinStackOrRunFromTheRightAreShaped) {
  for (const std::string& line : {kArabic, kHebrew, kThai, kHindi, kFamily, kFlags, kWaving, kAccents})
    EXPECT_TRUE(text::needs_shaping("abc " + line)) << line;
  for (const char* line : {"\u2764\uFE0F", "1\uFE0F\u20E3", "a\u200Db", "a\u200F!", "\U0001F600",
                           "\U00020000", "\uFB4F", "\u1100\u1161", "\u1780\u17B6", "\u1000\u102C", "\u0F40"})
    EXPECT_TRUE(text::needs_shaping(line)) << line;
}

TEST(Text, ScriptsOfOneGlyphACharacterAreNot) {
  for (const char* line :
       {"", "Plain text, 100 % (of it) \u2026", "\u00C4\u00D6\u00DC \u00DF \u0219\u0165",
        "\u041F\u0440\u0438\u0432\u0435\u0442", "\u0393\u03B5\u03B9\u03AC", "\u4F60\u597D\uFF0C",
        "\u3053\u3093\u306B\u3061\u306F", "\uC548\uB155", "\u2192 \u2713 \u20AC", "\uFFFD"})
    EXPECT_FALSE(text::needs_shaping(line)) << line;
}

TEST(Text, WhatCouldMisleadIsReplaced) {
  std::vector<std::uint32_t> hostile = {0xF8FF,   0xE000,   0xE7FF, 0xF0000, 0xF0001,
                                        0x100000, 0x10FFFF, 0x7F,   0x9F};
  for (std::uint32_t control = 0; control < 0x20; ++control)
    if (control != '\n') hostile.push_back(control);
  for (std::uint32_t turn = 0x202A; turn <= 0x202E; ++turn) hostile.push_back(turn);
  for (std::uint32_t turn = 0x2066; turn <= 0x2069; ++turn) hostile.push_back(turn);
  for (const std::uint32_t codepoint : hostile)
    EXPECT_EQ(text::cleaned("a" + encoded(codepoint) + "b"), "a" + std::string(kReplaced) + "b") << codepoint;
  EXPECT_EQ(text::cleaned("a\nb"), "a\nb");
  const std::string all = kArabic + kHebrew + kThai + kHindi + kFamily + kFlags + kWaving + kAccents;
  EXPECT_EQ(text::cleaned(all), all);
}

TEST(Text, BytesThatAreNoTextAreReplaced) {
  const std::string r(kReplaced);
  EXPECT_EQ(text::cleaned("a\xFF"
                          "b"),
            "a" + r + "b");
  EXPECT_EQ(text::cleaned("\x80"), r);
  EXPECT_EQ(text::cleaned("\xC0\x80"), r + r) << "longer than it need be";
  EXPECT_EQ(text::cleaned("\xE0\x80\x80"), r + r + r);
  EXPECT_EQ(text::cleaned("\xED\xA0\x80"), r + r + r) << "half a surrogate pair";
  EXPECT_EQ(text::cleaned("\xF4\x90\x80\x80"), r + r + r + r) << "beyond Unicode";
  EXPECT_EQ(text::cleaned("\xE2\x80"), r + r) << "cut short";
  EXPECT_EQ(text::cleaned("\xF0\x9F\x98"), r + r + r);
}

TEST(Text, EveryCodePointIsWrittenAndReadBack) {
  for (std::uint32_t codepoint = 1; codepoint <= 0x10FFFF; codepoint += codepoint < 0x3000 ? 1 : 97)
    if (codepoint < 0xD800 || codepoint > 0xDFFF) {
      ASSERT_EQ(codepoints(encoded(codepoint)), std::vector{codepoint});
    }
}

TEST(Text, SequencesStayTogether) {
  EXPECT_EQ(sequences("ab"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(sequences("e\u0301\u0323x"), (std::vector<std::string>{"e\u0301\u0323", "x"}));
  EXPECT_EQ(sequences(kFamily + kWaving), (std::vector{kFamily, kWaving}));
  EXPECT_EQ(sequences(kFlags), (std::vector<std::string>{"🇸🇦", "🇮🇱", "🇹🇭"}));
  EXPECT_EQ(sequences("1\uFE0F\u20E3"
                      "2"),
            (std::vector<std::string>{"1\uFE0F\u20E3", "2"}));
  EXPECT_EQ(sequences("नमस्ते"), (std::vector<std::string>{"न", "म", "स्ते"}));
  EXPECT_EQ(sequences("ที่นี่"), (std::vector<std::string>{"ที่", "นี่"}));
  EXPECT_EQ(sequences("\u1112\u1161\u11AB\u1112"),
            (std::vector<std::string>{"\u1112\u1161\u11AB", "\u1112"}));
  // England's flag: a black flag and tags.
  const std::string england = "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F";
  EXPECT_EQ(sequences(england + "x"), (std::vector<std::string>{england, "x"}));
}

TEST(Text, APileOfMarksEnds) {
  std::string pile = "a";
  for (int i = 0; i < 1000; ++i) pile += "\u0301";
  for (const std::string& sequence : sequences(pile)) EXPECT_LE(codepoints(sequence).size(), 64U);
}

TEST_F(TextTest, ALineThatNeedsShapingIsOneGlyphAndAnotherIsNot) {
  Surface one = surface();
  ink();
  one.line({0, 0, 500, 30}, kArabic + " 123", IM_COL32_WHITE);
  EXPECT_EQ(ink().glyphs, 1);
  EXPECT_EQ(runs(), 1U);
  one.line({0, 30, 500, 30}, "abc", IM_COL32_WHITE);
  EXPECT_EQ(ink().glyphs, 3);
  EXPECT_EQ(runs(), 1U);
}

TEST_F(TextTest, ARunIsMadeOnceForAllSizesAndColoursButBesideEmoji) {
  Surface one = surface();
  one.line({0, 0, 500, 30}, kHebrew, IM_COL32(1, 2, 3, 255), kText);
  one.line({0, 0, 500, 30}, kHebrew, IM_COL32(4, 5, 6, 255), kTitle);
  EXPECT_EQ(runs(), 1U);
  one.line({0, 0, 500, 30}, "hand " + kWaving, IM_COL32(1, 2, 3, 255));
  one.line({0, 0, 500, 30}, "hand " + kWaving, IM_COL32(4, 5, 6, 255));
  EXPECT_EQ(runs(), 3U) << "the words beside it have the colour";
}

TEST_F(TextTest, TextCannotNameARunOfAnother) {
  Surface one = surface();
  one.line({0, 0, 500, 30}, kArabic, IM_COL32_WHITE);
  ink();
  one.line({0, 30, 500, 30}, encoded(text::kFirstRun), IM_COL32_WHITE);
  EXPECT_LT(ink().right, 20) << "one replacement character";
}

TEST_F(TextTest, ACutLineFitsAndEndsInAnEllipsis) {
  for (const std::string& part : {kArabic, kHebrew, kThai, kHindi, kFamily, kFlags, kWaving, kAccents}) {
    std::string line;
    for (int i = 0; i < 60; ++i) line += part + ' ';
    for (float width = 0; width < 120; width += 5) {
      Surface one = surface();
      ink();
      one.line({0, 0, width, 30}, line, IM_COL32_WHITE);
      EXPECT_LE(ink().right, width + 2) << part;
    }
  }
}

TEST_F(TextTest, ACutNeverSplitsASequence) {
  // Every sequence is 7 wide, and so is the ellipsis: a cut line is a whole number of sequences and one more.
  for (const std::string& part : {kHindi, kFamily + kFlags, kWaving + "x", kAccents}) {
    std::string line, prefix;
    for (int i = 0; i < 20; ++i) line += part;
    const std::vector<std::string> all = sequences(line);
    for (std::size_t fit = 1; fit < 12; ++fit) {
      prefix += all[fit - 1];
      Surface one = surface();
      const std::size_t before = runs();
      one.line({0, 0, 7.0F * static_cast<float>(fit + 1) + 3, 30}, line, IM_COL32_WHITE);
      EXPECT_LE(runs(), before + 1);
      const std::size_t after = runs();
      run(*fonts_.regular, prefix + std::string(kEllipsis), IM_COL32_WHITE);
      EXPECT_EQ(runs(), after) << "the run is this prefix and the ellipsis: " << prefix;
    }
  }
}

TEST_F(TextTest, AMegabyteOfArabicIsCutToo) {
  std::string line;
  while (line.size() < 1'000'000) line += kArabic;
  Surface one = surface();
  ink();
  one.line({0, 0, 100, 30}, line, IM_COL32_WHITE);
  EXPECT_LE(ink().right, 102);
  EXPECT_EQ(runs(), 1U);
}

TEST_F(TextTest, ARunIsNoWiderThanABitmapMayBe) {
  std::string line;
  while (line.size() < 4000) line += kArabic;
  frame_.width = 10000;
  Surface one = surface();
  ink();
  one.line({0, 0, 9000, 30}, line, IM_COL32_WHITE);
  const float right = ink().right;
  EXPECT_GT(right, 3000);
  EXPECT_LE(right, kWidestRun);
}

TEST_F(TextTest, AParagraphIsBrokenAtBlanksAndEachLineIsARun) {
  Surface one = surface();
  const std::string words = kArabic + ' ' + kArabic + ' ' + kArabic + ' ' + kArabic;  // 5 and 7 letters
  const float single = one.paragraph_height("x", 100);
  const float width = 7 * 14 + 1;  // one pair of words is 13 wide
  EXPECT_EQ(one.paragraph_height(words, width), 4 * single);
  ink();
  one.paragraph({0, 0, width, 0}, words, IM_COL32_WHITE);
  const Ink drawn = ink();
  EXPECT_EQ(drawn.glyphs, 4);
  EXPECT_LE(drawn.right, width + 1);
  EXPECT_EQ(runs(), 1U) << "all lines are the same";
}

TEST_F(TextTest, AWordWiderThanTheBoxIsBrokenBetweenSequences) {
  Surface one = surface();
  std::string thai;
  for (int i = 0; i < 10; ++i) thai += kThai;
  const std::size_t count = sequences(thai).size();
  const float single = one.paragraph_height("x", 100);
  EXPECT_EQ(one.paragraph_height(thai, 71), std::ceil(static_cast<float>(count) / 10) * single);
  ink();
  one.paragraph({0, 0, 71, 0}, thai, IM_COL32_WHITE);
  EXPECT_LE(ink().right, 72);
  EXPECT_GT(one.paragraph_height(kFamily, 1), 0) << "at least one sequence a line";
}

TEST_F(TextTest, LineFeedsEndLinesAndOnlyLinesThatNeedItAreRuns) {
  Surface one = surface();
  const float single = one.paragraph_height("x", 500);
  EXPECT_EQ(one.paragraph_height("abc\n" + kHebrew + "\n\nxyz", 500), 3 * single);
  ink();
  one.paragraph({0, 0, 500, 0}, "abc\n" + kHebrew + "\n\nxyz", IM_COL32_WHITE);
  const Ink drawn = ink();
  EXPECT_EQ(drawn.glyphs, 3 + 1 + 3);
  EXPECT_LE(drawn.bottom, 3 * single + 2);
  EXPECT_EQ(one.paragraph_height("", 500), 0);
  EXPECT_EQ(one.paragraph_height("\n\n", 500), 0);
}

TEST_F(TextTest, TenThousandLinesKeepTheBoundsOfTheRunsAndOfTheAtlas) {
  std::size_t most_runs = 0;
  int largest = 0, forgotten = 0;
  for (int frame = 0; frame < 200; ++frame) {
    const std::size_t before = runs();
    next_frame();
    forgotten += runs() < before ? 1 : 0;
    Surface one = surface();
    for (int row = 0; row < 50; ++row) {
      ink();
      one.line({0, static_cast<float>(row) * 30, 1900, 30},
               kArabic + std::to_string(frame * 50 + row) + kArabic, IM_COL32_WHITE);
      ASSERT_EQ(ink().glyphs, 1);
    }
    most_runs = std::max(most_runs, runs());
    for (const ImTextureData* texture : atlas().TexList)
      largest = std::max(largest, texture->Width * texture->Height);
    ASSERT_LE(atlas().TexList.Size, 8);
  }
  EXPECT_LE(most_runs, kMostRuns);
  EXPECT_LE(largest, 4096 * 2048);
  EXPECT_GE(forgotten, 4);
}

TEST_F(TextTest, ATableThatIsFullWithinAFrameFallsBackToCharactersUntilTheNext) {
  Surface one = surface();
  for (std::size_t i = 0; i < kMostRuns + 10; ++i)
    one.line({0, 0, 500, 30}, "e\u0301" + std::to_string(i), IM_COL32_WHITE, 8);
  EXPECT_EQ(runs(), kMostRuns);
  ink();
  one.line({0, 0, 500, 30}, "e\u0301 last", IM_COL32_WHITE);
  EXPECT_GT(ink().glyphs, 1);
  next_frame();
  EXPECT_EQ(runs(), 0U);
}

TEST_F(TextTest, AnAtlasThatIsFullWithinAFrameIsMadeAnewForTheNext) {
  Surface one = surface();
  std::string wide;
  while (wide.size() < 2000) wide += kArabic;
  for (int i = 0; i < 300; ++i) one.line({0, 0, 2000, 30}, std::to_string(i) + wide, IM_COL32_WHITE, 60);
  for (const ImTextureData* texture : atlas().TexList)
    EXPECT_LE(texture->Width * texture->Height, 4096 * 2048);
  next_frame();
  EXPECT_EQ(runs(), 0U);
  Surface two = surface();
  ink();
  two.line({0, 0, 2000, 30}, kArabic, IM_COL32_WHITE);
  EXPECT_EQ(ink().glyphs, 1);
}
