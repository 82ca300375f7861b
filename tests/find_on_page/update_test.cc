// What is found on a page: listed, counted, gone through, asked about and put into a case.
#include <gtest/gtest.h>

#include "find_on_page/listing.h"
#include "find_on_page/message.h"

using namespace find_on_page;
using effects::Effects;
using effects::MarkPlaces;
using threat_response::Verdicts;

namespace {

const Observable kBad{"domain", "bad.example"}, kGood{"domain", "good.example"}, kIp{"ip", "192.0.2.1"},
    kUrl{"url", "http://Bad.example/a"};

// bad.example stands in three places, the others in one each.
Page page_of() {
  return {
      .state = Page::State::kSearched, .observables = {kBad, kIp, kGood, kUrl}, .places = {0, 1, 0, 2, 3, 0}};
}

struct Desk {
  Model model;
  Verdicts verdicts;

  Desk() {
    model.now = 1000;
    say(Opened{page_of()});
  }
  Effects say(const Message& message) { return update(model, message, verdicts); }
  // The modules answer: bad.example is malicious, good.example clean, nothing is known of the rest.
  void answer(const std::vector<Observable>& about) {
    for (const auto& call : verdicts.ask(about, Verdicts::kMissing, model.now))
      verdicts.replied(
          call.id,
          {.status = 200,
           .failure = {},
           .body = R"({"data":[{"module":"M","module_instance_id":"m","data":{"verdicts":{"docs":[
          {"disposition":2,"observable":{"type":"domain","value":"bad.example"}},
          {"disposition":1,"observable":{"type":"domain","value":"good.example"}}]}}}]})"},
          model.now);
    say(VerdictsChanged{});
  }
  std::vector<std::string> rows() const {
    std::vector<std::string> values;
    for (const std::uint32_t row : model.listing.rows) values.push_back(model.page.observables[row].value);
    return values;
  }
  std::size_t count(Standing standing) const {
    return model.listing.counts.at(static_cast<std::size_t>(standing));
  }
};

using Values = std::vector<std::string>;

template <typename Wanted>
const Wanted* first(const Effects& effects) {
  for (const auto& effect : effects)
    if (const auto* found = effect.get_if<Wanted>()) return found;
  return nullptr;
}

}  // namespace

TEST(FindOnPage, OpeningAsksNobodyAndCountsKindsAndPlaces) {
  Model model;
  const Verdicts verdicts;
  const Effects effects = update(model, Opened{page_of()}, verdicts);
  EXPECT_EQ(effects, (Effects{MarkPlaces{.observables = {0, 1, 2, 3}, .place = {}, .shows = false}}));
  EXPECT_EQ(model.listing.kinds, (std::map<std::string, std::size_t>{{"domain", 2}, {"ip", 1}, {"url", 1}}));
  EXPECT_EQ(model.listing.places, 6U);
  EXPECT_EQ(model.listing.unasked, 4U);
}

TEST(FindOnPage, WhatIsKnownAlreadyIsShownAtOnce) {
  Desk desk;
  desk.say(Closed{});
  desk.answer({kBad});
  desk.say(Opened{page_of()});
  EXPECT_EQ(desk.count(Standing::kMalicious), 1U);
  EXPECT_EQ(desk.count(Standing::kNotAsked), 3U);
}

TEST(FindOnPage, TheFilterTakesTextKindAndDisposition) {
  Desk desk;
  desk.answer({kBad, kGood});
  desk.say(TextTyped{"BAD"});
  EXPECT_EQ(desk.rows(), (Values{"bad.example", "http://Bad.example/a"})) << "whatever the case";
  desk.say(KindChosen{"domain"});
  EXPECT_EQ(desk.rows(), Values{"bad.example"});
  EXPECT_EQ(desk.model.listing.kinds.size(), 2U) << "the other kinds say what they would leave";
  desk.say(StandingChosen{Standing::kClean});
  EXPECT_EQ(desk.rows(), Values{});
  const Effects effects = desk.say(FilterCleared{});
  EXPECT_EQ(desk.rows().size(), 4U);
  EXPECT_EQ(first<MarkPlaces>(effects)->observables.size(), 4U) << "the page marks what is listed";
}

