#include "threat_response/sightings.h"

#include <gtest/gtest.h>

#include "replies.h"

using namespace threat_response;

namespace {

const Observable kDomain{"domain", "bad.example"};

std::string sighting_of(const Observable& about, const std::string& title = "Seen") {
  return json::dump(
      json::object({{"title", title},
                    {"observables", json::list({to_json(about)})},
                    {"observed_time", json::object({{"start_time", "2026-11-21T08:00:00.000Z"}})}}));
}

std::string item(const std::string& module, const std::string& sightings) {
  return R"({"module":"Module )" + module + R"(","module_instance_id":")" + module +
         R"(","data":{"sightings":{"docs":[)" + sightings + "]}}}";
}

Reply answer(const std::string& items, const std::string& failed = "") {
  std::string body = R"({"data":[)" + items + "]";
  if (!failed.empty())
    body += R"(,"errors":[{"module":"Module )" + failed + R"(","module_instance_id":")" + failed +
            R"(","code":"module-timeout","message":"too late"}])";
  return replies::of(200, body + "}");
}

std::vector<Observable> many(int count) {
  std::vector<Observable> all;
  for (int i = 0; i < count; ++i) all.push_back({"domain", "d" + std::to_string(i) + ".example"});
  return all;
}

}  // namespace

TEST(Sightings, ACaseIsAskedAboutInSmallCallsAndFewAtATime) {
  Sightings sightings;
  const auto observables = many(50);
  auto line = sightings.ask(observables, Sightings::kMissing);
  ASSERT_EQ(line.size(), 2U);
  EXPECT_EQ(line[0].request, observe_request({observables.begin(), observables.begin() + 20}));
  for (std::size_t at = 0; at < line.size(); ++at) {
    EXPECT_TRUE(sightings.asking());
    const auto next = sightings.replied(line[at].id, answer(item("a", sighting_of(observables[at]))));
    line.insert(line.end(), next.begin(), next.end());
    EXPECT_EQ(sightings.progress().answered, std::min<std::size_t>(20 * (at + 1), 50));
  }
  EXPECT_EQ(line.size(), 3U);
  EXPECT_FALSE(sightings.asking());
  EXPECT_EQ(sightings.found().size(), 3U);
  EXPECT_EQ(sightings.progress().asked, 50U);
  EXPECT_TRUE(sightings.ask(observables, Sightings::kMissing).empty()) << "all of it is known";
}

TEST(Sightings, TheSameObservableTwiceIsAskedOnce) {
  Sightings sightings;
  const auto calls = sightings.ask({kDomain, kDomain}, Sightings::kMissing);
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].request, observe_request({kDomain}));
}

TEST(Sightings, AModuleThatFailedIsNamedAndAloneAskedAgain) {
  Sightings sightings;
  auto calls = sightings.ask({kDomain}, Sightings::kMissing);
  sightings.replied(calls[0].id, answer(item("a", sighting_of(kDomain)), "b"));
  ASSERT_EQ(sightings.modules().size(), 2U);
  EXPECT_EQ(sightings.modules()[0].found, 1U);
  EXPECT_TRUE(sightings.modules()[1].failed && sightings.modules()[1].timed_out);
  EXPECT_EQ(sightings.modules()[1].reason, "too late");
  EXPECT_EQ(sightings.progress().answered, 1U);
  ASSERT_TRUE(sightings.is_missing());
  calls = sightings.ask({kDomain}, Sightings::kMissing);
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].request, observe_request({kDomain}, {"b"}));
  sightings.replied(calls[0].id, answer(item("b", sighting_of(kDomain))));
  EXPECT_FALSE(sightings.modules()[1].failed);
  EXPECT_FALSE(sightings.is_missing());
  EXPECT_EQ(sightings.found().size(), 2U);
}

TEST(Sightings, AModuleThatStillOwesABatchIsNotWellBecauseAnotherCame) {
  Sightings sightings;
  const auto observables = many(40);
  const auto calls = sightings.ask(observables, Sightings::kMissing);
  sightings.replied(calls[0].id, answer("", "a"));
  sightings.replied(calls[1].id, answer(item("a", sighting_of(observables[30]))));
  EXPECT_TRUE(sightings.modules().at(0).failed);
  EXPECT_EQ(sightings.modules()[0].found, 1U);
}

TEST(Sightings, ACallThatFailsStopsTheLineAndWhatCameStays) {
  Sightings sightings;
  const auto observables = many(90);
  auto calls = sightings.ask(observables, Sightings::kMissing);
  const auto third = sightings.replied(calls[0].id, answer(item("a", sighting_of(observables[0]))));
  ASSERT_EQ(third.size(), 1U);
  EXPECT_TRUE(sightings.replied(calls[1].id, replies::of(503, "")).empty());
  EXPECT_EQ(sightings.problem().kind, Problem::Kind::kServiceFailed);
  sightings.replied(third[0].id, answer(""));
  EXPECT_FALSE(sightings.asking());
  EXPECT_EQ(sightings.found().size(), 1U);
  EXPECT_EQ(sightings.progress().answered, 40U);
  calls = sightings.ask(observables, Sightings::kMissing);
  ASSERT_EQ(calls.size(), 2U) << "the failed one first, then the line";
  EXPECT_EQ(calls[0].request, observe_request({observables.begin() + 20, observables.begin() + 40}));
  EXPECT_FALSE(sightings.problem());
}

