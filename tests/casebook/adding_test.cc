#include <gtest/gtest.h>

#include <algorithm>

#include "service.h"

using namespace casebook;
using effects::Effects;
using service::kDomain;
using service::kIp;
using service::of;
using service::send;
using threat_response::Problem;
using Kind = Notice::Kind;

namespace {

const Effects kNothing;

AddAsked to_new(const observables::Observable& what) { return {{what, true, "New"}}; }
AddAsked to_current(const observables::Observable& what) { return {{what, false, ""}}; }

threat_response::Request creates(const Model& model, const observables::Observable& what) {
  return threat_response::create_case_request(
      {.title = "New", .external_id = model.adds.at(0).external_id, .observables = {what}, .texts = {}});
}

threat_response::Request puts_in(const observables::Observable& what) {
  return threat_response::observables_request("a", threat_response::Operation::kAdd, {what});
}

// No answer to a new case, nor to the question what became of it.
void fail_new(Model& model, effects::Tag tag) {
  update(model, Replied{tag, of(504, "")});
  update(model, Replied{model.last_tag, of(504, "")});
}

bool changed(const Effects& effects, const std::string& id) {
  return std::ranges::contains(effects, effects::Effect(effects::CaseChanged{id, "Case " + id}));
}

}  // namespace

TEST(Adding, ANewCaseIsMadeWithTheObservableInIt) {
  Model model = service::open();
  const effects::Tag tag = model.last_tag + 1;
  const Effects sent = update(model, to_new(kIp));
  ASSERT_EQ(model.adds.size(), 1U);
  EXPECT_EQ(sent, send(tag, creates(model, kIp)));
  EXPECT_EQ(model.adds[0].external_id, "tr-widgets-7-" + std::to_string(tag));
  EXPECT_EQ(model.notice.kind, Kind::kAdding);
  EXPECT_TRUE(model.notice.new_case);

  const Effects done = update(model, Replied{tag, of(201, service::a_case("n", {kIp}))});
  EXPECT_TRUE(changed(done, "n"));
  EXPECT_TRUE(model.adds.empty());
  EXPECT_EQ(model.notice.kind, Kind::kAdded);
  EXPECT_EQ(model.notice.title, "Case n");
  EXPECT_EQ(model.current_id, "n");
  EXPECT_EQ(model.cases.front().id, "n");
}

TEST(Adding, ExternalIdsAreAllDifferent) {
  Model model = service::open();
  update(model, to_new(kIp));
  update(model, to_new(kIp));
  EXPECT_NE(model.adds[0].external_id, model.adds[1].external_id);
}

TEST(Adding, ToTheCurrentCaseReadsItFirst) {
  Model model = service::open();
  const effects::Tag tag = model.last_tag + 1;
  EXPECT_EQ(update(model, to_current(kIp)), send(tag, threat_response::case_request("a")));
  EXPECT_EQ(update(model, Replied{tag, of(200, service::a_case("a", {kDomain}))}),
            send(tag + 1, puts_in(kIp)));
  EXPECT_EQ(update(model, Replied{tag + 1, of(200, service::a_case("a", {kDomain, kIp}))}),
            send(tag + 2, threat_response::case_request("a")))
      << "the service may lose one of two adds: it is looked at again";
  const Effects done = update(model, Replied{tag + 2, of(200, service::a_case("a", {kDomain, kIp}))});
  EXPECT_TRUE(changed(done, "a"));
  EXPECT_EQ(model.notice.kind, Kind::kAdded);
  EXPECT_FALSE(model.notice.new_case);
  EXPECT_EQ(current_case(model)->observables.size(), 2U);
  EXPECT_EQ(model.cases.size(), 2U);
}

