#include "appliance/login_limit.h"

#include <gtest/gtest.h>

namespace appliance {
namespace {

class LoginLimitTest : public testing::Test {
 protected:
  void TearDown() override { set_clock_ahead(0); }
  void pass(Instant time) { set_clock_ahead(ahead_ += time); }
  void fail(const std::string& name, int times) {
    for (int i = 0; i < times; ++i) {
      failed_at_ = now();
      EXPECT_FALSE(limit_.refuse(name)) << name << ' ' << i;
    }
  }
  // The time left is `wait` but for what the test has taken since the last failure.
  void expect_wait(const std::string& name, Instant wait, const char* why = "") {
    const Instant left = limit_.refuse(name).value_or(0);
    EXPECT_LE(left, wait) << why;
    EXPECT_GE(left, wait - (now() - failed_at_)) << why;
  }

  LoginLimit limit_;
  Instant ahead_ = 0;
  Instant failed_at_ = 0;
};

TEST_F(LoginLimitTest, EachFailureBeyondTheFifthDoublesTheTimeUpTo15Minutes) {
  fail("alex", LoginLimit::kFree);
  for (const Instant wait : {60, 120, 240, 480, 900, 900}) {
    expect_wait("alex", wait * kSecond);
    expect_wait("alex", wait * kSecond, "a refusal does not count");
    pass(wait * kSecond);
    fail("alex", 1);
  }
}

TEST_F(LoginLimitTest, ASuccessForgetsTheFailures) {
  fail("alex", LoginLimit::kFree - 1);
  limit_.succeeded("alex");
  fail("alex", LoginLimit::kFree);
  expect_wait("alex", 60 * kSecond);
}

TEST_F(LoginLimitTest, AnHourWithoutAnAttemptForgetsTheFailures) {
  fail("alex", LoginLimit::kFree - 1);
  pass(3601 * kSecond);
  fail("alex", LoginLimit::kFree);
  expect_wait("alex", 60 * kSecond);
}

TEST_F(LoginLimitTest, AClockThatIsSetBackLocksNobodyOut) {
  pass(86'400 * kSecond);
  fail("alex", LoginLimit::kFree);
  pass(-86'400 * kSecond);
  EXPECT_FALSE(limit_.refuse("alex"));
}

TEST_F(LoginLimitTest, ManyOtherNamesDoNotFreeTheOneThatIsRefused) {
  fail("alex", LoginLimit::kFree);
  for (std::size_t i = 0; i < LoginLimit::kMostNames + 100; ++i)
    EXPECT_FALSE(limit_.refuse("name" + std::to_string(i)));
  expect_wait("alex", 60 * kSecond);
  fail("name0", LoginLimit::kFree);  // it went, so all five are there again
}

}  // namespace
}  // namespace appliance
