// Listing cases, opening one, and what colleagues do meanwhile.
#include <gtest/gtest.h>

#include "service.h"

using namespace casebook;
using service::Desk;
using service::has;
using service::kDomain;
using service::kIp;
using service::kSearch;
using service::of;
using threat_response::Problem;

namespace {

using Ids = std::vector<std::string>;

Ids ids(const Model& model) {
  Ids all;
  for (const CaseRow& one : listed_cases(model)) all.push_back(one.id);
  return all;
}

std::string two() { return '[' + service::a_case("b", {}) + ',' + service::a_case("a", {}) + ']'; }

}  // namespace

TEST(Casebook, OpeningListsTheCasesNewestFirst) {
  Desk desk;
  desk.say(Opened{});
  ASSERT_NE(desk.call(kSearch), nullptr);
  EXPECT_EQ(desk.call(kSearch)->request, threat_response::search_cases_request({}));
  EXPECT_FALSE(desk.model.list.listed);
  desk.answer(kSearch, of(200, two()));
  EXPECT_TRUE(desk.model.list.listed);
  EXPECT_EQ(ids(desk.model), (Ids{"b", "a"}));
}

TEST(Casebook, SignedOutItAsksNothingAndListsAfterTheSignIn) {
  Desk desk(false);
  desk.say(Opened{});
  EXPECT_TRUE(desk.calls.empty());
  desk.say(SignedIn{"me", "u-1"});
  EXPECT_NE(desk.call(kSearch), nullptr);
}

TEST(Casebook, AFailedListingKeepsTheCasesAndSaysWhy) {
  Desk desk = service::open();
  desk.say(RefreshPressed{});
  desk.answer(kSearch, of(503, ""));
  EXPECT_EQ(desk.model.list.problem.kind, Problem::Kind::kServiceFailed);
  EXPECT_EQ(ids(desk.model), (Ids{"a", "b"}));
  desk.say(RefreshPressed{});
  EXPECT_FALSE(desk.model.list.problem);
}

TEST(Casebook, WhatIsTypedIsLookedForOnceNobodyTypesAnyMore) {
  Desk desk = service::open();
  desk.say(SearchTyped{"http://[2001:db8::1]/a"});
  EXPECT_EQ(desk.call(kSearch), nullptr);
  EXPECT_EQ(wake_at(desk.model), desk.model.now + 0.4);
  desk.wait(0.2);
  EXPECT_EQ(desk.call(kSearch), nullptr);
  desk.wait(0.3);
  ASSERT_NE(desk.call(kSearch), nullptr);
  EXPECT_TRUE(
      desk.call(kSearch)->request.path.contains("query=%22http%3A%2F%2F%5B2001%3Adb8%3A%3A1%5D%2Fa%22"));
  desk.answer(kSearch, of(200, "[]"));
  EXPECT_TRUE(ids(desk.model).empty());
}

TEST(Casebook, OnlyTheLastSearchCounts) {
  Desk desk = service::open();
  desk.say(WhoseChosen{Whose::kMine});
  const auto late = desk.call(kSearch)->tag;
  desk.say(WhoseChosen{Whose::kEverybody});
  desk.say(Replied{late, of(200, "[]")});
  EXPECT_EQ(ids(desk.model), (Ids{"a", "b"}));
}

TEST(Casebook, ShowsWhoseCasesAreAskedFor) {
  Desk desk = service::open();
  const std::pair<Whose, const char*> clauses[] = {{Whose::kMine, "owner%3A%22u-1%22&"},
                                                   {Whose::kOthers, "NOT%20owner%3A%22u-1%22&"},
                                                   {Whose::kShared, "owner%3A%22u-1%22%20NOT%20tlp%3Ared&"}};
  for (const auto& [whose, clause] : clauses) {
    desk.calls.clear();
    desk.say(WhoseChosen{whose});
    EXPECT_TRUE(desk.call(kSearch)->request.path.contains(std::string("query=") + clause)) << clause;
  }
  desk.model.user.clear();
  desk.calls.clear();
  desk.say(WhoseChosen{Whose::kMine});
  EXPECT_TRUE(desk.calls.empty()) << "nobody knows whose that would be";
}

TEST(Casebook, MoreCasesComePageByPageAndNoneTwice) {
  Desk desk;
  desk.say(Opened{});
  threat_response::Reply page = of(200, two());
  page.headers = "x-total-hits: 3\r\nx-next: limit=100&offset=2\r\n";
  desk.answer(kSearch, page);
  EXPECT_EQ(desk.model.list.total, 3);
  desk.say(MorePressed{});
  desk.say(MorePressed{});
  ASSERT_EQ(desk.calls.size(), 1U);
  EXPECT_TRUE(desk.calls[0].request.path.ends_with("&limit=100&offset=2"));
  desk.answer(kSearch, of(200, '[' + service::a_case("a", {}) + ',' + service::a_case("c", {}) + ']'));
  EXPECT_EQ(ids(desk.model), (Ids{"b", "a", "c"}));
  desk.say(MorePressed{});
  EXPECT_TRUE(desk.calls.empty());
}

