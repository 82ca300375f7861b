#include <gtest/gtest.h>

#include "pivot_menu/model.h"

using namespace pivot_menu;
using effects::Effects;
using observables::Observable;
using observables::Type;
using threat_response::Disposition;
using threat_response::Problem;

namespace {

const Observable kDomain{Type::kDomain, "bad.example"};
const Observable kIp{Type::kIp, "192.0.2.1"};
const effects::Effect kClose = effects::CloseSurface{effects::Surface::kPivotMenu};
const Effects kNothing;

Effects ask(effects::Tag tag, const Observable& about) {
  return {effects::SendRequest{tag, threat_response::deliberate_request({about})}};
}

Replied replied(effects::Tag tag, int status, std::string body) {
  return {tag, {.status = status, .failure = {}, .body = std::move(body)}};
}

// One module says `disposition` of the domain, another of something nobody asked for, a third is silent.
Replied verdict(effects::Tag tag, int disposition) {
  return replied(tag, 200,
                 R"({"data":[{"module":"M","data":{"verdicts":{"docs":[{"disposition":)" +
                     std::to_string(disposition) +
                     R"(,"observable":{"type":"domain","value":"bad.example"}},
                     {"disposition":1,"observable":{"type":"domain","value":"other.example"}}]}}}],
                     "errors":[{"module":"Slow","code":"module-timeout"}]})");
}

Model open() {
  Model model;
  update(model, Opened{kDomain});
  return model;
}

}  // namespace

TEST(PivotMenu, OpeningAsksForTheVerdictOfThisObservable) {
  Model model;
  EXPECT_EQ(update(model, Opened{kDomain}), ask(1, kDomain));
  EXPECT_EQ(model.waiting_for, 1U);
  EXPECT_FALSE(model.asked);
}

TEST(PivotMenu, KeepsTheVerdictsOfThisObservableAndTheSilentModules) {
  Model model = open();
  EXPECT_EQ(update(model, verdict(1, 2)), kNothing);
  EXPECT_TRUE(model.asked);
  EXPECT_EQ(model.waiting_for, 0U);
  ASSERT_EQ(model.verdicts.size(), 1U);
  EXPECT_EQ(model.verdicts[0].disposition, Disposition::kMalicious);
  ASSERT_EQ(model.silent_modules.size(), 1U);
  EXPECT_EQ(model.silent_modules[0].module, "Slow");
}

TEST(PivotMenu, OpenedAgainForTheSameObservableAsksNothing) {
  Model model = open();
  update(model, verdict(1, 2));
  EXPECT_EQ(update(model, Opened{kDomain}), kNothing);
  EXPECT_EQ(model.verdicts.size(), 1U);
}

TEST(PivotMenu, OpenedForAnotherObservableForgetsTheFirst) {
  Model model = open();
  update(model, verdict(1, 2));
  EXPECT_EQ(update(model, Opened{kIp}), ask(2, kIp));
  EXPECT_FALSE(model.asked);
  EXPECT_TRUE(model.verdicts.empty());
  EXPECT_TRUE(model.silent_modules.empty());
}

TEST(PivotMenu, AReplyToAnotherObservablesCallChangesNothing) {
  Model model = open();
  update(model, Opened{kIp});
  EXPECT_EQ(update(model, verdict(1, 2)), kNothing);
  EXPECT_EQ(update(model, replied(1, 500, "")), kNothing);
  EXPECT_EQ(model.waiting_for, 2U);
  EXPECT_FALSE(model.asked);
  EXPECT_FALSE(model.problem);
}

TEST(PivotMenu, AFailureIsShownAndCanBeTriedAgain) {
  Model model = open();
  EXPECT_EQ(update(model, RetryPressed{}), kNothing) << "the first call is under way";
  update(model, replied(1, 503, ""));
  EXPECT_EQ(model.problem.kind, Problem::Kind::kServiceFailed);
  EXPECT_FALSE(model.asked);
  EXPECT_EQ(update(model, RetryPressed{}), ask(2, kDomain));
  EXPECT_FALSE(model.problem);
  update(model, verdict(2, 3));
  EXPECT_EQ(model.verdicts.size(), 1U);
}

TEST(PivotMenu, OpenedAgainAfterAFailureAsksAgain) {
  Model model = open();
  update(model, replied(1, 503, ""));
  EXPECT_EQ(update(model, Opened{kDomain}), ask(2, kDomain));
  EXPECT_FALSE(model.problem);
}

TEST(PivotMenu, AddsToANewCaseUnderTheGivenTitleAndCloses) {
  Model model = open();
  EXPECT_EQ(update(model, AddToNewCasePressed{"Case 24 Nov"}),
            (Effects{effects::AddToCase{kDomain, true, "Case 24 Nov"}, kClose}));
}

TEST(PivotMenu, AddsToTheCurrentCaseAndCloses) {
  Model model = open();
  EXPECT_EQ(update(model, AddToCurrentCasePressed{}),
            (Effects{effects::AddToCase{kDomain, false, ""}, kClose}));
}

TEST(PivotMenu, CopiesTheValuePlainOrDefanged) {
  Model model = open();
  EXPECT_EQ(update(model, CopyPressed{false}), (Effects{effects::CopyText{"bad.example"}, kClose}));
  EXPECT_EQ(update(model, CopyPressed{true}), (Effects{effects::CopyText{"bad[.]example"}, kClose}));
}
