#include "cloud_service/rules.h"

#include "states.h"

namespace cloud_service {
namespace {

TEST(Rules, AChangeWaitsForItsCommitAndCanBeAbandoned) {  // TRC-03
  State state = not_committed();
  EXPECT_FALSE(state.committed.enabled);
  ASSERT_TRUE(state.pending.has_value());
  EXPECT_EQ(state.pending->by, "admin");
  EXPECT_EQ(update(state, Abandon{}, "admin", kNow), Done::kAbandoned);
  EXPECT_EQ(state, new_state());
  EXPECT_EQ(update(state, Abandon{}, "admin", kNow), Done::kNothingToAbandon);
  EXPECT_EQ(update(state, Commit{}, "admin", kNow), Done::kNothingToCommit);
}

TEST(Rules, TurningOnTwiceIsANoticeAndNoChange) {  // TRC-09
  State state = ready();
  EXPECT_EQ(update(state, Enable{}, "admin", kNow), Done::kAlreadyEnabled);
  EXPECT_FALSE(state.pending.has_value());
  EXPECT_EQ(update(state, Disable{}, "admin", kNow), Done::kDisabled);
  EXPECT_EQ(update(state, Disable{}, "admin", kNow), Done::kAlreadyDisabled);
}

TEST(Rules, WhatIsTakenBackBeforeTheCommitLeavesNothingToCommit) {
  State state = not_committed();
  EXPECT_EQ(update(state, Disable{}, "admin", kNow), Done::kDisabled);
  EXPECT_FALSE(state.pending.has_value());
}

TEST(Rules, DisablingKeepsTheRegistration) {  // TRC-09
  const State state = off_registered();
  EXPECT_EQ(state.registration.phase, Phase::kRegistered);
  EXPECT_FALSE(state.committed.enabled);
}

TEST(Rules, TheWidgetsAreHiddenOnceTheFeatureIsCommittedOff) {  // TRC-09, LOG-01
  EXPECT_TRUE(shows_widgets(new_state()));
  EXPECT_TRUE(shows_widgets(not_committed()));
  State state = ready();
  EXPECT_TRUE(shows_widgets(state));
  do_act(state, Disable{});
  EXPECT_TRUE(shows_widgets(state)) << "nothing is committed yet";
  do_act(state, Commit{});
  EXPECT_FALSE(shows_widgets(state));
  EXPECT_FALSE(shows_widgets(off_registered()));
}

TEST(Rules, ATokenIsAnyWord) {  // CSC-09
  State state = ready();
  EXPECT_EQ(refusal_of(state, Register{}), Refusal::kTokenMissing);
  EXPECT_EQ(refusal_of(state, Register{.token = "two words"}), Refusal::kTokenMalformed);
  EXPECT_EQ(refusal_of(state, Register{.token = "line\n"}), Refusal::kTokenMalformed);
  EXPECT_EQ(refusal_of(state, Register{.token = std::string(kLongestToken + 1, 'a')}),
            Refusal::kTokenMalformed);
  EXPECT_EQ(update(state, Register{.token = "Z_.~!"}, "admin", kNow), Done::kRegistering);
}

TEST(Rules, RegisteringPassesItsStagesInTheirOrder) {  // D-12
  State state = registering();
  EXPECT_EQ(state.registration.server, 3);
  EXPECT_EQ(next_stage(state.registration), Stage::kConnector);
  EXPECT_FALSE(advance(state, StagePassed{.stage = Stage::kToken}, kNow));
  EXPECT_FALSE(advance(state, Deregistered{}, kNow));
  EXPECT_TRUE(advance(state, StagePassed{.stage = Stage::kConnector}, kNow));
  EXPECT_FALSE(advance(state, StagePassed{.stage = Stage::kConnector}, kNow)) << "it came twice";
  EXPECT_EQ(next_stage(state.registration), Stage::kToken);
  const State done = registered();
  EXPECT_EQ(done.registration.since, kNow + 4000);
  EXPECT_EQ(done.health.certificate_ends, kNow + 90 * kDay);
}

TEST(Rules, WhatFailedLeavesNothingHalfRegistered) {
  State state = registering();
  EXPECT_TRUE(advance(state, StagePassed{.stage = Stage::kConnector}, kNow));
  EXPECT_TRUE(advance(state, AttemptFailed{.reason = Reason::kTokenUsed}, kNow));
  EXPECT_EQ(state.registration.phase, Phase::kNone);
  EXPECT_EQ(state.registration.passed, Registration().passed);
  ASSERT_TRUE(state.registration.failure.has_value());
  EXPECT_EQ(state.registration.failure->reason, Reason::kTokenUsed);
  EXPECT_EQ(state.registration.failure->server, 3);
  do_act(state, Register{.token = "another"});
  EXPECT_FALSE(state.registration.failure.has_value());
}

TEST(Rules, ADeregistrationThatFailedLeavesItRegistered) {
  State state = deregistering();
  EXPECT_TRUE(advance(state, AttemptFailed{.reason = Reason::kUnreachable}, kNow + 9000));
  EXPECT_EQ(situation(state), Situation::kRegistered);
  EXPECT_EQ(state.registration.since, registered().registration.since);
  EXPECT_EQ(state.registration.failure->of, Phase::kDeregistering);
}

TEST(Rules, DeregisteringEndsAllThatBelongedToIt) {
  State state = deregistering();
  EXPECT_TRUE(advance(state, Deregistered{}, kNow));
  EXPECT_EQ(situation(state), Situation::kReady);
  EXPECT_EQ(state.health.certificate_ends, 0);
  EXPECT_EQ(state.registration, Registration());
}

TEST(Rules, DeregisteringAsksToBeConfirmed) {  // CSC-18
  EXPECT_EQ(refusal_of(registered(), Deregister{}), Refusal::kUnconfirmed);
}

TEST(Rules, ARegistrationThatWasEndedAtThePortalIsNotShownAnyMore) {
  State state = registered();
  EXPECT_TRUE(advance(state, ContactFailed{.reason = Reason::kTimeOut, .server = 3}, kNow));
  EXPECT_EQ(situation(state), Situation::kRegistered);
  EXPECT_TRUE(advance(state, ContactFailed{.reason = Reason::kCertificateRefused, .server = 3}, kNow));
  EXPECT_EQ(situation(state), Situation::kFailed);
  EXPECT_EQ(state.registration.failure->reason, Reason::kCertificateRefused);
}

TEST(Rules, AContactWithAnEarlierServerSaysNothingAboutTheOneOfNow) {
  State state = ready();
  do_act(state, ChooseServer{.number = 2});
  do_act(state, Commit{});
  EXPECT_FALSE(advance(state, ContactFailed{.reason = Reason::kTimeOut, .server = 3}, kNow));
  EXPECT_FALSE(advance(state, Contacted{.server = 3}, kNow));
  EXPECT_EQ(state.health, Health());
  EXPECT_TRUE(advance(state, Contacted{.server = 2}, kNow));
}

TEST(Rules, AnAnswerThatComesLateChangesNothing) {
  State state = ready();
  const State before = state;
  EXPECT_FALSE(advance(state, StagePassed{.stage = Stage::kConnector}, kNow));
  EXPECT_FALSE(advance(state, AttemptFailed{.reason = Reason::kTimeOut}, kNow));
  EXPECT_FALSE(advance(state, Deregistered{}, kNow));
  EXPECT_FALSE(advance(state, CertificateRenewed{.certificate_ends = kNow}, kNow));
  EXPECT_EQ(state, before);
}

TEST(Rules, ThePageSubmitsBothAtOnce) {  // INT-10 to INT-13
  State state = new_state();
  const Act form = Submit{.configuration = {.enabled = true, .server = 2}};
  EXPECT_EQ(update(state, form, "admin", kNow), Done::kSubmitted);
  EXPECT_EQ(situation(state), Situation::kNotCommitted);
  do_act(state, Commit{});
  EXPECT_EQ(state.committed, (Configuration{.enabled = true, .server = 2}));
  EXPECT_EQ(refusal_of(state, Submit{.configuration = {.enabled = true, .server = 7}}),
            Refusal::kServerUnknown);
}

TEST(Rules, AnotherServerClearsWhatFailedAtTheFirst) {
  State state = failed();
  do_act(state, ChooseServer{.number = 2});
  do_act(state, Commit{});
  EXPECT_EQ(situation(state), Situation::kReady);
}

TEST(Rules, OnlyMachineModeChangesAnything) {  // CLI-05
  State state = registered();
  for (const Mode mode : {Mode::kGroup, Mode::kCluster}) {
    state.mode = mode;
    EXPECT_EQ(refusal_of(state, Disable{}), Refusal::kWrongMode);
    EXPECT_EQ(refusal_of(state, Deregister{.confirmed = true}), Refusal::kWrongMode);
    EXPECT_EQ(refusal_of(state, Submit{}), Refusal::kWrongMode);
  }
}

TEST(Rules, TheEndOfTheCertificateIsTold30And7And1DaysBefore) {  // D-11
  Health health;
  EXPECT_EQ(expiry(health, kNow), Expiry::kNone);
  health.certificate_ends = kNow + 31 * kDay;
  EXPECT_EQ(expiry(health, kNow), Expiry::kFar);
  EXPECT_EQ(expiry(health, kNow + kDay), Expiry::kMonth);
  EXPECT_EQ(expiry(health, kNow + 24 * kDay), Expiry::kWeek);
  EXPECT_EQ(expiry(health, kNow + 30 * kDay), Expiry::kDay);
  EXPECT_EQ(expiry(health, kNow + 31 * kDay), Expiry::kOver);
}

}  // namespace
}  // namespace cloud_service
