// Copying and moving observables into another case, chosen from a list (D-19).
#include "casebook/choosing.h"

#include <gtest/gtest.h>

#include "service.h"

using namespace casebook;
using effects::Effects;
using service::Desk;
using service::kDomain;
using service::of;
using Kind = Notice::Kind;

namespace {

// The open case "a" holds kDomain, which is selected; the service has answered the choice.
Desk choosing(bool moves) {
  Desk desk = service::open();
  desk.say(RowChosen{kDomain, "", {}});
  desk.say(TransferPressed{moves});
  desk.answer(service::kSearch,
              of(200, '[' + service::a_case("a", {kDomain}) + ',' + service::a_case("b", {}) + ',' +
                          service::a_case("c", {kDomain}) + ']'));
  return desk;
}

case_choice::Entry offered(const Desk& desk, const std::string& id) {
  for (const auto& one : case_choice::offered(desk.model.transfer.choice))
    if (one.id == id) return one;
  return {};
}

Effects choose(Desk& desk, const std::string& id) {
  return desk.say(TransferUsed{case_choice::Chosen{offered(desk, id)}});
}

const outbox::Change& change(const Desk& desk, std::size_t index) {
  return desk.model.outbox.entries.at(index).change;
}

}  // namespace

TEST(Transfer, OffersEveryCaseButTheirOwn) {
  const Desk desk = choosing(false);
  const auto cases = case_choice::offered(desk.model.transfer.choice);
  ASSERT_EQ(cases.size(), 2U);
  EXPECT_EQ(cases[0].id, "b");
  EXPECT_FALSE(cases[0].has_it);
  EXPECT_TRUE(cases[1].has_it);
}

TEST(Transfer, WithoutASelectionThereIsNothingToChooseFor) {
  Desk desk = service::open();
  EXPECT_TRUE(desk.say(TransferPressed{true}).empty());
  EXPECT_FALSE(desk.model.transfer.choice.open);
  EXPECT_TRUE(desk.say(TransferUsed{case_choice::Chosen{{.id = "b"}}}).empty());
}

TEST(Transfer, ACopyStaysWhereItIsToo) {
  Desk desk = choosing(false);
  choose(desk, "b");
  EXPECT_FALSE(desk.model.transfer.choice.open);
  ASSERT_EQ(desk.model.outbox.entries.size(), 1U);
  EXPECT_EQ(change(desk, 0).case_id, "b");
  EXPECT_EQ(desk.model.notice.kind, Kind::kAdding);
  EXPECT_EQ(desk.model.notice.title, "Case b");
  EXPECT_GT(desk.model.notice.undo_until, desk.model.now);
  EXPECT_EQ(desk.model.shown->observables.size(), 1U);
}

TEST(Transfer, ACopyToACaseThatHasItIsNothingButTold) {
  Desk desk = choosing(false);
  choose(desk, "c");
  EXPECT_TRUE(desk.model.outbox.entries.empty());
  EXPECT_EQ(desk.model.notice.kind, Kind::kAlreadyThere);
}

TEST(Transfer, AMoveIsShownAtOnceInBothCasesAndSentInItsOrder) {
  Desk desk = choosing(true);
  choose(desk, "b");
  EXPECT_EQ(desk.model.notice.kind, Kind::kMoving);
  EXPECT_TRUE(desk.model.shown->observables.empty());
  EXPECT_TRUE(desk.model.selected.empty());
  EXPECT_EQ(listed_cases(desk.model)[1].observables, 1U);
  ASSERT_EQ(desk.model.outbox.entries.size(), 2U);
  EXPECT_EQ(change(desk, 1).after, change(desk, 0).id);
  desk.wait(outbox::kUndo);
  EXPECT_EQ(desk.call("GET /ctia/casebook/a"), nullptr);
  desk.answer("GET /ctia/casebook/b", of(200, service::a_case("b", {})));
  desk.answer("POST /ctia/casebook/b/observables", of(200, service::a_case("b", {kDomain})));
  EXPECT_EQ(desk.model.notice.kind, Kind::kMoved);
  ASSERT_NE(desk.call("GET /ctia/casebook/a"), nullptr);
  desk.answer("GET /ctia/casebook/a", of(200, service::a_case("a", {kDomain})));
  ASSERT_NE(desk.call("POST /ctia/casebook/a/observables"), nullptr);
  EXPECT_TRUE(desk.call("POST /ctia/casebook/a/observables")->request.body.contains("remove"));
}

TEST(Transfer, OneUndoTakesAMoveBack) {
  Desk desk = choosing(true);
  choose(desk, "b");
  desk.say(UndoPressed{desk.model.notice.change_id});
  EXPECT_TRUE(desk.model.outbox.entries.empty());
  EXPECT_EQ(desk.model.shown->observables.size(), 1U);
  EXPECT_EQ(listed_cases(desk.model)[1].observables, 0U);
}

TEST(Transfer, AMoveToACaseThatHasItTakesItOutOfItsOwn) {
  Desk desk = choosing(true);
  choose(desk, "c");
  ASSERT_EQ(desk.model.outbox.entries.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<outbox::RemoveObservables>(change(desk, 0).what));
  EXPECT_GT(desk.model.notice.undo_until, desk.model.now);
}

TEST(Transfer, AMoveToANewCaseMakesItAndLeavesTheOpenOneOpen) {
  Desk desk = choosing(true);
  desk.say(TransferUsed{case_choice::NewCaseChosen{"New"}});
  EXPECT_EQ(desk.model.current_id, "a");
  EXPECT_TRUE(desk.model.shown->observables.empty());
  EXPECT_EQ(listed_cases(desk.model)[0].title, "New");
  EXPECT_EQ(listed_cases(desk.model)[0].observables, 1U);
  ASSERT_EQ(desk.model.outbox.entries.size(), 2U);
  EXPECT_EQ(change(desk, 1).after, change(desk, 0).id);
  // Undone while somebody looks at it.
  const std::string id = desk.model.notice.change_id;
  desk.say(CasePressed{listed_cases(desk.model)[0].id});
  desk.say(UndoPressed{id});
  EXPECT_EQ(desk.model.current_id, "");
  EXPECT_TRUE(desk.model.outbox.entries.empty());
}

TEST(Transfer, SignedOutTheCasesThisPageKnowsAreOffered) {
  Desk desk = service::open();
  desk.say(SignedOut{});
  desk.say(RowChosen{kDomain, "", {}});
  EXPECT_TRUE(desk.say(TransferPressed{true}).empty());
  ASSERT_EQ(case_choice::offered(desk.model.transfer.choice).size(), 1U);
  EXPECT_EQ(case_choice::offered(desk.model.transfer.choice)[0].id, "b");
}

TEST(Transfer, AnotherCaseOpenedClosesTheChoice) {
  Desk desk = choosing(true);
  desk.say(CasePressed{"b"});
  EXPECT_FALSE(desk.model.transfer.choice.open);
}
