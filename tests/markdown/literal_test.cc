// Words as Markdown: whatever they are, they read as they are.
#include "markdown/literal.h"

#include <gtest/gtest.h>

#include <random>

#include "markdown/markdown.h"

namespace markdown {
namespace {

std::string trimmed(const std::string& text) {
  const std::size_t start = text.find_first_not_of(' ');
  if (start == std::string::npos) return "";
  return text.substr(start, text.find_last_not_of(' ') - start + 1);
}

// What is read of it: the text of the one paragraph; a "!" and the whole for anything else.
std::string read(const std::string& source) {
  const Document document = parse(source);
  if (document.blocks.empty()) return "";
  const Block& block = document.blocks.front();
  const bool is_plain = document.blocks.size() == 1 && document.links.empty() &&
                        block.kind == Kind::kParagraph && block.spans.size() == 1 &&
                        block.spans.front() == Span{.text = block.spans.front().text};
  return is_plain ? block.spans.front().text : "!" + source;
}

TEST(Literal, WordsThatLookLikeMarkdownStayWords) {
  for (const char* text : {"# Heading",
                           "> quote",
                           "- item",
                           "+ item",
                           "* item",
                           "12. item",
                           "3) item",
                           "---",
                           "===",
                           "~~~ code",
                           "``` code",
                           "**bold** and _emphasised_ and ~~struck~~",
                           "[words](https://evil.example/)",
                           "![picture](https://evil.example/)",
                           "<https://evil.example/>",
                           "<b>",
                           "`code`",
                           "&lt;b&#62; &amp",
                           "&Auml; &AMP;",
                           "see [.](https://evil.example/)",
                           "[.](https://evil.example/)",
                           "[:]: https://evil.example/",
                           "bad[.]example](https://evil.example/)",
                           "\\*kept\\*",
                           "| a | b |",
                           "[a][.]",
                           "hxxps[:]//a[.]example/_b_/*c*?d=~1&e=2;",
                           "_dmarc_[.]example",
                           "2001[:]db8[:][:]1"})
    EXPECT_EQ(read(literal(text)), text);
}

TEST(Literal, ALineStaysALine) {
  EXPECT_EQ(literal("one\r\n# two\n\n[x]: https://evil.example/\ttail\x7F"),
            "one  # two  \\[x]: https://evil.example/ tail ");
}

TEST(Literal, WhatNeedsNoBackslashGetsNone) {
  for (const char* text :
       {"Block this domain (list 2): done. It's so; 50% + 1 = #1 - x > y!",
        "hxxps[:]//bad[.]example/a_b?c=d&e=f", "192[.]0[.]2[.]1", "2026-11-23 08:10:30 UTC"})
    EXPECT_EQ(literal(text), text);
}

TEST(Literal, NothingThatCanBeWrittenIsMoreThanWords) {
  constexpr std::string_view kLetters = "\\`*_[]()<>~&#;!|-+=:./ab1 \n{}\"'";
  std::mt19937 random(1);
  for (int round = 0; round < 20'000; ++round) {
    std::string text, line;
    for (std::size_t length = random() % 24; length > 0; --length)
      text += kLetters[random() % kLetters.size()];
    for (const char c : text) line += c == '\n' ? ' ' : c;
    ASSERT_EQ(read(literal(text)), trimmed(line)) << text;
  }
}

}  // namespace
}  // namespace markdown