TEST(Sightings, UnreadableRepliesAreProblemsAndRepliesToNobodyAreNothing) {
  Sightings sightings;
  for (const Reply& reply : replies::unreadable()) {
    const auto calls = sightings.ask({kDomain}, Sightings::kAgain);
    sightings.replied(calls[0].id, reply);
    EXPECT_EQ(sightings.problem().kind, Problem::Kind::kUnreadable) << reply.body;
    EXPECT_TRUE(sightings.is_missing());
  }
  const auto revision = sightings.revision();
  EXPECT_TRUE(sightings.replied(1, answer(item("a", sighting_of(kDomain)))).empty());
  EXPECT_TRUE(sightings.found().empty());
  EXPECT_EQ(sightings.revision(), revision);
}

TEST(Sightings, WhatIsCancelledIsMissingAndItsReplyComesToNothing) {
  Sightings sightings;
  const auto observables = many(60);
  const auto calls = sightings.ask(observables, Sightings::kMissing);
  sightings.replied(calls[0].id, answer(item("a", sighting_of(observables[0]))));
  sightings.cancel();
  EXPECT_FALSE(sightings.asking());
  EXPECT_TRUE(sightings.is_missing());
  sightings.replied(calls[1].id, answer(item("a", sighting_of(observables[30]))));
  EXPECT_EQ(sightings.found().size(), 1U);
  EXPECT_EQ(sightings.ask(observables, Sightings::kMissing).size(), 2U);
}

TEST(Sightings, WhatWaitsInLineIsMissingWhenItIsCancelledAndNothingIsWithoutACall) {
  Sightings sightings;
  sightings.cancel();
  EXPECT_FALSE(sightings.is_missing());
  const auto observables = many(100);
  EXPECT_EQ(sightings.ask(observables, Sightings::kMissing).size(), 2U);
  sightings.cancel();
  EXPECT_FALSE(sightings.asking());
  auto line = sightings.ask(observables, Sightings::kMissing);
  for (std::size_t at = 0; at < line.size(); ++at) {
    const auto next = sightings.replied(line[at].id, answer(item("a", "")));
    line.insert(line.end(), next.begin(), next.end());
  }
  EXPECT_EQ(line.size(), 5U) << "all that was to be asked, once";
}

TEST(Sightings, ATimeThatEndsBeforeItBeginsIsAMoment) {
  Sightings sightings;
  const auto calls = sightings.ask({kDomain}, Sightings::kMissing);
  const std::string doc =
      R"({"observables":[{"type":"domain","value":"bad.example"}],"observed_time":)"
      R"({"start_time":"2026-11-21T08:00:00.000Z","end_time":"2026-11-20T08:00:00.000Z"}})";
  sightings.replied(calls[0].id, answer(item("a", doc)));
  ASSERT_EQ(sightings.found().size(), 1U);
  EXPECT_EQ(sightings.found()[0].sighting.seen_until, sightings.found()[0].sighting.seen_from);
}

TEST(Sightings, AnotherCaseOrAnotherClientLetsGoOfWhatWasKnown) {
  Sightings sightings;
  const auto calls = sightings.ask({kDomain}, Sightings::kMissing);
  sightings.replied(calls[0].id, answer(item("a", sighting_of(kDomain))));
  const auto other = sightings.ask(many(1), Sightings::kMissing);
  ASSERT_EQ(other.size(), 1U);
  EXPECT_GT(other[0].id, calls[0].id);
  EXPECT_TRUE(sightings.found().empty());
  sightings.forget();
  sightings.replied(other[0].id, answer(item("a", sighting_of(kDomain))));
  EXPECT_TRUE(sightings.found().empty() && sightings.observables().empty());
}

TEST(Sightings, OneThatConcernsObservablesOfTwoCallsIsKeptOnce) {
  Sightings sightings;
  const auto calls = sightings.ask(many(40), Sightings::kMissing);
  for (const auto& call : calls) sightings.replied(call.id, answer(item("a", sighting_of(kDomain))));
  EXPECT_EQ(sightings.found().size(), 1U);
}

TEST(Sightings, WhatIsKeptIsBoundedAndTheRestIsCounted) {
  Sightings sightings;
  const auto calls = sightings.ask({kDomain}, Sightings::kMissing);
  std::string docs, ends;
  for (int i = 0; i < 300; ++i)
    ends += R"(,{"source":{"type":"ip","value":"192.0.2.1"},"related":{"type":"ip","value":"192.0.2.2"}})";
  docs = R"({"title":"first","count":-5,"observables":[{"type":"ip","value":"192.0.2.1"}],"relations":[)" +
         ends.substr(1) + "]}";
  for (std::size_t i = 0; i < Sightings::kMostFound + 6; ++i)
    docs += ',' + sighting_of(kDomain, "t" + std::to_string(i));
  sightings.replied(calls[0].id, answer(item("a", docs)));
  EXPECT_EQ(sightings.found().size(), Sightings::kMostFound);
  EXPECT_EQ(sightings.left_out(), 7U);
  EXPECT_EQ(sightings.found()[0].sighting.relations.size(), Sightings::kMostInside);
  EXPECT_EQ(sightings.found()[0].sighting.count, 1);
}
