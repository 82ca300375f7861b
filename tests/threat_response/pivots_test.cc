#include "threat_response/pivots.h"

#include <gtest/gtest.h>

#include "replies.h"

using namespace threat_response;

namespace {

std::vector<std::string> urls(const std::expected<Pivots, Problem>& read) {
  std::vector<std::string> all;
  if (read)
    for (const Pivot& pivot : read->list) all.push_back(pivot.url);
  return all;
}

Reply offering(const std::string& url) {
  return replies::of(
      200, json::dump(json::object({{"data", json::list({json::object({{"title", "T"}, {"url", url}})})}})));
}

}  // namespace

TEST(Pivots, ReadsALinkWithItsModule) {
  const auto read =
      read_links(replies::of(200, R"({"data":[{"module":"M","module_instance_id":"m","id":"ref-1",
    "title":"Search","description":"Look","categories":["Search",7],"url":"https://s.example/?q=1"}],
    "errors":[{"code":"module-timeout"}]})"));
  ASSERT_TRUE(read && read->list.size() == 1);
  EXPECT_EQ(read->list[0], (Pivot{.module = {"m", "", "M"},
                                  .id = "ref-1",
                                  .title = "Search",
                                  .description = "Look",
                                  .categories = {"Search"},
                                  .url = "https://s.example/?q=1"}));
  EXPECT_EQ(read->problems.size(), 1U);
}

TEST(Pivots, LinksThatAreNotHttpsAreLeftOut) {
  for (const char* url :
       {"javascript:alert(1)", "http://s.example/", "//s.example", "https:///x", "https://",
        "https://s.example/\n", "https://s.example/ x", "data:text/html,x", "", "/relative"})
    EXPECT_TRUE(urls(read_links(offering(url))).empty()) << url;
  EXPECT_TRUE(urls(read_links(replies::of(200, R"({"data":[{"url":"https://s.example"}]})"))).empty())
      << "without a title";
}

TEST(Pivots, TheEmbeddedServicesOwnLinksNeedNoCertificate) {
  const std::string own = "http://127.0.0.1:8081";
  EXPECT_EQ(urls(read_links(offering(own + "/investigate?q=1"), {"", own})).size(), 1U);
  for (const char* url : {"http://127.0.0.1:80812/", "http://127.0.0.1:8081@evil.example/", "http://other/"})
    EXPECT_TRUE(urls(read_links(offering(url), {own})).empty()) << url;
}

TEST(Pivots, ActionsWithTheSameIdAreTwo) {
  const auto read = read_actions(replies::of(200, R"({"data":[
    {"id":"add","title":"List A","url":"/respond/trigger/m/add?list=a"},
    {"id":"add","title":"List B","url":"/respond/trigger/m/add?list=b"}]})"));
  EXPECT_EQ(urls(read).size(), 2U);
}

TEST(Pivots, WhatIsListedTwiceIsOne) {
  const std::string one = R"({"title":"T","url":"https://s.example/"})";
  EXPECT_EQ(urls(read_links(replies::of(200, R"({"data":[)" + one + ',' + one + "]}"))).size(), 1U);
}

TEST(Pivots, OnlyATriggersAddressIsAnAction) {
  EXPECT_TRUE(is_trigger("/respond/trigger/m-1/add-it?observable_type=ip&observable_value=192.0.2.1"));
  EXPECT_TRUE(is_trigger("/respond/trigger/Monty%20Python%21/x%7Cy%26z"));
  for (const char* url : {"", "/respond/trigger/", "/respond/trigger/m", "/respond/trigger//add",
                          "/respond/trigger/m/", "/respond/trigger/../x", "/respond/trigger/m/..",
                          "/respond/trigger/%2e%2E/x", "/respond/trigger/m/a/b", "/respond/trigger/m/a#b",
                          "/respond/trigger/m/a b", "/respond/trigger/m\\a/b", "/respond/observables",
                          "https://evil.example/respond/trigger/m/a", "//evil.example/respond/trigger/m/a"})
    EXPECT_FALSE(is_trigger(url)) << url;
  EXPECT_TRUE(urls(read_actions(offering("/respond/trigger/../x"))).empty());
}

TEST(Pivots, ATriggerReplaysTheListedAddressAndIsNeverRepeated) {
  const Request request = trigger_request("/respond/trigger/m/add?list=a%20b&observable_type=ip");
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.path, "/iroh/iroh-response/respond/trigger/m/add?list=a%20b&observable_type=ip");
  EXPECT_EQ(request.body, "");
  EXPECT_EQ(request.repeat, Repeat::kNever);
}

TEST(Pivots, ATriggerIsASuccessOnlyWhenTheModuleSaysSo) {
  using Status = Triggered::Status;
  EXPECT_EQ(read_triggered(replies::of(200, R"({"data":{"status":"success"}})"))->status, Status::kSuccess);
  EXPECT_EQ(read_triggered(replies::of(200, R"({"data":{"status":"failure"}})"))->status, Status::kFailure);
  const auto refused = read_triggered(replies::of(200, R"({"errors":[{"message":"no such list"}]})"));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, Status::kFailure);
  EXPECT_EQ(refused->problems.at(0).message, "no such list");
  EXPECT_FALSE(read_triggered(replies::of(200, "")));
}

TEST(Pivots, ATextThatIsTooLongIsCutBetweenCharactersAndALongAddressIsLeftOut) {
  std::string title(kLongestPivotText - 1, 'a');
  title += "\xC3\xA4";
  const auto entry = [](const std::string& name, const std::string& url) {
    return R"({"title":")" + name + R"(","categories":[")" + name + R"("],"url":")" + url + "\"}";
  };
  const auto read = read_links(
      replies::of(200, R"({"data":[)" + entry(title, "https://a.example/") + ',' +
                           entry("long", "https://a.example/" + std::string(kLongestPivotAddress, 'x')) +
                           ',' + entry("", "https://a.example/") + "]}"));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->list.size(), 1U);
  EXPECT_EQ(read->list[0].title, std::string(kLongestPivotText - 1, 'a'));
  EXPECT_EQ(read->list[0].categories.at(0).size(), kLongestPivotText - 1);
}

TEST(Pivots, AnAnswerThatCannotBeReadIsAProblem) {
  for (const Reply& reply : replies::unreadable()) {
    EXPECT_EQ(read_links(reply).error().kind, Problem::Kind::kUnreadable);
    EXPECT_EQ(read_actions(reply).error().kind, Problem::Kind::kUnreadable);
    EXPECT_EQ(read_triggered(reply).error().kind, Problem::Kind::kUnreadable);
  }
  EXPECT_FALSE(is_trigger("/respond/trigger/./x")) << "a segment that goes nowhere";
  EXPECT_FALSE(is_trigger("/respond/trigger/a/%2E%2e"));
  EXPECT_FALSE(is_trigger("/respond/trigger/a\x7F/b"));
}
