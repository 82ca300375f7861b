// The list of `Add to Case…`.
#include <gtest/gtest.h>

#include "pivot_menu/message.h"
#include "threat_response/case_search.h"

using namespace pivot_menu;
using case_choice::Entry;
using case_choice::offered;
using effects::Effects;
using observables::Type;
using threat_response::Reply;

namespace {

const Observable kDomain{Type::kDomain, "bad.example"};

Reply of(int status, std::string body) { return {.status = status, .failure = {}, .body = std::move(body)}; }

std::string a_case(const std::string& id, const std::string& observables = "[]") {
  return R"({"id":")" + id + R"(","title":"Case )" + id + R"(","tlp":"amber","observables":)" + observables +
         "}";
}

Model choosing(std::vector<Entry> known = {}) {
  Model model;
  update(model, Opened{kDomain, {}});
  update(model, AddToCasePressed{{.entries = std::move(known)}});
  return model;
}

}  // namespace

TEST(AddToCase, TheServiceIsAskedAndUntilItAnswersTheCasebooksListIsShown) {
  Model model;
  update(model, Opened{kDomain, {}});
  const Entry known{.id = "a", .title = "Known", .tlp = "red"};
  EXPECT_EQ(
      update(model, AddToCasePressed{{.entries = {known}}}),
      Effects{(effects::SendRequest{3, threat_response::search_cases_request({.text = "", .user = ""})})});
  EXPECT_EQ(offered(model.choice), std::vector{known});
  update(model, Replied{3, of(200, '[' + a_case("b") + ']')});
  ASSERT_EQ(offered(model.choice).size(), 1U);
  EXPECT_EQ(offered(model.choice)[0].title, "Case b");
}

TEST(AddToCase, WhatTheServiceDoesNotHaveYetIsOfferedTooAndWhatIsBeingDeletedIsNot) {
  Model model;
  update(model, Opened{kDomain, {}});
  update(model, AddToCasePressed{
                    {.entries = {{.id = "draft", .title = "Draft", .is_saved = false}}, .gone = {"b"}}});
  update(model, Replied{3, of(200, '[' + a_case("a") + ',' + a_case("b") + ']')});
  const auto cases = offered(model.choice);
  ASSERT_EQ(cases.size(), 2U);
  EXPECT_EQ(cases[0].id, "draft");
  EXPECT_EQ(cases[1].id, "a");
}

TEST(AddToCase, WhatIsTypedIsLookedForAMomentAfterTheLastLetter) {
  Model model = choosing();
  update(model, Replied{3, of(200, "[]")});
  update(model, ChoiceUsed{case_choice::SearchTyped{"ph"}});
  const double due = wake_at(model).value();
  model.now = due - 0.1;
  EXPECT_TRUE(update(model, Woke{}).empty());
  update(model, ChoiceUsed{case_choice::SearchTyped{"phish"}});
  model.now = due;
  EXPECT_TRUE(update(model, Woke{}).empty()) << "another letter has come";
  model.now = wake_at(model).value();
  EXPECT_EQ(update(model, Woke{}), Effects{(effects::SendRequest{4, threat_response::search_cases_request(
                                                                        {.text = "phish", .user = ""})})});
  EXPECT_FALSE(wake_at(model));
}

TEST(AddToCase, AnAnswerToAnEarlierSearchIsNotShown) {
  Model model = choosing();
  update(model, ChoiceUsed{case_choice::SearchTyped{"x"}});
  model.now = wake_at(model).value();
  update(model, Woke{});
  update(model, Replied{3, of(200, '[' + a_case("old") + ']')});
  EXPECT_TRUE(offered(model.choice).empty());
}

TEST(AddToCase, ThousandsComePageByPageEachCaseOnce) {
  Model model = choosing();
  Reply first = of(200, '[' + a_case("a") + ',' + a_case("b") + ']');
  first.headers = "x-total-hits: 3\r\nx-next: offset=2&limit=2\r\n";
  update(model, Replied{3, first});
  ASSERT_FALSE(model.choice.next.empty());
  EXPECT_EQ(update(model, ChoiceUsed{case_choice::MorePressed{}}).size(), 1U);
  EXPECT_TRUE(update(model, ChoiceUsed{case_choice::MorePressed{}}).empty()) << "it is under way";
  update(model, Replied{4, of(200, '[' + a_case("b") + ',' + a_case("c") + ']')});
  EXPECT_EQ(offered(model.choice).size(), 3U);
  EXPECT_EQ(model.choice.total, 3);
}

TEST(AddToCase, AFailureIsToldAndAskedAgain) {
  Model model = choosing();
  update(model, Replied{3, of(503, "")});
  EXPECT_TRUE(model.choice.problem);
  EXPECT_EQ(update(model, RetryPressed{}).size(), 1U);
  EXPECT_FALSE(model.choice.problem);
}

TEST(AddToCase, TheChosenCaseGetsTheObservableAndTheMenuCloses) {
  Model model = choosing();
  update(model, Replied{3, of(200, '[' + a_case("a", R"([{"type":"domain","value":"bad.example"}])") + ']')});
  const Entry chosen = offered(model.choice)[0];
  EXPECT_TRUE(chosen.has_it);
  EXPECT_EQ(update(model, ChoiceUsed{case_choice::Chosen{chosen}}),
            (Effects{effects::AddToCase{.observables = {kDomain},
                                        .new_case = false,
                                        .case_id = "a",
                                        .case_title = "Case a",
                                        .already_there = true},
                     effects::CloseSurface{effects::Surface::kPivotMenu}}));
  EXPECT_FALSE(model.choice.open);
}