TEST(Adding, WhatTheCaseHasIsNotAddedAgain) {
  Model model = service::open();
  update(model, to_current(kIp));
  const Effects done = update(model, Replied{model.last_tag, of(200, service::a_case("a", {kIp}))});
  EXPECT_EQ(model.notice.kind, Kind::kAlreadyThere);
  EXPECT_TRUE(model.adds.empty());
  for (const auto& effect : done)
    EXPECT_FALSE(std::holds_alternative<effects::SendRequest>(effect)) << "nothing is written";
}

TEST(Adding, PressingTwiceDoesNotAddTwice) {
  Model model = service::open();
  update(model, to_current(kIp));
  EXPECT_EQ(update(model, to_current(kIp)), kNothing);
  EXPECT_EQ(model.adds.size(), 1U);
}

TEST(Adding, OneAddToACaseAtATime) {
  Model model = service::open();
  const observables::Observable other{observables::Type::kIp, "192.0.2.2"};
  update(model, to_current(kIp));
  const effects::Tag first = model.last_tag;
  EXPECT_EQ(update(model, to_current(other)), kNothing) << "the service may lose one of two";
  EXPECT_EQ(model.adds.size(), 2U);
  const Effects done = update(model, Replied{first, of(200, service::a_case("a", {kIp}))});
  EXPECT_TRUE(std::ranges::contains(
      done, effects::Effect(effects::SendRequest{first + 1, threat_response::case_request("a")})))
      << "the next one begins";
}

TEST(Adding, TheNextAddBeginsAlsoWhenTheFirstFails) {
  Model model = service::open();
  update(model, to_current(kIp));
  update(model, to_current({observables::Type::kIp, "192.0.2.2"}));
  EXPECT_EQ(update(model, Replied{model.last_tag, of(403, "")}),
            send(model.last_tag, threat_response::case_request("a")));
}

TEST(Adding, WantedAgainAfterItFailedItIsOneAdd) {
  Model model = service::open();
  update(model, to_current(kIp));
  update(model, Replied{model.last_tag, of(403, "")});
  update(model, to_current(kIp));
  EXPECT_EQ(model.adds.size(), 1U);
}

TEST(Adding, ALostCaseThatIsNotFoundYetIsNotMadeAgainByItself) {
  Model model = service::open();
  update(model, to_new(kIp));
  update(model, Replied{model.last_tag, of(502, "")});
  EXPECT_EQ(update(model, Replied{model.last_tag, of(200, "[]")}), kNothing);
  EXPECT_EQ(model.notice.kind, Kind::kFailed);
  EXPECT_EQ(model.notice.problem.kind, Problem::Kind::kServiceFailed);
}

TEST(Adding, DismissingASuccessKeepsAFailureAndShowsIt) {
  Model model = service::open();
  update(model, to_new(kIp));
  const effects::Tag failing = model.last_tag;
  update(model, to_new(kDomain));
  const effects::Tag working = model.last_tag;
  update(model, Replied{failing, of(403, "")});
  update(model, Replied{working, of(201, service::a_case("n", {kDomain}))});
  EXPECT_EQ(model.notice.kind, Kind::kAdded);
  update(model, DismissNoticePressed{});
  EXPECT_EQ(model.notice.kind, Kind::kFailed);
  update(model, DismissNoticePressed{});
  EXPECT_TRUE(model.adds.empty());
}

TEST(Adding, WithoutACurrentCaseNothingIsAddedToIt) {
  Model model;
  EXPECT_EQ(update(model, to_current(kIp)), kNothing);
  EXPECT_TRUE(model.adds.empty());
}

TEST(Adding, AFailedAddIsKeptWithItsReason) {
  Model model = service::open();
  update(model, to_new(kIp));
  const effects::Tag tag = model.last_tag;
  const threat_response::Reply late{.status = 0, .failure = threat_response::Failure::kTimeout, .body = {}};
  EXPECT_EQ(update(model, Replied{tag, late}),
            send(tag + 1, threat_response::cases_by_external_id_request(model.adds.at(0).external_id)))
      << "it may have been made: asked once by itself";
  EXPECT_EQ(update(model, Replied{tag + 1, late}), kNothing);
  ASSERT_EQ(model.adds.size(), 1U);
  EXPECT_EQ(model.adds[0].state, Add::State::kFailed);
  EXPECT_EQ(model.notice.kind, Kind::kFailed);
  EXPECT_EQ(model.notice.problem.kind, Problem::Kind::kTimedOut);
  EXPECT_EQ(model.current_id, "a");
}

