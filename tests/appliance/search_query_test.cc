#include "appliance/threat_response/search_query.h"

#include <gtest/gtest.h>

namespace appliance {
namespace {

const std::vector<std::string> kFields = {"title", "observables.value"};

bool finds_in(std::string_view query, const Json& entity) {
  CaseIndex index(std::chrono::milliseconds(0));
  index.put("a", entity, Refresh::kNow);
  const auto parsed = parse_query(query);
  EXPECT_TRUE(parsed) << query << ": " << parsed.error();
  return parsed && matches(*index.all().front(), *parsed, kFields);
}

bool finds(std::string_view query, std::string_view title) {
  return finds_in(query, json::object({{"title", title}}));
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(SearchQuery, AllWordsMustOccurAsWholeWordsInAnyOrder) {
  EXPECT_TRUE(finds("mail alex", "Alex: odd mail"));
  EXPECT_TRUE(finds("mail AND alex", "Alex: odd mail."));
  EXPECT_TRUE(finds("MAIL && +alex", "Alex: odd mail."));
  EXPECT_FALSE(finds("mail sam", "Alex: odd mail"));
  EXPECT_FALSE(finds("mai", "odd mail"));
  EXPECT_FALSE(finds("127", "seen at 127.0.0.1"));
  EXPECT_TRUE(finds("127.0.0.1", "seen at 127.0.0.1."));
}

TEST(SearchQuery, AStarIsEverythingAndBlanksAreNothing) {
  for (const char* query : {"*", "", "*:*", "* odd"}) EXPECT_TRUE(finds(query, "odd mail")) << query;
  for (const char* query : {" ", "\t\n", "\"\"", "NOT *"}) EXPECT_FALSE(finds(query, "odd mail")) << query;
}

TEST(SearchQuery, APhraseIsOneTermAndMayHoldSyntax) {
  EXPECT_TRUE(finds("\"odd mail\"", "an odd mail"));
  EXPECT_FALSE(finds("\"odd mail\"", "a mail, odd"));
  EXPECT_TRUE(finds("\"http://bit.ly/x\"", "http://bit.ly/x"));
  EXPECT_TRUE(finds("\"OR (a*\"", "neither or (a* is syntax"));
  EXPECT_TRUE(finds(R"("say \"x\"")", "say \"x\""));
}

TEST(SearchQuery, ABackslashTakesTheNextCharacterAsItIs) {
  EXPECT_TRUE(finds("2001\\:db8\\:\\:1", "2001:db8::1"));
  EXPECT_TRUE(finds("pay\\*", "pay* now"));
  EXPECT_FALSE(finds("pay\\*", "payload"));
  EXPECT_TRUE(finds("\\AND", "this and that"));
  EXPECT_FALSE(finds("a\\ b", "b a"));
}

TEST(SearchQuery, OneSideOfAnOrIsEnough) {
  for (const char* query : {"odd OR even", "even OR odd", "even || odd", "even OR (odd mail)"})
    EXPECT_TRUE(finds(query, "odd mail")) << query;
  EXPECT_FALSE(finds("even OR prime", "odd mail"));
  EXPECT_FALSE(finds("odd or mail", "odd mail")) << "an operator is in capital letters";
}

TEST(SearchQuery, WhatIsNegatedMustNotOccur) {
  for (const char* query : {"NOT even", "mail NOT even", "-even odd", "!even", "mail AND NOT (even OR prime)",
                            "even OR NOT (prime)"})
    EXPECT_EQ(finds(query, "odd mail"), query != std::string_view("even OR NOT (prime)")) << query;
  for (const char* query :
       {"NOT odd", "mail NOT odd", "mail -odd", "mail ! odd", "mail AND NOT (odd OR even)"})
    EXPECT_FALSE(finds(query, "odd mail")) << query;
}

// As the service has it: AND and OR have no precedence.
TEST(SearchQuery, BesideWhatMustOccurAnOrAsksForNothing) {
  EXPECT_FALSE(finds("odd OR mail AND call", "odd"));
  EXPECT_TRUE(finds("odd OR mail AND call", "a mail or a call"));
  EXPECT_TRUE(finds("odd OR even mail", "mail"));
  EXPECT_TRUE(finds("odd OR (mail AND call)", "odd"));
  EXPECT_FALSE(finds("(odd OR even) mail", "mail"));
}

TEST(SearchQuery, AFieldIsSearchedAloneForAWordAPhraseOrAGroup) {
  const Json entity = json::object({{"title", "odd mail"},
                                    {"description", "sent twice"},
                                    {"source", "Mail Gateway"},
                                    {"owner", "user-a.b"},
                                    {"tlp", "amber"}});
  for (const char* query :
       {"title:odd", "title:\"odd mail\"", "title : odd", "title:(odd OR even)", "description:sent",
        "source:gateway", "tlp:amber", "owner:user\\-a.b", "owner:USER-A.B", "owner:user*",
        "title:odd AND NOT title:sent", "title:(mail description:twice)", "description:*", "*:odd"})
    EXPECT_TRUE(finds_in(query, entity)) << query;
  for (const char* query : {"title:sent", "sent", "title:\"mail odd\"", "title:(odd even)", "owner:user-a",
                            "owner:b", "tlp:amb", "texts.text:*", "title:odd tlp:red"})
    EXPECT_FALSE(finds_in(query, entity)) << query;
}

TEST(SearchQuery, AWildcardStandsForCharactersOfOneWord) {
  for (const char* query :
       {"pay*", "*load", "p*d", "*ayl*", "pay?oad", "PAY*", "p?y*d", "**", "payload*", "inv*"})
    EXPECT_TRUE(finds(query, "a payload: invoice")) << query;
  for (const char* query : {"pay?", "load*", "p*e", "?payload", "invoice?", "a?payload", "pay\\*"})
    EXPECT_FALSE(finds(query, "a payload: invoice")) << query;
  EXPECT_TRUE(finds("http\\:\\/\\/bit.ly*", "see http://bit.ly/x?y=1"));
  EXPECT_TRUE(finds("m?ller m??ler", "m\xC3\xBCller")) << "'?' is a character, not a byte";
}

TEST(SearchQuery, ManyStarsTakeNoLongerThanOne) {
  const std::string text = repeated("a", 20'000);
  EXPECT_FALSE(finds(repeated("*a", 100) + "*b", text));
  EXPECT_TRUE(finds(repeated("*a", 100) + "*", text));
}

TEST(SearchQuery, SyntaxThatIsNotUnderstoodIsRefused) {
  for (const char* query : {"http://bit.ly", "2001:db8::1", "a/b", "a~", "a^2", "[a TO b]", "{a}",
                            "colour:red", "title:a:b", ":a", "title*:a", "titl\xC3\xA9:a"})
    EXPECT_FALSE(parse_query(query)) << query;
}

TEST(SearchQuery, WhatHasNoOtherEndIsRefused) {
  for (const char* query :
       {"\"open",    "\"open\\\"", "(a",       "a)",      "((a)",  ")",     "(",         "()",
        "a ()",      "title:",     "title:)",  "title:(", "\\",    "a\\",   "AND",       "OR",
        "NOT",       "AND a",      "OR a",     "a AND",   "a OR ", "a NOT", "NOT NOT a", "a AND OR b",
        "a OR OR b", "a && || b",  "(a OR) b", "-",       "--a",   "+",     "title:OR",  "title:-a"})
    EXPECT_FALSE(parse_query(query)) << query;
}

TEST(SearchQuery, AQueryHasLimits) {
  const auto nested = [](std::size_t depth) { return repeated("(", depth) + "a" + repeated(")", depth); };
  EXPECT_TRUE(parse_query(nested(kDeepestQuery)));
  EXPECT_FALSE(parse_query(nested(kDeepestQuery + 1)));
  EXPECT_FALSE(parse_query(repeated("(", 1'000'000)));
  EXPECT_FALSE(parse_query(repeated("title:(", 1'000'000)));
  EXPECT_FALSE(parse_query(repeated("NOT ", 1'000'000)));

  EXPECT_TRUE(parse_query(repeated("a ", kMostClauses)));
  EXPECT_FALSE(parse_query(repeated("a ", kMostClauses + 1)));
  EXPECT_TRUE(parse_query(repeated("a", kLongestWildcards - 1) + "*"));
  EXPECT_FALSE(parse_query(repeated("a* ", kLongestWildcards / 2 + 1)));
}

TEST(SearchQuery, TheSimpleFormTakesEveryText) {
  const Query query = parse_simple_query("http://bit.ly \"a (b\" OR * pay*");
  std::vector<std::string> terms;
  for (const Clause& clause : query) terms.push_back(clause.term.text);
  EXPECT_EQ(terms, (std::vector<std::string>{"http://bit.ly", "a (b", "or", "pay*"}));
  for (const Clause& clause : query) EXPECT_TRUE(clause.term.wild.empty());
  EXPECT_TRUE(parse_simple_query("").empty());
}

}  // namespace
}  // namespace appliance