TEST(FindOnPage, NextAndPreviousGoThroughThePlacesInThePagesOrder) {
  Desk desk;
  desk.say(KindChosen{"domain"});
  const Effects effects = desk.say(NextPressed{});
  EXPECT_EQ(effects, (Effects{MarkPlaces{.observables = {0, 2}, .place = 0, .shows = true}}));
  EXPECT_EQ(desk.model.listing.position, 1U);
  EXPECT_EQ(desk.model.listing.places, 4U);
  desk.say(NextPressed{});
  EXPECT_EQ(desk.model.place, 2U) << "the IP address between them is not listed";
  desk.say(NextPressed{.back = true});
  desk.say(NextPressed{.back = true});
  EXPECT_EQ(desk.model.place, 5U) << "round the beginning";
  EXPECT_EQ(desk.model.listing.position, 4U);
  desk.say(NextPressed{});
  EXPECT_EQ(desk.model.place, 0U) << "round the end";
}

TEST(FindOnPage, ARowLeadsToItsPlacesOneAfterTheOther) {
  Desk desk;
  for (const std::size_t place : {0U, 2U, 5U, 0U}) {
    desk.say(RowChosen{kBad, ""});
    EXPECT_EQ(desk.model.place, place);
  }
  EXPECT_TRUE(desk.model.selected.empty()) << "going there selects nothing";
}

TEST(FindOnPage, NothingListedLeadsNowhere) {
  Desk desk;
  desk.say(TextTyped{"nothing like it"});
  EXPECT_TRUE(desk.say(NextPressed{}).empty());
  EXPECT_TRUE(desk.say(AddPressed{}).empty());
  EXPECT_TRUE(desk.say(AskPressed{}).empty());
  desk.say(PageChanged{{.state = Page::State::kSearched, .observables = {}, .places = {}}});
  EXPECT_TRUE(desk.say(NextPressed{.back = true}).empty());
}

TEST(FindOnPage, SelectionGoesByTicksAndRangesAndStaysWhileThePageChanges) {
  Desk desk;
  desk.say(RowChosen{kIp, "toggle"});
  desk.say(RowChosen{kUrl, "extend"});
  EXPECT_EQ(desk.model.listing.selected, 3U);
  desk.say(RowChosen{kGood, "toggle"});
  EXPECT_EQ(desk.model.listing.selected, 2U);
  Page changed = page_of();
  changed.observables = {kGood, kUrl};
  changed.places = {0, 1};
  desk.say(PageChanged{changed});
  EXPECT_EQ(desk.model.listing.selected, 1U) << "what the page has of it";
  desk.say(PageChanged{page_of()});
  EXPECT_EQ(desk.model.listing.selected, 2U) << "it has come back";
}

TEST(FindOnPage, TheShownPlaceFollowsThePage) {
  Desk desk;
  desk.say(RowChosen{kBad, ""});
  desk.say(NextPressed{});
  desk.say(NextPressed{});
  ASSERT_EQ(desk.model.place, 2U) << "the second of bad.example";
  Page changed = page_of();
  changed.places = {2, 2, 0, 1, 0, 3};
  const Effects effects = desk.say(PageChanged{changed});
  EXPECT_EQ(desk.model.place, 4U);
  EXPECT_FALSE(first<MarkPlaces>(effects)->shows) << "the page does not move by itself";
  changed.places = {2, 0};
  desk.say(PageChanged{changed});
  EXPECT_EQ(desk.model.place, 1U) << "the last that is left of it";
  changed.places = {2};
  desk.say(PageChanged{changed});
  EXPECT_EQ(desk.model.place, std::nullopt);
  EXPECT_EQ(desk.model.listing.position, 0U);
}

