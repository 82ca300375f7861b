// States of an appliance as they come about: by the acts of a person and the exchange's answers.
#pragma once

#include <gtest/gtest.h>

#include "cloud_service/rules.h"

namespace cloud_service {

inline constexpr Instant kNow = 1'795'420'800'000;  // 2026-11-23T08:00:00Z
inline constexpr Instant kDay = 86'400'000;

inline State new_state() { return {.appliance = "mail1.example.com"}; }

inline void do_act(State& state, const Act& act) {
  const auto done = update(state, act, "admin", kNow);
  ASSERT_TRUE(done.has_value()) << "refused with " << static_cast<int>(done.error());
}

inline State off() { return new_state(); }

inline State not_committed() {
  State state = new_state();
  do_act(state, Enable{});
  return state;
}

inline State ready() {
  State state = not_committed();
  do_act(state, Commit{});
  return state;
}

inline State registering() {
  State state = ready();
  do_act(state, Register{.token = "a91f0kq27c3de8x54b6m1t09ch7e2r85d3n6"});
  return state;
}

inline State registered() {
  State state = registering();
  EXPECT_TRUE(advance(state, StagePassed{.stage = Stage::kConnector}, kNow + 1000));
  EXPECT_TRUE(advance(state, StagePassed{.stage = Stage::kToken}, kNow + 2000));
  EXPECT_TRUE(advance(state, StagePassed{.stage = Stage::kCertificate, .certificate_ends = kNow + 90 * kDay},
                      kNow + 3000));
  EXPECT_TRUE(advance(state, StagePassed{.stage = Stage::kConfirmed}, kNow + 4000));
  return state;
}

inline State deregistering() {
  State state = registered();
  do_act(state, Deregister{.confirmed = true});
  return state;
}

inline State failed() {
  State state = registering();
  EXPECT_TRUE(advance(state, AttemptFailed{.reason = Reason::kTokenExpired}, kNow + 1000));
  return state;
}

inline State off_registered() {
  State state = registered();
  do_act(state, Disable{});
  do_act(state, Commit{});
  return state;
}

inline Refusal refusal_of(State state, const Act& act) {
  const State before = state;
  const auto done = update(state, act, "admin", kNow);
  EXPECT_FALSE(done.has_value());
  EXPECT_EQ(state, before) << "a refused act changed the state";
  return done.has_value() ? Refusal::kWrongMode : done.error();
}

}  // namespace cloud_service