TEST(Adding, RetryLooksTheNewCaseUpBeforeMakingASecondOne) {
  Model model = service::open();
  update(model, to_new(kIp));
  fail_new(model, model.last_tag);
  const std::string external_id = model.adds[0].external_id;
  EXPECT_EQ(update(model, RetryAddPressed{}),
            send(model.last_tag, threat_response::cases_by_external_id_request(external_id)));
  EXPECT_EQ(model.notice.kind, Kind::kAdding);
  const Effects done =
      update(model, Replied{model.last_tag, of(200, '[' + service::a_case("n", {kIp}) + ']')});
  EXPECT_TRUE(changed(done, "n"));
  EXPECT_EQ(model.notice.kind, Kind::kAdded);
  EXPECT_TRUE(model.adds.empty());
}

TEST(Adding, RetryMakesTheCaseUnderTheSameExternalIdWhenItIsNotThere) {
  Model model = service::open();
  update(model, to_new(kIp));
  fail_new(model, model.last_tag);
  update(model, RetryAddPressed{});
  const effects::Tag looking = model.last_tag;
  const Effects sent = update(model, Replied{looking, of(200, "[]")});
  EXPECT_EQ(sent, send(looking + 1, creates(model, kIp)));
}

TEST(Adding, AFailedLookUpIsKeptToo) {
  Model model = service::open();
  update(model, to_new(kIp));
  fail_new(model, model.last_tag);
  update(model, RetryAddPressed{});
  update(model, Replied{model.last_tag, of(503, "")});
  ASSERT_EQ(model.adds.size(), 1U);
  EXPECT_EQ(model.adds[0].state, Add::State::kFailed);
}

TEST(Adding, RetryOfAnExistingCaseReadsItAgain) {
  Model model = service::open();
  update(model, to_current(kIp));
  update(model, Replied{model.last_tag, of(200, service::a_case("a", {kDomain}))});
  fail_new(model, model.last_tag);
  EXPECT_EQ(update(model, RetryAddPressed{}), send(model.last_tag, threat_response::case_request("a")));
  update(model, Replied{model.last_tag, of(200, service::a_case("a", {kDomain, kIp}))});
  EXPECT_EQ(model.notice.kind, Kind::kAlreadyThere) << "only the reply was lost";
}

TEST(Adding, RetrySendsEveryFailedAddAndNoOther) {
  Model model = service::open();
  update(model, to_new(kIp));
  const effects::Tag first = model.last_tag;
  update(model, to_new(kDomain));
  const effects::Tag second = model.last_tag;
  update(model, to_new(kIp));
  fail_new(model, first);
  fail_new(model, second);
  EXPECT_EQ(update(model, RetryAddPressed{}).size(), 2U);
  EXPECT_EQ(update(model, RetryAddPressed{}), kNothing);
}

TEST(Adding, DismissingForgetsTheFailedAddsAndKeepsThoseUnderWay) {
  Model model = service::open();
  update(model, to_new(kIp));
  fail_new(model, model.last_tag);
  const effects::Tag failed = model.last_tag;
  update(model, to_new(kDomain));
  EXPECT_EQ(failed + 1, model.last_tag);
  update(model, DismissNoticePressed{});
  update(model, DismissNoticePressed{});
  EXPECT_EQ(model.notice.kind, Kind::kNone);
  ASSERT_EQ(model.adds.size(), 1U);
  EXPECT_EQ(model.adds[0].observable, threat_response::Observable(kDomain));
}

