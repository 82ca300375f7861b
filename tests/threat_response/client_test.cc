#include "threat_response/client.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "replies.h"
#include "threat_response/retry_after.h"

using namespace threat_response;

namespace {

const Reply kGrant = replies::of(200, R"({"expires_in":600,"scope":"casebook"})");
const Reply kAnswer = replies::of(200, "[]");
const Reply kNoAnswer = {.failure = Failure::kNetwork, .body = {}, .headers = {}};

Request request(const std::string& path) { return {.path = path}; }
Request action() { return {.method = "POST", .path = "/trigger", .repeat = Repeat::kNever}; }
Reply too_many(const std::string& after) {
  return {.status = 429,
          .body = R"({"error": "Too Many Requests"})",
          .headers = "Retry-After: " + after + "\r\n"};
}

Client ready() {
  Client client(7);
  client.sign_in("me", 0);
  client.replied(Session::kTokenCall, kGrant, 0);
  return client;
}

std::vector<CallId> sent(const Step& step) {
  std::vector<CallId> ids;
  std::ranges::transform(step.sends, std::back_inserter(ids), &Send::id);
  return ids;
}
using Ids = std::vector<CallId>;

}  // namespace

TEST(Client, ThreeAttemptsWithGrowingDelaysThenTheFailureIsReported) {
  Client client = ready();
  EXPECT_EQ(sent(client.send(1, request("/a"), 10)), Ids{1});
  EXPECT_TRUE(client.replied(1, replies::of(503, ""), 11).finished.empty());
  ASSERT_TRUE(client.wake_at());
  EXPECT_GE(*client.wake_at(), 11.05);
  EXPECT_LE(*client.wake_at(), 11.1);
  EXPECT_TRUE(client.woke(11.01).sends.empty()) << "too early";
  const Step again = client.woke(11.2);
  EXPECT_EQ(sent(again), Ids{1});
  EXPECT_EQ(again.sends[0].request, request("/a"));
  client.replied(1, kNoAnswer, 12);
  EXPECT_GE(*client.wake_at(), 12.1);
  EXPECT_EQ(sent(client.woke(13)), Ids{1});
  const Step last = client.replied(1, kNoAnswer, 14);
  ASSERT_EQ(last.finished.size(), 1U);
  EXPECT_EQ(last.finished[0].reply.failure, Failure::kNetwork);
  EXPECT_FALSE(client.wake_at());
}

TEST(Client, AnActionIsNeverRepeated) {
  Client client = ready();
  for (const Reply& reply : {kNoAnswer, replies::of(503, ""),
                             Reply{.failure = Failure::kTimeout, .body = {}, .headers = {}}, too_many("5")}) {
    client.send(1, action(), 10);
    EXPECT_EQ(client.replied(1, reply, 11).finished.size(), 1U);
    EXPECT_FALSE(client.wake_at());
    client = ready();
  }
}

TEST(Client, MakingACaseWaitsOutAPauseButIsNotRepeatedWithoutAnAnswer) {
  Client client = ready();
  const Request create{.method = "POST", .path = "/make", .repeat = Repeat::kIfRefused};
  client.send(1, create, 10);
  EXPECT_EQ(client.replied(1, kNoAnswer, 11).finished.size(), 1U);
  client.send(2, create, 12);
  EXPECT_TRUE(client.replied(2, too_many("5"), 13).finished.empty());
  EXPECT_EQ(sent(client.woke(18)), Ids{2});
}

TEST(Client, AnActionDoesNotRunLateBehindATokenThatIsLate) {
  Client client = ready();
  client.pause(2000);
  const Step at_once = client.send(1, action(), 500);  // the token is due for renewal
  ASSERT_EQ(at_once.finished.size(), 1U);
  EXPECT_EQ(at_once.finished[0].reply.status, 429);

  Client other = ready();
  EXPECT_EQ(sent(other.send(1, action(), 500)), Ids{Session::kTokenCall});
  const Step late = other.replied(Session::kTokenCall, too_many("3557"), 501);
  ASSERT_EQ(late.finished.size(), 1U);
  EXPECT_EQ(late.finished[0].reply.status, 429);
  EXPECT_EQ(sent(other.woke(5000)), Ids{Session::kTokenCall});
  EXPECT_TRUE(other.replied(Session::kTokenCall, kGrant, 5001).sends.empty());
}