TEST(Casebook, ClosingClosesTheSurface) {
  Desk desk = service::open();
  EXPECT_TRUE(has(desk.say(Closed{}), effects::CloseSurface{effects::Surface::kCasebook}));
  EXPECT_FALSE(desk.model.open);
}

TEST(Casebook, PressingACaseMakesItCurrentInEveryTabReadsItAndAsksForVerdicts) {
  Desk desk = service::open();
  EXPECT_TRUE(has(desk.say(CasePressed{"b"}), effects::CaseChanged{"b", "Case b"}));
  EXPECT_EQ(desk.model.current_id, "b");
  EXPECT_TRUE(
      has(desk.answer("GET /ctia/casebook/b", of(200, service::a_case("b", {kIp}))), service::ask({kIp})));
  EXPECT_EQ(desk.model.shown->observables, std::vector<Observable>{kIp});
}

TEST(Casebook, ACaseThatIsNotListedCannotBePressed) {
  Desk desk = service::open();
  EXPECT_TRUE(desk.say(CasePressed{"zzz"}).empty());
  EXPECT_EQ(desk.model.current_id, "a");
}

TEST(Casebook, AllCasesLeavesTheCurrentCase) {
  Desk desk = service::open();
  desk.say(CasePressed{"b"});
  desk.say(AllCasesPressed{});
  EXPECT_EQ(desk.model.current_id, "");
  desk.answer("GET /ctia/casebook/b", of(200, service::a_case("b", {kIp})));
  EXPECT_FALSE(desk.model.shown) << "the late answer changes nothing";
}

TEST(Casebook, RepliesNobodyWaitsForChangeNothing) {
  Desk desk = service::open();
  for (const effects::Tag stale : {1U, 2U, 3U, 999U})
    for (const auto& reply : {of(200, "[]"), of(200, service::a_case("z", {kIp})), of(404, "")}) {
      EXPECT_TRUE(desk.say(Replied{stale, reply}).empty());
      EXPECT_EQ(ids(desk.model), (Ids{"a", "b"}));
      EXPECT_EQ(desk.model.current_id, "a");
    }
}

TEST(Casebook, ACaseAColleagueHasDeletedLeavesTheListAndSaysSo) {
  Desk desk = service::open();
  desk.wait(10);
  desk.say(Looked{});
  EXPECT_TRUE(has(desk.answer("GET /ctia/casebook/a", of(404, "")), effects::CaseChanged{"", ""}));
  EXPECT_EQ(ids(desk.model), Ids{"b"});
  EXPECT_EQ(desk.model.deleted_title, "Case a");
  EXPECT_EQ(desk.model.current_id, "");
}

TEST(Casebook, ALookShowsWhatAColleagueHasAddedAndAsksNoMoreThanEveryFewSeconds) {
  Desk desk = service::open();
  EXPECT_TRUE(desk.say(Looked{}).empty()) << "it was read just now";
  desk.wait(60);
  desk.say(Looked{});
  EXPECT_TRUE(has(desk.answer("GET /ctia/casebook/a", of(200, service::a_case("a", {kDomain, kIp}))),
                  service::ask({kDomain, kIp})));
  EXPECT_EQ(desk.model.shown->observables.size(), 2U);
}

// While anything waits the store is read every few seconds; the service must not be asked as often.
TEST(Casebook, WhatStillWaitsInTheStoreIsNoReasonToReadTheCaseAgain) {
  Desk desk = service::open();
  outbox::Change other{.id = "o-1", .account = "somebody else", .case_id = "b"};
  other.what = outbox::AddNote{{"note", "theirs"}};
  desk.say(ChangesListed{{other}});
  desk.wait(60);
  EXPECT_TRUE(desk.say(ChangesListed{{other}}).empty()) << "as it was";
  EXPECT_FALSE(desk.say(ChangesListed{{}}).empty()) << "another tab has brought it to its end";
}

TEST(Casebook, ARememberedCaseIsShownFromTheListOrElseReadByItself) {
  for (const bool listed : {true, false}) {
    Desk desk;
    desk.say(CurrentRemembered{listed ? "a" : "old"});
    EXPECT_TRUE(desk.calls.empty());
    desk.say(Opened{});
    const auto effects = desk.answer(kSearch, of(200, '[' + service::a_case("a", {kDomain}) + ']'));
    EXPECT_EQ(has(effects, service::ask({kDomain})), listed);
    EXPECT_EQ(desk.call("GET /ctia/casebook/old") != nullptr, !listed);
    desk.answer("GET /ctia/casebook/old", of(200, service::a_case("old", {})));
    EXPECT_EQ(desk.model.shown->title, listed ? "Case a" : "Case old");
  }
}

TEST(Casebook, AnotherTabsChoiceIsThisTabsToo) {
  Desk desk = service::open();
  desk.say(CurrentRemembered{"b"});
  EXPECT_EQ(desk.model.current_id, "b");
  EXPECT_NE(desk.call("GET /ctia/casebook/b"), nullptr);
}

