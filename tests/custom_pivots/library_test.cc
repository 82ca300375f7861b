#include "custom_pivots/library.h"

#include <gtest/gtest.h>

using custom_pivots::Library;
using custom_pivots::Link;
using custom_pivots::Refused;

namespace {

Library library(const std::string& text) { return Library(json::parse(text).value()); }

}  // namespace

TEST(CustomPivots, ALinkIsOfferedForTheKindsItNames) {
  const Library made = library(R"([
    {"title":"Lookup","category":"Search","links":{"ip ipv6":"https://l.example/ip/{value}","domain":"https://l.example/{value}"}},
    {"title":"Other","links":{"domain":"https://o.example/?q={value}"}}])");
  EXPECT_EQ(made.links_for("ipv6", "::1"),
            (std::vector<Link>{{"Lookup", "Search", "https://l.example/ip/%3A%3A1"}}));
  EXPECT_EQ(made.links_for("domain", "a.example"),
            (std::vector<Link>{{"Lookup", "Search", "https://l.example/a.example"},
                               {"Other", "", "https://o.example/?q=a.example"}}));
  EXPECT_TRUE(made.links_for("sha256", "00").empty());
}

TEST(CustomPivots, ATemplateThatIsRefusedIsNamedAndTheOthersStay) {
  const Library made = library(R"([{"title":"Bad","links":{"domain":"javascript:{value}"}},
                                   {"title":"Good","links":{"domain":"https://g.example/{value}"}}])");
  ASSERT_EQ(made.refused().size(), 1U);
  EXPECT_EQ(made.refused()[0].title, "Bad");
  EXPECT_EQ(made.refused()[0].why, Refused::kNotHttps);
  EXPECT_EQ(made.links_for("domain", "x").size(), 1U);
}

TEST(CustomPivots, AListOfAnythingElseIsNoCustomPivot) {
  for (const char* text : {"null", "7", "{}", "[1,null,[]]", R"([{"title":"T"}])",
                           R"([{"links":{"ip":"https://a.example/{value}"}}])",
                           R"([{"title":"T","links":[]}])", R"([{"title":"T","links":{"ip":7}}])"}) {
    const Library made = library(text);
    EXPECT_TRUE(made.links_for("ip", "192.0.2.1").empty()) << text;
  }
}

TEST(CustomPivots, AValueThatALinkCannotHoldHasNoSuchLink) {
  const Library made = library(R"([{"title":"Host","links":{"domain  url ":"https://{value}.l.example/"}},)"
                               R"({"title":"Query","links":{"url":"https://l.example/?q={value}"}}])");
  const auto links = made.links_for("url", "http://a.example/");
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].title, "Query");
  EXPECT_EQ(made.links_for("domain", "a.example").size(), 1U);
}

TEST(CustomPivots, AHostileListIsBounded) {
  std::string list = "[";
  for (int i = 0; i < 5000; ++i)
    list += std::string(i ? "," : "") + R"({"title":"T","links":{"ip":"https://a.example/{value}"}})";
  EXPECT_EQ(library(list + "]").links_for("ip", "192.0.2.1").size(), Library::kMost);
}