TEST(Client, AnActionDoesNotRunInAPauseThatHasBegunWhileItWaitedForItsToken) {
  Client client = ready();
  EXPECT_EQ(sent(client.send(1, action(), 500)), Ids{Session::kTokenCall});
  client.send(2, request("/a"), 500);
  client.pause(1000);
  const Step granted = client.replied(Session::kTokenCall, kGrant, 501);
  EXPECT_TRUE(granted.sends.empty());
  ASSERT_EQ(granted.finished.size(), 2U);
  EXPECT_EQ(granted.finished[0].id, Session::kTokenCall);
  EXPECT_EQ(granted.finished[1].id, 1U);
  EXPECT_EQ(granted.finished[1].reply.status, 429);
  EXPECT_EQ(sent(client.woke(1000)), Ids{2}) << "the other one goes on by itself";
}

TEST(Client, AReplySaysWhoWasAskedAndHowLongTheLastAttemptTook) {
  Client client = ready();
  client.send(1, {.service = Service::kPrivateIntel, .path = "/a"}, 10);
  client.replied(1, replies::of(503, ""), 12);
  client.woke(20);
  const Step step = client.replied(1, kAnswer, 21.5);
  ASSERT_EQ(step.finished.size(), 1U);
  EXPECT_EQ(step.finished[0].reply.service, Service::kPrivateIntel);
  EXPECT_EQ(step.finished[0].reply.seconds, 1.5);
}

TEST(Client, ATimedOutOrRefusedCallIsRetriedOnlyWhereTimeMayMendIt) {
  Client client = ready();
  for (const Reply& reply : {replies::of(400, "{}"), replies::of(404, ""),
                             Reply{.failure = Failure::kTooLarge, .body = {}, .headers = {}},
                             Reply{.failure = Failure::kRefused, .body = {}, .headers = {}}}) {
    client.send(1, request("/a"), 10);
    EXPECT_EQ(client.replied(1, reply, 11).finished.size(), 1U);
  }
}

TEST(Client, RetriesAreATenthOfTheTrafficAfterTheFirstFew) {
  Client client = ready();
  int retries = 0;
  for (CallId id = 1; id <= 1000; ++id) {
    const double now = id * 0.1;
    client.send(id, request("/a"), now);
    if (client.replied(id, replies::of(500, ""), now).finished.empty()) {
      ++retries;
      client.woke(now + 0.5);
      client.replied(id, kAnswer, now + 0.6);
    }
  }
  EXPECT_GE(retries, 90);
  EXPECT_LE(retries, 104);
}

TEST(Client, A429HoldsEverythingUntilRetryAfterIsOverAndGoesOnByItself) {
  Client client = ready();
  client.send(1, request("/a"), 10);
  client.send(2, request("/b"), 10);
  EXPECT_TRUE(client.replied(1, too_many("30"), 11).finished.empty());
  EXPECT_EQ(client.paused_until(), 41);
  EXPECT_TRUE(client.is_held(12));
  EXPECT_TRUE(client.send(3, request("/c"), 12).sends.empty());
  EXPECT_EQ(client.replied(2, kAnswer, 13).finished.size(), 1U) << "what was under way may still answer";
  const Step refused = client.send(4, action(), 14);
  ASSERT_EQ(refused.finished.size(), 1U);
  EXPECT_EQ(refused.finished[0].reply.status, 429);
  EXPECT_EQ(client.wake_at(), 41);
  EXPECT_TRUE(client.woke(40).sends.empty());
  EXPECT_EQ(sent(client.woke(41)), (Ids{1, 3}));
  EXPECT_FALSE(client.is_held(41));
}

TEST(Client, APauseThatAnotherTabWasToldHoldsHereToo) {
  Client client = ready();
  client.pause(100);
  client.pause(50);
  EXPECT_TRUE(client.send(1, request("/a"), 60).sends.empty());
  EXPECT_EQ(client.wake_at(), 100);
}