TEST(FindOnPage, VerdictsAreAskedOfWhatIsListedAndNotKnown) {
  Desk desk;
  desk.answer({kBad});
  desk.say(KindChosen{"domain"});
  EXPECT_EQ(desk.model.listing.unasked, 1U);
  EXPECT_EQ(desk.say(AskPressed{}),
            (Effects{effects::AskVerdicts{.about = {kGood}, .again = false, .module = {}}}));
  desk.verdicts.ask({kGood}, Verdicts::kMissing, 1000);
  desk.say(VerdictsChanged{});
  EXPECT_TRUE(desk.model.listing.is_asking);
  EXPECT_EQ(desk.model.listing.known, 1U);
  EXPECT_EQ(desk.model.listing.asked, 2U);
  EXPECT_TRUE(desk.say(AskPressed{}).empty()) << "it is asked already";
  EXPECT_EQ(desk.say(AskingCancelled{}), Effects{effects::CancelAsking{}});
}

TEST(FindOnPage, WhatCouldNotBeAskedIsToldAndOfferedAgain) {
  Desk desk;
  for (const auto& call : desk.verdicts.ask({kBad}, Verdicts::kMissing, 1000))
    desk.verdicts.replied(call.id, {.status = 503, .failure = {}, .body = ""}, 1000);
  desk.say(VerdictsChanged{});
  EXPECT_TRUE(desk.model.listing.problem);
  EXPECT_EQ(desk.model.listing.unasked, 4U);
}

TEST(FindOnPage, NotCleanIsWhatTheModulesHaveAnsweredAboutAndDoNotCallClean) {
  Desk desk;
  desk.answer({kBad, kGood, kIp});
  desk.say(RowChosen{kGood, "toggle"});
  desk.say(NotCleanChosen{});
  EXPECT_EQ(desk.model.selected, (threat_response::ObservableSet{kBad, kIp}))
      << "nobody was asked about the URL";
  const Effects effects = desk.say(AddPressed{.new_case = true, .default_title = "Case 1"});
  EXPECT_EQ(
      effects,
      (Effects{effects::AddToCase{.observables = {kBad, kIp}, .new_case = true, .default_title = "Case 1"}}));
}

TEST(FindOnPage, WithNothingSelectedAllThatIsListedIsAddedInOneStep) {
  Desk desk;
  desk.say(KindChosen{"domain"});
  EXPECT_EQ(desk.say(AddPressed{.new_case = false}),
            (Effects{effects::AddToCase{.observables = {kBad, kGood}, .new_case = false}}));
}

TEST(FindOnPage, ClosingTakesTheMarksOffThePage) {
  Desk desk;
  desk.say(NextPressed{});
  EXPECT_EQ(desk.say(Closed{}),
            (Effects{MarkPlaces{}, effects::CloseSurface{effects::Surface::kFindOnPage}}));
  EXPECT_EQ(desk.model.place, std::nullopt);
  EXPECT_TRUE(desk.say(PageChanged{page_of()}).empty()) << "nobody looks any more";
}

TEST(FindOnPage, ARowIsDraggedWithWhatIsSelectedWithItElseAlone) {
  Desk desk;
  EXPECT_EQ(desk.say(RowDragged{kIp}), (Effects{effects::DragData{{kIp}}}));
  desk.say(RowChosen{kBad, "toggle"});
  desk.say(RowChosen{kUrl, "toggle"});
  EXPECT_EQ(desk.say(RowDragged{kIp}), (Effects{effects::DragData{{kIp}}}));
  EXPECT_EQ(desk.say(RowDragged{kUrl}), (Effects{effects::DragData{{kBad, kUrl}}}));
  EXPECT_EQ(desk.model.selected.size(), 2U) << "what is ticked stays so";
}

TEST(FindOnPage, ThePivotMenuOfARowOpens) {
  Desk desk;
  EXPECT_EQ(desk.say(PivotAsked{kIp}), (Effects{effects::OpenPivot{{observables::Type::kIp, "192.0.2.1"}}}));
  EXPECT_TRUE(desk.say(PivotAsked{{"hostname", "h"}}).empty()) << "there is no menu for this kind";
}