TEST(Adding, ToADeletedCaseFailsAndKeepsTheObservable) {
  Model model = service::open();
  update(model, to_current(kIp));
  update(model, Replied{model.last_tag, of(404, "")});
  EXPECT_EQ(model.notice.problem.kind, Problem::Kind::kNotFound);
  ASSERT_EQ(model.adds.size(), 1U);
  EXPECT_EQ(model.adds[0].observable, threat_response::Observable(kIp));
}

TEST(Adding, AnAddThatTheServiceLosesIsSentAgainTwiceThenKept) {
  Model model = service::open();
  update(model, to_current(kIp));
  for (int lost = 0; lost < 3; ++lost) {
    update(model, Replied{model.last_tag, of(200, service::a_case("a", {kDomain}))});  // read, or read again
    ASSERT_EQ(model.adds.at(0).state, Add::State::kSending) << lost;
    update(model, Replied{model.last_tag, of(200, service::a_case("a", {kDomain, kIp}))});
    ASSERT_EQ(model.adds.at(0).state, Add::State::kChecking) << lost;
  }
  EXPECT_EQ(update(model, Replied{model.last_tag, of(200, service::a_case("a", {kDomain}))}), kNothing);
  EXPECT_EQ(model.notice.kind, Kind::kFailed);
  EXPECT_EQ(model.notice.problem.kind, Problem::Kind::kNotKept);
  EXPECT_EQ(model.adds.size(), 1U);
}

TEST(Adding, AnAddWithoutAnAnswerIsLookedForBeforeItIsSentAgain) {
  Model model = service::open();
  update(model, to_current(kIp));
  update(model, Replied{model.last_tag, of(200, service::a_case("a", {kDomain}))});
  EXPECT_EQ(update(model, Replied{model.last_tag, of(502, "")}),
            send(model.last_tag, threat_response::case_request("a")));
  update(model, Replied{model.last_tag, of(200, service::a_case("a", {kDomain, kIp}))});
  EXPECT_TRUE(model.adds.empty()) << "only the reply was lost";
}

TEST(Adding, ALateReplyToAFailedAddChangesNothing) {
  Model model = service::open();
  update(model, to_new(kIp));
  const effects::Tag tag = model.last_tag;
  fail_new(model, tag);
  EXPECT_EQ(update(model, Replied{tag, of(201, service::a_case("n", {kIp}))}), kNothing);
  EXPECT_EQ(model.adds.size(), 1U);
}

TEST(Adding, AClosedCasebookAsksForNoVerdicts) {
  Model model = service::open();
  update(model, Closed{});
  update(model, to_new(kIp));
  EXPECT_EQ(update(model, Replied{model.last_tag, of(201, service::a_case("n", {kIp}))}),
            (Effects{effects::CaseChanged{"n", "Case n"}}));
}

TEST(Adding, ToACaseThatWasLeftMeanwhileDoesNotComeBackToIt) {
  Model model = service::open();
  update(model, to_current(kIp));
  const effects::Tag reading = model.last_tag;
  update(model, CasePressed{"b"});
  EXPECT_EQ(update(model, Replied{reading, of(200, service::a_case("a", {kDomain, kIp}))}),
            (Effects{effects::CaseChanged{"a", "Case a"}}));
  EXPECT_EQ(model.current_id, "b");
  EXPECT_NE(model.opening, 0U);
  EXPECT_EQ(model.cases[0].observables.size(), 2U);
}

TEST(Adding, ALate404OfAnotherCaseDoesNotRemoveTheNewOne) {
  Model model = service::open();
  update(model, to_new(kIp));
  const effects::Tag creating = model.last_tag;
  update(model, CasePressed{"b"});
  const effects::Tag opening = model.opening;
  update(model, Replied{creating, of(201, service::a_case("n", {kIp}))});
  update(model, Replied{opening, of(404, "")});
  EXPECT_EQ(model.current_id, "n");
  EXPECT_NE(current_case(model), nullptr);
}