TEST(Casebook, InvestigatesTheCurrentCaseInANewTab) {
  Desk desk = service::open();
  EXPECT_TRUE(has(desk.say(InvestigatePressed{"https://v.example"}),
                  effects::OpenTab{"https://v.example/investigate?q=domain%3Abad.example"}));
  desk.say(CasePressed{"b"});
  EXPECT_TRUE(desk.say(InvestigatePressed{"https://v.example"}).empty()) << "there is nothing to look into";
}

TEST(Casebook, AnotherClientFindsNothingOfTheOldOne) {
  Desk desk = service::open();
  desk.say(RefreshPressed{});
  const auto late = desk.call(kSearch)->tag;
  desk.say(Forgotten{});
  EXPECT_TRUE(desk.model.open);
  EXPECT_TRUE(ids(desk.model).empty());
  EXPECT_EQ(desk.model.current_id, "");
  EXPECT_FALSE(desk.model.shown);
  desk.say(Replied{late, of(200, two())});
  EXPECT_TRUE(ids(desk.model).empty()) << "the old client's answer comes too late";
}

namespace {

std::vector<observables::Observable> many(std::size_t count) {
  std::vector<observables::Observable> all;
  for (std::size_t number = 0; number < count; ++number)
    all.push_back({observables::Type::kDomain, "host" + std::to_string(number) + ".example"});
  return all;
}

// The open casebook with a case of so many; what was asked for with it.
std::pair<Desk, effects::Effects> opened_with(std::size_t count) {
  Desk desk;
  desk.say(Opened{});
  desk.answer(kSearch, of(200, '[' + service::a_case("a", {}) + ']'));
  desk.say(CasePressed{"a"});
  effects::Effects asked = desk.answer("GET /ctia/casebook/a", of(200, service::a_case("a", many(count))));
  return {std::move(desk), std::move(asked)};
}

std::size_t asked_about(const effects::Effects& effects) {
  const auto* asked = service::first<effects::AskVerdicts>(effects);
  return asked ? asked->about.size() : 0;
}

}  // namespace

TEST(LargeCase, UnbiddenTheModulesAreAskedAboutItsLatestThousand) {
  const auto [desk, asked] = opened_with(3000);
  const std::vector<observables::Observable> all = many(3000);
  EXPECT_TRUE(has(asked, service::ask({all.end() - 1000, all.end()})));
  EXPECT_EQ(asked_about(opened_with(1000).second), 1000U);
}

TEST(LargeCase, TheUserMayAskAboutAllUntilTheCaseIsLeftOrTheAskingCancelled) {
  Desk desk = opened_with(3000).first;
  EXPECT_EQ(asked_about(desk.say(AskAllPressed{})), 3000U);
  EXPECT_EQ(asked_about(desk.say(RefreshPressed{})), 3000U);
  EXPECT_TRUE(has(desk.say(AskingCancelled{}), effects::CancelAsking{}));
  EXPECT_EQ(asked_about(desk.say(AskAgainPressed{})), 1000U);
  desk.say(AskAllPressed{});
  desk.say(AllCasesPressed{});
  EXPECT_FALSE(desk.model.asks_all);
}

TEST(LargeCase, WhatSomebodyLooksAtIsAskedAboutOnceTheRowsRest) {
  Desk desk = opened_with(3000).first;
  desk.say(RowsSeen{{{"domain", "host1.example"}}});
  desk.model.now += 0.2;
  desk.say(RowsSeen{{{"domain", "host7.example"}, {"domain", "host8.example"}}});
  EXPECT_EQ(asked_about(desk.wait(0.2)), 0U) << "still scrolled";
  EXPECT_TRUE(has(desk.wait(0.2), service::ask({{"domain", "host7.example"}, {"domain", "host8.example"}})));
  EXPECT_EQ(asked_about(desk.wait(1)), 0U) << "once";
}

TEST(LargeCase, ItsPicturesWaitUntilSomebodyAsksTheModules) {
  const auto sightings = [](std::size_t count) {
    Desk desk = opened_with(count).first;
    return service::first<effects::AskSightings>(desk.say(TabChosen{Tab::kPictures})) != nullptr;
  };
  EXPECT_TRUE(sightings(200));
  EXPECT_FALSE(sightings(201));
  Desk desk = opened_with(201).first;
  desk.say(TabChosen{Tab::kPictures});
  const auto asked = desk.say(PictureUsed{case_picture::AskPressed{}});
  EXPECT_EQ(service::first<effects::AskSightings>(asked)->about.size(), 201U);
}

TEST(Casebook, AChangedTitleShowsInTheListAndWhatIsAddedIsCounted) {
  Desk desk = service::open();
  desk.say(EditPressed{Field::kTitle});
  desk.say(EditTyped{"Other"});
  desk.say(EditSaved{});
  desk.say(AddAsked{{.observables = {kIp}, .new_case = false, .default_title = {}}});
  EXPECT_EQ(listed_cases(desk.model).front().title, "Other");
  EXPECT_EQ(listed_cases(desk.model).front().observables, 2U);
  desk.say(CasePressed{"b"});
  EXPECT_EQ(listed_cases(desk.model).front().title, "Other") << "of a case that is not open any more, too";
  EXPECT_EQ(listed_cases(desk.model).front().observables, 2U);
}