TEST(Client, AClockSetBackMakesNothingWaitLonger) {
  constexpr double kDay = 86'400;
  Client client(7);
  client.sign_in("me", kDay);
  client.replied(Session::kTokenCall, kGrant, kDay);
  client.send(1, request("/a"), kDay);
  client.replied(1, too_many("30"), kDay);
  client.clock_set_back(kDay - 100);
  EXPECT_TRUE(client.woke(129).sends.empty());
  EXPECT_EQ(sent(client.woke(131)), Ids{1});
  EXPECT_EQ(sent(client.send(2, request("/b"), 100 + 0.9 * 600)), Ids{Session::kTokenCall})
      << "its token is renewed before it ends";
}

TEST(Client, AClockSetBackMakesNoCallShorter) {
  Client client = ready();
  client.send(1, request("/a"), 300);
  client.clock_set_back(200);
  const Step step = client.replied(1, kAnswer, 101);
  ASSERT_EQ(step.finished.size(), 1U);
  EXPECT_EQ(step.finished[0].reply.seconds, 1);
}

TEST(Client, WhatWaitsForARetryGoesAtOnceWhenTheNetworkIsBack) {
  Client client = ready();
  client.send(1, request("/a"), 10);
  client.replied(1, kNoAnswer, 10);
  EXPECT_EQ(sent(client.went_online(10.01)), Ids{1});
}

TEST(Client, ARetryOfTheTokenCallKeepsTheCallsThatWaitForIt) {
  Client client(7);
  client.sign_in("me", 0);
  client.send(1, request("/a"), 0);
  EXPECT_TRUE(client.replied(Session::kTokenCall, replies::of(503, ""), 1).finished.empty());
  EXPECT_EQ(sent(client.woke(2)), Ids{Session::kTokenCall});
  EXPECT_EQ(sent(client.replied(Session::kTokenCall, kGrant, 3)), Ids{1});
}

TEST(Client, AnotherClientsCallsEndAndTheirRepliesChangeNothing) {
  Client client = ready();
  client.send(1, request("/a"), 10);
  client.send(2, request("/b"), 10);
  client.replied(2, kNoAnswer, 10);
  const Step step = client.sign_in("another", 11);
  EXPECT_EQ(step.finished.size(), 2U);
  EXPECT_EQ(sent(step), Ids{Session::kTokenCall});
  EXPECT_TRUE(client.replied(1, kAnswer, 12).finished.empty());
  EXPECT_TRUE(client.woke(20).sends.empty());
}

