// What texts are made of: Markdown as people write it, and texts that want to do harm.
#include "markdown/markdown.h"

#include <gtest/gtest.h>

#include <ctime>
#include <functional>

namespace markdown {
namespace {

// The document in one line: [p ...] and so on; styles as *strong* /emphasis/ -struck- `code`, a link as
// {words|href}, what says where it leads as (= ...).
std::string written(const Document& document, const Span& span) {
  std::string text;
  for (const char c : span.text) text += c == '\n' ? std::string("\\n") : std::string(1, c);
  if (span.aside) text = "(=" + text + ")";
  if (span.code) text = "`" + text + "`";
  if (span.struck) text = "-" + text + "-";
  if (span.emphasis) text = "/" + text + "/";
  if (span.strong) text = "*" + text + "*";
  if (span.link > 0) text = "{" + text + "|" + document.links[span.link - 1].href + "}";
  return text;
}

std::string written(const Document& document, const std::vector<Block>& blocks) {
  std::string all;
  for (const Block& block : blocks) {
    constexpr const char* kNames[] = {"p",    "h",    "quote", "list", "item",
                                      "code", "rule", "table", "row",  "cell"};
    all += "[" + std::string(kNames[static_cast<std::size_t>(block.kind)]);
    if (block.kind == Kind::kHeading) all += std::to_string(block.level);
    if (block.ordered) all += " from " + std::to_string(block.first);
    if (block.head) all += " head";
    if (block.align == Align::kCentre) all += " centre";
    if (block.align == Align::kEnd) all += " end";
    if (!block.spans.empty()) all += " ";
    for (const Span& span : block.spans) all += written(document, span);
    all += written(document, block.blocks) + "]";
  }
  return all;
}

std::string read(std::string_view text) {
  const Document document = parse(text);
  return written(document, document.blocks);
}

struct Row {
  std::string_view text;
  const char* reads;
};

void expect(const std::vector<Row>& rows) {
  for (const auto& [text, reads] : rows) EXPECT_EQ(read(text), reads) << text;
}

TEST(Markdown, BlocksAreRead) {
  expect({{"", ""},
          {"   \n\n", ""},
          {"one\ntwo\n\nthree", "[p one\\ntwo][p three]"},
          {"# One\n###### Six\n####### Seven", "[h1 One][h6 Six][p ####### Seven]"},
          {"Title\n=====\nSub\n---", "[h1 Title][h2 Sub]"},
          {"a\n\n***\n\nb", "[p a][rule][p b]"},
          {"> q\n> > deeper\n\nout", "[quote[p q][quote[p deeper]]][p out]"},
          {"- a\n- b\n  - c\n", "[list[item[p a]][item[p b][list[item[p c]]]]]"},
          {"7) a\n8) b", "[list from 7[item[p a]][item[p b]]]"},
          {"- a\n\n  b", "[list[item[p a][p b]]]"},
          {"```sh\nls\t-l *x*\n\n```\n", "[code ls\t-l *x*\\n]"},
          {"    four blanks are no code", "[p four blanks are no code]"},
          {"|a|b|c|\n|-|:-:|-:|\n|1|*2*|\n",
           "[table[row[cell head a][cell head centre b][cell head end c]]"
           "[row[cell 1][cell centre /2/][cell end]]]"}});
}

TEST(Markdown, StylesAreRead) {
  expect({{"*a* _b_ **c** __d__", "[p /a/ /b/ *c* *d*]"},
          {"***both*** ~~gone~~ ~one~", "[p */both/* -gone- -one-]"},
          {"`a *b*` ``c`d``", "[p `a *b*` `c`d`]"},
          {"**a *b* c**", "[p *a **/b/** c*]"},
          {"snake_case_name 2*3*4 \\*no\\*", "[p snake_case_name 2/3/4 *no*]"},
          {"a  \nb\\\nc", "[p a\\nb\\nc]"},
          {"&lt;&amp;&#65;&#x42;&nbsp;&eacute;&#0;&#x110000;&#xD800;",
           "[p <&AB\xC2\xA0&eacute;\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD]"},
          {"&quot;&apos;&gt;&#233;&#x20AC;&#X1F600;&#9999999;",
           "[p \"'>\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xEF\xBF\xBD]"}});
}

TEST(Markdown, TagsAreText) {
  expect({{"<script>alert(1)</script>", "[p <script>alert(1)</script>]"},
          {"a <b onclick=x>b</b>", "[p a <b onclick=x>b</b>]"},
          {"<!-- hidden -->", "[p <!-- hidden -->]"},
          {"<img src=x onerror=alert(1)>", "[p <img src=x onerror=alert(1)>]"}});
}

TEST(Markdown, ALinkSaysWhereItLeads) {
  expect({{"[report](https://a.example/x)",
           "[p {report|https://a.example/x}{(= (a.example))|https://a.example/x}]"},
          {"[https://bank.example](https://evil.example)",
           "[p {https://bank.example|https://evil.example}{(= (evil.example))|https://evil.example}]"},
          {"[a.example](https://a.example)", "[p {a.example|https://a.example}]"},
          {"[](https://a.example/)", "[p {a.example|https://a.example/}]"},
          {"[**a**b](https://a.example)",
           "[p {*a*|https://a.example}{b|https://a.example}{(= (a.example))|https://a.example}]"},
          {"[r]\n\n[r]: https://a.example 'title'",
           "[p {r|https://a.example}{(= (a.example))|https://a.example}]"}});
}

TEST(Markdown, WhatIsNoHttpsLinkIsTextWithItsTarget) {
  expect({{"[x](javascript:alert(1))", "[p x(= (javascript:alert(1)))]"},
          {"[x](http://a.example)", "[p x(= (http://a.example))]"},
          {"[x](/path)", "[p x(= (/path))]"},
          {"[x](java&#115;cript:y)", "[p x(= (javascript:y))]"},
          {"[x](https://bank.example@evil.example/)", "[p x(= (https://bank.example@evil.example/))]"},
          {std::string_view("[x](/a&amp;b\0c)", 15),
           "[p [x](/a&b\xEF\xBF\xBD"
           "c)]"},
          {"[x]()", "[p x]"}});
}

TEST(Markdown, AnAddressInATextIsNoLink) {
  expect({{"see https://evil.example/a and www.evil.example or a@evil.example",
           "[p see https://evil.example/a and www.evil.example or a@evil.example]"},
          {"<https://evil.example/__a__>", "[p https://evil.example/__a__]"},
          {"<mailto:a@evil.example>", "[p mailto:a@evil.example]"}});
}

TEST(Markdown, NoCharacterOfAnAddressIsTakenForAMark) {
  expect({{"http://evil.example/__a__/~~b~~/*c*/d", "[p http://evil.example/__a__/~~b~~/*c*/d]"},
          {"hxxp[:]//evil[.]example/_a_b and https://a.example/*x*y",
           "[p hxxp[:]//evil[.]example/_a_b and https://a.example/*x*y]"},
          {"**https://a.example/a_b**", "[p *https://a.example/a_b*]"},
          {"`hxxp://a/*b*c`", "[p `hxxp://a/*b*c`]"},
          {"[https://x.example/_a_b](https://y.example/_c_d)",
           "[p {https://x.example/_a_b|https://y.example/_c_d}{(= (y.example))|https://y.example/_c_d}]"},
          {"\xEF\xB7\x90 https://a.example/*b*c", "[p \xEF\xBF\xBD https://a.example/*b*c]"}});
}

TEST(Markdown, AnImageIsItsWords) {
  expect({{"![a *b*](https://t.example/pixel.png)", "[p a /b/]"},
          {"[![logo](https://t.example/p)](https://a.example)",
           "[p {logo|https://a.example}{(= (a.example))|https://a.example}]"},
          {"![[in](https://a.example)](x)", "[p in]"}});
}

TEST(Markdown, ControlCharactersAndBytesThatAreNoTextDoNoHarm) {
  expect({{std::string_view("a\0b", 3),
           "[p a\xEF\xBF\xBD"
           "b]"},
          {"\xE2\x80\xAE*txt*\xE2\x80\xAC", "[p \xE2\x80\xAE/txt/\xE2\x80\xAC]"},
          {"\xFF\xC0*a*", "[p \xFF\xC0/a/]"}});
}

int depth(const std::vector<Block>& blocks) {
  int deepest = 0;
  for (const Block& block : blocks) deepest = std::max(deepest, 1 + depth(block.blocks));
  return deepest;
}

std::size_t count(const std::vector<Block>& blocks) {
  std::size_t sum = blocks.size();
  for (const Block& block : blocks) sum += block.spans.size() + count(block.blocks);
  return sum;
}

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string made;
  while (made.size() + part.size() <= bytes) made += part;
  return made;
}

TEST(Markdown, WhatIsTooDeepOrTooMuchIsPlainText) {
  const std::string quotes = repeated("> ", 400) + "x";
  EXPECT_EQ(read(quotes), "[p " + quotes + "]");
  std::string lists, text;
  for (int level = 0; level < 200; ++level)
    lists += std::string(static_cast<std::size_t>(2 * level), ' ') + "- a\n";
  EXPECT_EQ(parse(lists).blocks.size(), 1U);
  EXPECT_EQ(parse(lists).blocks[0].kind, Kind::kParagraph);
  const std::string rules = repeated("***\n", kMostBytes);
  EXPECT_EQ(parse(rules).blocks.size(), 1U) << "16,384 rules";
  const std::string table = repeated("|a", 250) + "\n" + repeated("|-", 250) + "\n" + repeated("x\n", 60'000);
  EXPECT_LE(count(parse(table).blocks), kMostParts) << "a short row has all its cells";
}

TEST(Markdown, ALongTextIsPlainAndEndsInAnEllipsis) {
  const Document document = parse(repeated("# \xE6\x96\x87\n", 1'000'000));
  ASSERT_EQ(document.blocks.size(), 1U);
  const std::string& text = document.blocks[0].spans[0].text;
  EXPECT_LE(text.size(), kMostBytes + 3);
  EXPECT_TRUE(text.starts_with("# \xE6\x96\x87\n# ")) << "as it was written";
  EXPECT_TRUE(text.ends_with("\xE2\x80\xA6"));
  EXPECT_EQ(text.find("\xE6\x96\xE2"), std::string::npos) << "no half of a character";
}

TEST(Markdown, TextsThatAreHardToReadAreReadInTime) {
  const std::clock_t started = std::clock();  // of this process, whatever else the machine does
  for (const std::size_t bytes : {kMostBytes / 4, std::size_t{1'000'000}})
    for (const char* part : {"[",           "]",           "*",
                             "_",           "`",           "~",
                             "![",          "](",          "[a](",
                             "> ",          "- ",          "|",
                             "<",           "&",           "\\",
                             "**a",         "*a_ ",        "`a``",
                             "- \n",        "a\n-\n",      "|a|\n|-|\n",
                             "<!--",        "x*y_z~`[]()", "[a][b]",
                             "\n[a]: b",    "://",         "[x](https://a.b)",
                             "\xEF\xB7\x90"}) {
      const Document document = parse(repeated(part, bytes));
      EXPECT_LE(count(document.blocks), kMostParts) << part;
      EXPECT_LE(depth(document.blocks), static_cast<int>(kDeepest) + 1) << part;
    }
  EXPECT_LT(static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC, 40)
      << "56 texts; without sanitizers it is under a second";
}

TEST(Markdown, EveryBeginningOfATextIsRead) {
  const std::string text =
      "# H\n> - *a* **b `c` ~~d~~**\n\n1. "
      "[x](https://a.example/_y_)\n\n|a|b|\n|-|-|\n|`c`|&#65;|\n\n```\nx\n```\n![i](j)";
  for (std::size_t size = 0; size <= text.size(); ++size)
    EXPECT_LE(count(parse(std::string_view(text).substr(0, size)).blocks), kMostParts);
}

TEST(Markdown, NulInAnAddressIsSeen) {
  EXPECT_EQ(read(std::string_view("[x](</a\0c>)", 11)),
            "[p x(= (/a\xEF\xBF\xBD"
            "c))]");
}

TEST(Markdown, WhereverItIsTooMuchAllOfItIsPlainText) {
  for (const char* part : {"[x](https://a)", "- a\n"})
    for (int more = 0; more < 4; ++more) {
      std::string text;
      for (int i = 0; i < more; ++i) text += "***\n\n";
      text += repeated(part, kMostBytes - text.size());
      const Document document = parse(text);
      ASSERT_EQ(document.blocks.size(), 1U) << part << more;
      EXPECT_EQ(document.blocks[0].spans.at(0).text, text);
      EXPECT_TRUE(document.links.empty());
    }
}

TEST(Markdown, PlainTextHasNoCarriageReturnAndNoHalfOfACharacter) {
  const std::string quotes = repeated("> ", 400);
  EXPECT_EQ(read(quotes + "x\r\ny"), "[p " + quotes + "x\\ny]");
  const Document document = parse(std::string(kMostBytes + 1, '\x80'));
  EXPECT_EQ(document.blocks.at(0).spans.at(0).text, "\xE2\x80\xA6");
}

}  // namespace
}  // namespace markdown
