// Documents as items: what the twin is told, where text breaks and stands, and that hostile ones stay in
// their bounds.
#include "kit/rich_text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "frame.h"
#include "kit/flowed.h"

namespace kit {
namespace {

class RichTextTest : public FrameTest {
 protected:
  RichTextTest() : FrameTest(600, 2000) {}

  // A child of what has this id in brackets behind its role; texts as they are.
  std::string tree(const std::vector<Item>& items, ItemId parent = 0) {
    std::string made;
    for (const Item& item : items) {
      if (item.parent != parent) continue;
      if (std::string_view(item.role) == "run") {
        made += std::string_view(item.look) == "break" ? item.name + "|" : item.name;
        continue;
      }
      made += "[" + std::string(item.role) + (item.level ? std::to_string(item.level) : "");
      if (!item.href.empty()) made += " " + item.href;
      made += (item.name.empty() ? "" : " " + item.name) + " " + tree(items, item.id) + "]";
    }
    return made;
  }

  float drawn(std::string_view text, float width = 500) {
    Surface on = surface();
    const float height = rich_text(on, "text", {10, 10, width, 0}, markdown::parse(text), 3);
    items_ = on.items();
    return height;
  }
  std::string read(std::string_view text, float width = 500) {
    drawn(text, width);
    const std::string all = tree(items_);
    constexpr std::string_view kBegin = "[prose ";
    EXPECT_TRUE(all.starts_with(kBegin)) << all;
    return all.substr(kBegin.size(), all.size() - kBegin.size() - 1);
  }
  const Item& item(std::string_view role) {
    for (const Item& one : items_)
      if (role == one.role) return one;
    ADD_FAILURE() << "no " << role;
    return items_.front();
  }

