#include "cloud_service/steps.h"

#include "answers.h"

namespace cloud_service {
namespace {

std::string picture(const Answer& answer) {
  std::string made;
  for (const StepState& step : steps_of(answer)) made += "-rdf"[static_cast<std::size_t>(step.is)];
  return made;
}

TEST(Steps, EachSituationHasItsPicture) {  // D-12: d done, r running, f failed
  const auto of = [](const State& state) { return picture({.state = state, .now = kNow}); };
  EXPECT_EQ(of(off()), "------");
  EXPECT_EQ(of(not_committed()), "d-----");
  EXPECT_EQ(of(ready()), "ddr---");
  EXPECT_EQ(of(registering()), "ddr---");
  EXPECT_EQ(of(registered()), "dddddd");
  EXPECT_EQ(of(deregistering()), "dddddd");
  EXPECT_EQ(of(failed()), "ddf---");
  EXPECT_EQ(of(off_registered()), "dddddd");
}

TEST(Steps, WhetherItCanBeRegisteredIsSeenBefore) {  // INT-14
  State state = ready();
  ASSERT_TRUE(advance(state, ContactFailed{.reason = Reason::kUnreachable, .server = 3}, kNow + 2000));
  EXPECT_EQ(picture({.state = state, .now = kNow}), "ddf---");
  ASSERT_TRUE(advance(state, Contacted{.server = 3}, kNow + 3000));
  EXPECT_EQ(picture({.state = state, .now = kNow}), "ddd---");
  EXPECT_EQ(steps_of({.state = state, .now = kNow})[2].when, kNow + 3000);
}

TEST(Steps, AFailureIsShownAtTheStageItHappenedAt) {
  State state = registering();
  ASSERT_TRUE(advance(state, StagePassed{.stage = Stage::kConnector}, kNow));
  ASSERT_TRUE(advance(state, AttemptFailed{.reason = Reason::kTimeOut}, kNow + 7000));
  const auto steps = steps_of({.state = state, .now = kNow});
  EXPECT_EQ(picture({.state = state, .now = kNow}), "dddf--");
  EXPECT_EQ(steps[3].when, kNow + 7000);
}

TEST(Steps, WhenItWasSavedIsInTheLog) {
  const Answer answer{
      .state = ready(),
      .now = kNow,
      .log = {{.when = kNow + 9000, .what = "submitted"}, {.when = kNow - 5000, .what = "submitted"}}};
  EXPECT_EQ(steps_of(answer)[0].when, kNow - 5000);
  EXPECT_EQ(steps_of({.state = ready(), .now = kNow})[0].when, 0);
}

}  // namespace
}  // namespace cloud_service
