// Calls to appliances that wait for them.
#include "appliance/services_exchange/relay_calls.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

namespace appliance {
namespace {

using std::chrono::milliseconds;

const auto kHere = [] { return false; };

std::future<std::optional<RelayCall>> wait_in(RelayCalls& calls, const std::string& registration) {
  return std::async(std::launch::async,
                    [&, registration] { return calls.next(registration, milliseconds(5000), kHere); });
}

// Asks as soon as the appliance waits.
auto ask_in(RelayCalls& calls, const std::string& registration, milliseconds patience = milliseconds(3000)) {
  return std::async(std::launch::async, [&, registration, patience] {
    while (true) {
      auto answer = calls.ask(registration, "/health", json::list({}), patience);
      if (answer || answer.error() != RelayProblem::kOffline) return answer;
      std::this_thread::yield();
    }
  });
}

// Asks once, of one that pauses: it counts as waiting.
auto ask_paused(RelayCalls& calls, const std::string& registration) {
  calls.next(registration, milliseconds(0), kHere);
  return std::async(std::launch::async, [&, registration] {
    return calls.ask(registration, "/health", json::list({}), milliseconds(60'000));
  });
}

TEST(RelayCalls, ACallGoesToTheApplianceThatWaitsAndItsAnswerComesBack) {
  RelayCalls calls;
  auto waiting = wait_in(calls, "a");
  auto asking = ask_in(calls, "a");
  const auto call = waiting.get();
  ASSERT_TRUE(call);
  EXPECT_EQ(call->path, "/health");
  EXPECT_FALSE(calls.answer("b", call->id, {.status = 200, .body = {}})) << "another appliance";
  EXPECT_TRUE(calls.answer("a", call->id, {.status = 200, .body = "well"}));

  const auto answer = asking.get();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, Json("well"));
  EXPECT_FALSE(calls.answer("a", call->id, {.status = 200, .body = {}})) << "nobody waits any more";
}

TEST(RelayCalls, AnApplianceThatDoesNotWaitIsOfflineAtOnce) {
  RelayCalls calls;
  auto waiting = wait_in(calls, "b");
  const auto begin = RelayCalls::Clock::now();
  const auto answer = calls.ask("a", "/health", json::list({}), milliseconds(5000));

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error(), RelayProblem::kOffline);
  EXPECT_LT(RelayCalls::Clock::now() - begin, milliseconds(1000));
  calls.end();
  EXPECT_FALSE(waiting.get());
}

TEST(RelayCalls, AnApplianceThatDoesNotAnswerIsWaitedForInPatience) {
  RelayCalls calls;
  auto waiting = wait_in(calls, "a");
  auto asking = ask_in(calls, "a", milliseconds(100));
  ASSERT_TRUE(waiting.get());
  const auto answer = asking.get();

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error(), RelayProblem::kTimeout);
}

TEST(RelayCalls, ACallThatNobodyWaitsForAnyMoreIsNotHandedOut) {
  RelayCalls calls;
  calls.next("a", milliseconds(0), kHere);  // it pauses
  ASSERT_EQ(calls.ask("a", "/health", json::list({}), milliseconds(50)).error(), RelayProblem::kTimeout);

  EXPECT_FALSE(calls.next("a", milliseconds(0), kHere));
}

TEST(RelayCalls, AConnectionThatEndedIsOffline) {
  RelayCalls calls;
  EXPECT_FALSE(calls.next("a", milliseconds(5000), [] { return true; }));

  EXPECT_EQ(calls.ask("a", "/health", json::list({}), milliseconds(5000)).error(), RelayProblem::kOffline);
}

TEST(RelayCalls, AConnectionThatEndsWhileItIsAskedEndsTheWait) {
  RelayCalls calls;
  std::atomic<bool> gone = false;
  auto asking = ask_paused(calls, "a");
  auto call = wait_in(calls, "a").get();  // taken, not answered
  ASSERT_TRUE(call);
  auto waiting = std::async(
      std::launch::async, [&] { return calls.next("a", milliseconds(60'000), [&] { return gone.load(); }); });
  gone = true;

  EXPECT_FALSE(waiting.get());
  EXPECT_EQ(asking.get().error(), RelayProblem::kOffline);
}

TEST(RelayCalls, WhoWaitsAgainTakesThePlaceOfItsOlderWait) {
  RelayCalls calls;
  auto old = wait_in(calls, "a");
  auto asking = ask_in(calls, "a", milliseconds(5000));
  auto call = old.get();  // as soon as both are there
  ASSERT_TRUE(call);
  calls.answer("a", call->id, {.status = 200, .body = {}});
  asking.get();

  auto older = wait_in(calls, "a"), newer = wait_in(calls, "a");
  auto next = ask_in(calls, "a", milliseconds(20'000));  // longer than who comes too late for it waits
  const auto first = older.get(), second = newer.get();
  ASSERT_NE(first.has_value(), second.has_value()) << "one gives up, the other gets the call";
  calls.answer("a", first ? first->id : second->id, {.status = 200, .body = {}});
  EXPECT_TRUE(next.get());
}

TEST(RelayCalls, WhoIsDroppedIsAskedNoMore) {
  RelayCalls calls;
  auto asking = ask_paused(calls, "a");
  ASSERT_TRUE(wait_in(calls, "a").get());
  calls.drop("a");

  EXPECT_EQ(asking.get().error(), RelayProblem::kOffline);
}

TEST(RelayCalls, MoreThanAFewCallsAreNotKept) {
  RelayCalls calls;
  calls.next("a", milliseconds(0), kHere);
  std::vector<std::future<std::expected<RelayAnswer, RelayProblem>>> asking;
  for (std::size_t i = 0; i < RelayCalls::kMostWaiting + 5; ++i)
    asking.push_back(std::async(
        std::launch::async, [&] { return calls.ask("a", "/health", json::list({}), milliseconds(1000)); }));
  std::size_t refused = 0;
  for (auto& one : asking) refused += one.get().error() == RelayProblem::kOffline ? 1 : 0;

  EXPECT_EQ(refused, 5U);
}

}  // namespace
}  // namespace appliance
