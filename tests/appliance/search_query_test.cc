#include "appliance/threat_response/search_query.h"

#include <gtest/gtest.h>

namespace appliance {
namespace {

const std::vector<std::string> kFields = {"title", "observables.value"};

bool finds(std::string_view query, std::string_view title) {
  CaseIndex index(std::chrono::milliseconds(0));
  index.put("a", json::object({{"title", title}}), Refresh::kNow);
  const auto terms = parse_query(query);
  EXPECT_TRUE(terms) << query;
  return terms && matches(*index.all().front(), *terms, kFields);
}

TEST(SearchQuery, AllWordsMustOccurAsWholeWordsInAnyOrder) {
  EXPECT_TRUE(finds("mail alex", "Alex: odd mail"));
  EXPECT_TRUE(finds("mail AND alex", "Alex: odd mail."));
  EXPECT_FALSE(finds("mai", "odd mail"));
  EXPECT_FALSE(finds("127", "seen at 127.0.0.1"));
  EXPECT_TRUE(finds("127.0.0.1", "seen at 127.0.0.1."));
  EXPECT_TRUE(finds("*", "anything"));
}

TEST(SearchQuery, APhraseIsOneTermAndMayHoldSyntax) {
  EXPECT_TRUE(finds("\"odd mail\"", "an odd mail"));
  EXPECT_FALSE(finds("\"odd mail\"", "a mail, odd"));
  EXPECT_TRUE(finds("\"http://bit.ly/x\"", "http://bit.ly/x"));
  EXPECT_TRUE(finds("2001\\:db8\\:\\:1", "2001:db8::1"));
}

TEST(SearchQuery, SyntaxThatIsNotUnderstoodIsRefused) {
  for (const char* query : {"http://bit.ly", "2001:db8::1", "a/b", "\"open", "a OR b", "NOT a b", "(a", "a~"})
    EXPECT_FALSE(parse_query(query)) << query;
}

TEST(SearchQuery, TheSimpleFormTakesEveryText) {
  EXPECT_EQ(parse_simple_query("http://bit.ly \"a b"), (std::vector<std::string>{"http://bit.ly", "a b"}));
  EXPECT_TRUE(parse_simple_query("").empty());
}

}  // namespace
}  // namespace appliance