  std::vector<Item> items_;
};

TEST_F(RichTextTest, TheTwinHasAnElementForEachPart) {
  EXPECT_EQ(read("# A\n##### B"), "[richheading3 A][richheading6 B]");
  EXPECT_EQ(read("a **b *c* d** `e` ~~f~~"), "[paragraph a [strong b [emphasis c] d] [code e] [deletion f]]");
  EXPECT_EQ(read("- a\n- b\n  1. c"),
            "[bullets [listitem [paragraph a]][listitem [paragraph b][numbers [listitem [marker 1. "
            "][paragraph c]]]]]");
  EXPECT_EQ(read("> q"), "[blockquote [paragraph q]]");
  EXPECT_EQ(read("```\na\n  b\n```"), "[codeblock a\n  b]");
  EXPECT_EQ(read("|a|\n|-|\n|b|"), "[table [tablerow [tablehead a]][tablerow [tablecell b]]]");
  EXPECT_EQ(read("***"), "[rule ]");
}

TEST_F(RichTextTest, ALinkIsOneElementThatSaysWhereItLeads) {
  EXPECT_EQ(read("see [the **page**](https://a.example/x)!"),
            "[paragraph see [textlink https://a.example/x the [strong page] (a.example)]!]");
  EXPECT_EQ(read("[x](javascript:alert(1))"), "[paragraph x (javascript:alert(1))]");
}

TEST_F(RichTextTest, LinesBreakAtBlanksAndTheTextStaysAsItWasWritten) {
  // 7 pixels a character: 10 in a line.
  EXPECT_EQ(read("one two three four", 70), "[paragraph one two |three four]");
  EXPECT_EQ(read("abcdefghijklmno", 70), "[paragraph abcdefghij|klmno]");
  EXPECT_EQ(read("a abcdefghijklmno", 70), "[paragraph a |abcdefghij|klmno]");
  EXPECT_EQ(read("one\ntwo", 70), "[paragraph one\ntwo]");
  EXPECT_EQ(read("aaaa **bbbb**cccc dd", 70), "[paragraph aaaa |[strong bbbb]cccc |dd]");
  EXPECT_EQ(read("日本語の文章はここで、折り返す", 70), "[paragraph 日本語の文章はここ|で、折り返す]")
      << "no line begins with a comma";
}

TEST_F(RichTextTest, ATextIsAsHighAsItsLinesAndNoWiderThanItsPlace) {
  const float single = drawn("word");
  EXPECT_EQ(drawn("word\nword\nword"), 3 * single);
  for (const float width : {40.0F, 90.0F, 300.0F, 2000.0F}) {
    drawn(
        "# A heading of some words\n\ntext **bold** `code` "
        "https://evil.example/very/long/path/that/goes/on\n\n"
        "- item\n\n|a|bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb|c|\n|-|-|-|\n|1|2|3|",
        width);
    for (const Item& one : items_) {
      if (std::string_view(one.role) == "marker" || std::string_view(one.look) == "break") continue;
      EXPECT_LE(one.area.x + one.area.width, 10 + std::max(std::min(width, kMeasure), 150.0F) + 1)
          << one.role << " " << one.name << " in " << width;
    }
  }
}

TEST_F(RichTextTest, InLanguagesFromTheRightTextStandsAtTheRight) {
  frame_.right_to_left = true;
  drawn("- abc");
  const Item& run = item("run");
  EXPECT_EQ(run.area.x + run.area.width, 600 - 10 - 20) << "behind its mark";
  EXPECT_STREQ(item("paragraph").look, "ltr");
  drawn("123");
  EXPECT_STREQ(item("paragraph").look, "rtl") << "without a letter it runs as the surface does";
}

TEST_F(RichTextTest, WordsOfBothDirectionsStandInTheOrderABrowserGivesThem) {
  const Surface on = surface();
  const Flowed flowed =
      flow(on, {{.text = "אב abc "}, {.text = "def", .face = Face::kStrong}, {.text = " 12!"}}, 500);
  EXPECT_TRUE(flowed.from_right);
  ASSERT_EQ(flowed.lines.size(), 1U);
  std::map<float, std::string> from_left;
  for (const Piece& piece : flowed.lines[0].pieces) from_left[piece.left] = piece.text;
  std::string seen;
  for (const auto& [left, text] : from_left) seen += "<" + text + ">";
  EXPECT_EQ(seen, "<!><abc ><def>< 12><אב >") << "digits behind letters run with them";
}

TEST_F(RichTextTest, WhatCouldMisleadIsReplacedInTheTwinToo) {
  EXPECT_EQ(read("a\u202Eb\x01"), "[paragraph a\uFFFDb\uFFFD]");
  EXPECT_EQ(read("[a\u202Eelpmaxe.knab](https://evil.example)"),
            "[paragraph [textlink https://evil.example a\uFFFDelpmaxe.knab (evil.example)]]");
}

TEST_F(RichTextTest, TheFocusIsSeenOnALink) {
  Surface on = surface();
  const markdown::Document document = markdown::parse("[a](https://b.example)");
  const auto vertices = [&] {
    const int before = ImGui::GetForegroundDrawList()->VtxBuffer.Size;
    Surface again = surface();
    rich_text(again, "text", {10, 10, 500, 0}, document, 3);
    items_ = again.items();
    return ImGui::GetForegroundDrawList()->VtxBuffer.Size - before;
  };
  const int without = vertices();
  frame_.focused = item("textlink").id;
  EXPECT_GT(vertices(), without);
}

TEST_F(RichTextTest, WhatIsOutOfSightIsDeclaredAndNotDrawn) {
  std::string text;
  for (int line = 0; line < 200; ++line) text += "line " + std::to_string(line) + "\n\n";
  const int before = ImGui::GetForegroundDrawList()->VtxBuffer.Size;
  drawn(text);
  EXPECT_LT(ImGui::GetForegroundDrawList()->VtxBuffer.Size - before, 4 * 8 * 110) << "2,000 pixels of 6,000";
  EXPECT_EQ(std::ranges::count_if(items_, [](const Item& one) { return one.name.starts_with("line "); }),
            200);
}

TEST_F(RichTextTest, HostileTextsEndAndIdsDiffer) {
  std::string nested;
  for (int level = 0; level < 14; ++level) nested += "> ";
  std::string marks, wide = "|", rule = "\n|";
  for (int count = 0; count < 300; ++count) marks += "*a_ [";
  for (int column = 0; column < 40; ++column) {
    wide += "a|";
    rule += "-|";
  }
  for (const std::string& text :
       {nested + "deep", marks, wide + rule, std::string(2000, 'x'), std::string(1000, '['),
        std::string("a\0\0b", 4), std::string(500, ' ') + "`" + std::string(500, '\t') + "x`"})
    for (const float width : {0.0F, 60.0F, 400.0F}) {
      EXPECT_TRUE(std::isfinite(drawn(text, width)));
      std::set<ItemId> ids;
      for (const Item& one : items_) ids.insert(one.id);
      EXPECT_GE(ids.size() + 2, items_.size()) << "ids are hashes: hardly any are the same";
    }
}

}  // namespace
}  // namespace kit