TEST(RetryAfter, ReadsSecondsDatesAndATrailingS) {
  const double now = 784111777 - 10;  // ten seconds before the date below
  for (const auto& [value, wait] :
       std::vector<std::pair<std::string, double>>{{"30", 30},
                                                   {"3172s", 3172},
                                                   {"3557", 3557},
                                                   {"Sun, 06 Nov 1994 08:49:37 GMT", 10},
                                                   {"0", 1},
                                                   {"999999999", 86400},
                                                   {"-5", 60},
                                                   {"soon", 60},
                                                   {"", 60},
                                                   {"Sun, 06 Foo 1994 08:49:37 GMT", 60},
                                                   {"Sun, 06 anF 1994 08:49:37 GMT", 60},
                                                   {"Sun; 06 Nov 1994 08:49:37 GMT", 60},
                                                   {"Sun, 06 Nov 1994 08:49:37 UTC", 60},
                                                   {"Sun, x6 Nov 1994 08:49:37 GMT", 60},
                                                   {"Sun, 0x Nov 1994 08:49:37 GMT", 60},
                                                   {"Sun, 06 Nov 19x4 08:49:37 GMT", 60},
                                                   {"Sun, 06 Nov 1994 x8:49:37 GMT", 60},
                                                   {"Sun, 06 Nov 1994 08:49:3x GMT", 60},
                                                   {"Sun, 31 Nov 1994 08:49:37 GMT", 60}})
    EXPECT_EQ(retry_after(too_many(value), now), wait) << value;
  EXPECT_EQ(retry_after({.status = 429, .body = {}, .headers = "retry-after:7\r\nX: y\r\n"}, now), 7);
  EXPECT_EQ(retry_after({.status = 429, .body = {}, .headers = {}}, now), 60);
  // This clock may be wrong: a date is compared with the service's own, where that can be read.
  const std::string dates =
      "retry-after: Sun, 06 Nov 1994 08:49:37 GMT\r\ndate: Sun, 06 Nov 1994 08:49:07 GMT\r\n";
  EXPECT_EQ(retry_after({.status = 429, .body = {}, .headers = dates}, now + 86'400), 30);
}

TEST(Client, AnActionThatMeetsAPauseEndsAndWhatElseWaitsStays) {
  Client client = ready();
  client.send(1, request("/a"), 10);
  client.replied(1, too_many("30"), 10);
  EXPECT_TRUE(client.is_held(10));
  const Step step = client.send(2, action(), 10);
  ASSERT_EQ(step.finished.size(), 1U);
  EXPECT_EQ(step.finished[0].reply.status, 429);
  EXPECT_FALSE(client.is_held(41));
  EXPECT_EQ(sent(client.woke(41)), Ids{1});
  EXPECT_FALSE(client.is_held(41));
}

// Who was locked out meanwhile called again at once.
TEST(Client, A429OfACallThatHasEndedHoldsWhatComesToo) {
  Client client = ready();
  client.send(1, request("/a"), 10);
  client.sign_out();
  EXPECT_TRUE(client.replied(1, too_many("30"), 11).finished.empty());
  EXPECT_TRUE(client.sign_in("me", 12).sends.empty());
  EXPECT_EQ(sent(client.woke(41)), Ids{Session::kTokenCall});
}

TEST(Client, APauseThatNobodyWaitsForHoldsNothing) {
  Client client = ready();
  client.pause(100);
  EXPECT_FALSE(client.is_held(50));
  EXPECT_FALSE(client.wake_at());
}

// A page that was frozen while it sent a change repeated it after the thaw, an hour after another tab had.
TEST(Client, WhatMustNotBeMadeLaterIsNotRepeatedAfterALate401) {
  Client client = ready();
  EXPECT_EQ(sent(client.send(1, action(), 10)), Ids{1});
  EXPECT_EQ(sent(client.send(2, request("/b"), 10)), Ids{2});
  const Step late = client.replied(1, replies::of(401, ""), 3600);
  ASSERT_EQ(late.finished.size(), 1U);
  EXPECT_EQ(late.finished[0].reply.status, 429) << "it is surely not done";
  EXPECT_EQ(sent(client.replied(2, replies::of(401, ""), 3600)), Ids{Session::kTokenCall});
}

TEST(Client, WhatMustNotBeMadeLaterIsNotMadeWithATokenThatComesLate) {
  Client client = ready();
  EXPECT_EQ(sent(client.send(1, action(), 500)), Ids{Session::kTokenCall});
  client.send(2, request("/b"), 500);
  const Step late = client.replied(Session::kTokenCall, kGrant, 3600);
  EXPECT_EQ(sent(late), Ids{2});
  ASSERT_EQ(late.finished.size(), 2U);
  EXPECT_EQ(late.finished[1].reply.status, 429);
}

// A renewal that has to wait: what runs already goes on, what may be late waits with it, an action ends.
TEST(Client, ATokenThatIsLateEndsTheActionsThatWaitForItAlone) {
  Client client = ready();
  EXPECT_EQ(sent(client.send(1, request("/a"), 10)), Ids{1});
  EXPECT_EQ(sent(client.send(2, request("/b"), 500)), Ids{Session::kTokenCall}) << "the token is old";
  client.send(3, action(), 500);
  const Step step = client.replied(Session::kTokenCall, too_many("30"), 500);
  ASSERT_EQ(step.finished.size(), 1U);
  EXPECT_EQ(step.finished[0].id, 3U);
  EXPECT_EQ(sent(client.woke(531)), Ids{Session::kTokenCall});
}

TEST(Request, AHeaderIsFoundWhateverItsCaseAndWithoutTheBlanksAroundIt) {
  const Reply reply{.status = 200,
                    .body = {},
                    .headers = "x: 1\nX-Next:\t  a b \r\nx-nexu: c\r\nempty:\r\nblank: \t\nlast"};
  EXPECT_EQ(header_of(reply, "x-next"), "a b");
  EXPECT_EQ(header_of(reply, "empty"), "");
  EXPECT_EQ(header_of(reply, "blank"), "");
  EXPECT_EQ(header_of(reply, "last"), "");
  EXPECT_EQ(header_of(reply, "x-nexv"), "");
}
