#include "threat_response/verdicts.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "replies.h"

using namespace threat_response;
using State = Opinion::State;

namespace {

constexpr double kNow = 1'000'000;
const Observable kDomain{"domain", "bad.example"};
const Observable kIp{"ip", "192.0.2.1"};

std::string item(const std::string& module, const std::vector<Observable>& about, int disposition,
                 const std::string& end = "") {
  Json docs = json::list({});
  for (const Observable& one : about) {
    Json verdict = json::object({{"disposition", disposition}, {"observable", to_json(one)}});
    if (!end.empty()) json::set(verdict, "valid_time", json::object({{"end_time", end}}));
    json::append(docs, std::move(verdict));
  }
  return json::dump(json::object({{"module", "Module " + module},
                                  {"module_instance_id", module},
                                  {"data", json::object({{"verdicts", json::object({{"docs", docs}})}})}}));
}

Reply answer(const std::string& items, const std::string& timed_out = "", double seconds = 0.1) {
  std::string body = R"({"data":[)" + items + "]";
  if (!timed_out.empty())
    body += R"(,"errors":[{"module":"Module )" + timed_out + R"(","module_instance_id":")" + timed_out +
            R"(","code":"module-timeout","message":"too late"}])";
  Reply reply = replies::of(200, body + "}");
  reply.seconds = seconds;
  return reply;
}

std::vector<Observable> many(int count) {
  std::vector<Observable> all;
  for (int i = 0; i < count; ++i) all.push_back({"domain", "d" + std::to_string(i) + ".example"});
  return all;
}

// Module "f" is fast, module "s" times out; that is known.
Verdicts learned() {
  Verdicts verdicts;
  const auto calls = verdicts.ask({{"domain", "first.example"}}, Verdicts::kMissing, kNow);
  verdicts.replied(calls.at(0).id, answer(item("f", {}, 2), "s", 2), kNow);
  return verdicts;
}

Disposition disposition_of(const Verdicts& verdicts, const Observable& about, double now = kNow) {
  const Judged* judged = verdicts.of(about);
  return judged ? judged->disposition(now) : Disposition::kNone;
}

}  // namespace

TEST(Verdicts, TheSameObservableOnTenRowsIsAskedOnce) {
  Verdicts verdicts;
  const auto calls = verdicts.ask(std::vector(10, kDomain), Verdicts::kMissing, kNow);
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].request, deliberate_request({kDomain}));
  EXPECT_TRUE(verdicts.ask({kDomain}, Verdicts::kMissing, kNow).empty()) << "it is under way";
  EXPECT_TRUE(verdicts.ask({kDomain}, Verdicts::kAgain, kNow).empty()) << "what comes will be fresh";
  EXPECT_EQ(verdicts.waiting(), 1U);
}

TEST(Verdicts, AnAnswerIsKeptUntilItsFirstVerdictEnds) {
  Verdicts verdicts;
  const auto calls = verdicts.ask({kDomain}, Verdicts::kMissing, kNow);
  const std::string end = "1970-01-12T13:56:40.000Z";  // ten minutes after kNow
  verdicts.replied(calls[0].id, answer(item("a", {kDomain}, 2, end) + ',' + item("b", {kDomain}, 1)), kNow);
  EXPECT_EQ(disposition_of(verdicts, kDomain), Disposition::kMalicious);
  EXPECT_TRUE(verdicts.ask({kDomain}, Verdicts::kMissing, kNow + 599).empty());
  EXPECT_EQ(disposition_of(verdicts, kDomain, kNow + 601), Disposition::kClean) << "the other still holds";
  EXPECT_EQ(verdicts.ask({kDomain}, Verdicts::kMissing, kNow + 601).size(), 1U);
}

TEST(Verdicts, NothingKnownIsKeptForAnHourAndARefreshAsksAtOnce) {
  Verdicts verdicts;
  auto calls = verdicts.ask({kDomain}, Verdicts::kMissing, kNow);
  verdicts.replied(calls[0].id, answer(item("a", {}, 1)), kNow);
  EXPECT_EQ(verdicts.of(kDomain)->opinions.at(0).state, State::kNothing);
  EXPECT_TRUE(verdicts.ask({kDomain}, Verdicts::kMissing, kNow + 3599).empty());
  EXPECT_EQ(verdicts.ask({kDomain}, Verdicts::kAgain, kNow + 1).size(), 1U);
}

TEST(Verdicts, ThreeHundredObservablesAreSixCallsForTwoGroupsAndNoneOnASecondLook) {
  Verdicts verdicts = learned();
  std::vector<Observable> rows;
  for (const Observable& one : many(300)) rows.insert(rows.end(), {one, one, one});
  std::vector<Verdicts::Call> line = verdicts.ask(rows, Verdicts::kMissing, kNow);
  EXPECT_EQ(line.size(), 4U) << "no more at a time";
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool fast = line[i].request.path.ends_with("?mids=f");
    const auto next =
        verdicts.replied(line[i].id, fast ? answer(item("f", many(300), 3)) : answer("", "s", 2), kNow);
    line.insert(line.end(), next.begin(), next.end());
  }
  EXPECT_EQ(line.size(), 6U);
  EXPECT_EQ(verdicts.waiting(), 0U);
  EXPECT_EQ(disposition_of(verdicts, rows.back()), Disposition::kSuspicious);
  EXPECT_TRUE(verdicts.ask(rows, Verdicts::kMissing, kNow + 10).empty());
}

TEST(Verdicts, TheFastGroupsVerdictShowsBeforeTheSlowGroupAnswers) {
  Verdicts verdicts = learned();
  const auto calls = verdicts.ask({kDomain}, Verdicts::kMissing, kNow);
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[0].request, deliberate_request({kDomain}, {"f"}));
  EXPECT_EQ(calls[1].request, deliberate_request({kDomain}, {"s"}));
  const Judged& judged = *verdicts.of(kDomain);
  EXPECT_FALSE(judged.answered);
  verdicts.replied(calls[0].id, answer(item("f", {kDomain}, 2)), kNow);
  EXPECT_TRUE(judged.answered);
  EXPECT_EQ(judged.waiting, 1);
  EXPECT_EQ(judged.disposition(kNow), Disposition::kMalicious);
  EXPECT_EQ(judged.opinions.at(1).state, State::kAsking);
  EXPECT_EQ(judged.opinions.at(1).module.name, "Module s") << "known by name although it never answered";
  verdicts.replied(calls[1].id, answer("", "s"), kNow);
  EXPECT_EQ(judged.waiting, 0);
  EXPECT_EQ(judged.opinions.at(1).state, State::kTimedOut);
}

TEST(Verdicts, AModuleThatFailsAtOnceIsNotOneOfTheSlow) {
  Verdicts verdicts;
  const auto first = verdicts.ask({{"domain", "first.example"}}, Verdicts::kMissing, kNow);
  const char* body = R"({"data":[],"errors":[
    {"module":"F","module_instance_id":"f","code":"unauthorized","message":"its key is wrong"},
    {"module":"S","module_instance_id":"s","code":"module-timeout","message":"too late"}]})";
  verdicts.replied(first.at(0).id, replies::of(200, body), kNow);
  const auto calls = verdicts.ask({kDomain}, Verdicts::kMissing, kNow);
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[0].request, deliberate_request({kDomain}, {"f"}));
  EXPECT_EQ(calls[1].request, deliberate_request({kDomain}, {"s"}));
}

TEST(Verdicts, OneSilentModuleIsAskedAgainByItself) {
  Verdicts verdicts = learned();
  for (const auto& call : verdicts.ask({kDomain}, Verdicts::kMissing, kNow))
    verdicts.replied(call.id, answer(item("f", {kDomain}, 1), "s"), kNow);
  const auto calls = verdicts.ask_module(kDomain, "s");
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].request, deliberate_request({kDomain}, {"s"}));
  EXPECT_TRUE(verdicts.ask_module(kDomain, "s").empty()) << "it is under way";
  EXPECT_TRUE(verdicts.ask_module(kIp, "s").empty()) << "nobody has asked about it";
  EXPECT_TRUE(verdicts.ask_module(kDomain, "x").empty()) << "there is no such module";
  verdicts.replied(calls[0].id, answer(item("s", {kDomain}, 3)), kNow);
  EXPECT_EQ(disposition_of(verdicts, kDomain), Disposition::kSuspicious);
}

TEST(Verdicts, AGroupThatFailsLeavesTheOthersVerdicts) {
  Verdicts verdicts = learned();
  const auto calls = verdicts.ask({kDomain}, Verdicts::kMissing, kNow);
  verdicts.replied(calls[0].id, answer(item("f", {kDomain}, 2)), kNow);
  verdicts.replied(calls[1].id, replies::of(503, ""), kNow);
  const Judged& judged = *verdicts.of(kDomain);
  EXPECT_EQ(judged.disposition(kNow), Disposition::kMalicious);
  EXPECT_EQ(judged.opinions.at(1).state, State::kFailed);
  EXPECT_EQ(verdicts.ask({kDomain}, Verdicts::kMissing, kNow).size(), 2U) << "the next who asks asks again";
}

TEST(Verdicts, ACallThatFailsSaysWhyAndIsAskedAgain) {
  Verdicts verdicts;
  auto calls = verdicts.ask({kDomain}, Verdicts::kMissing, kNow);
  verdicts.replied(calls[0].id, {.failure = Failure::kNetwork, .body = {}, .headers = {}}, kNow);
  EXPECT_FALSE(verdicts.of(kDomain)->answered);
  EXPECT_EQ(verdicts.of(kDomain)->problem.kind, Problem::Kind::kNoConnection);
  EXPECT_EQ(verdicts.ask_lost(kNow).size(), 1U);
  EXPECT_TRUE(verdicts.ask_lost(kNow).empty()) << "asked once";
}

TEST(Verdicts, AVerdictThatIsOverDoesNotCount) {
  Verdicts verdicts;
  const auto calls = verdicts.ask({kDomain}, Verdicts::kMissing, kNow);
  verdicts.replied(calls[0].id, answer(item("a", {kDomain}, 2, "1970-01-02T00:00:00.000Z")), kNow);
  EXPECT_EQ(disposition_of(verdicts, kDomain), Disposition::kNone);
  EXPECT_EQ(verdicts.of(kDomain)->opinions.at(0).verdict.disposition, Disposition::kMalicious)
      << "it is kept, to be shown as over";
  EXPECT_TRUE(verdicts.ask({kDomain}, Verdicts::kMissing, kNow + 60).empty()) << "no storm of calls";
}

TEST(Verdicts, VerdictsOfOtherObservablesInTheSameAnswerAreNotMixedUp) {
  Verdicts verdicts;
  const auto calls = verdicts.ask({kDomain, kIp}, Verdicts::kMissing, kNow);
  ASSERT_EQ(calls.size(), 1U);
  verdicts.replied(calls[0].id, answer(item("a", {kIp, {"domain", "BAD.example"}}, 2)), kNow);
  EXPECT_EQ(disposition_of(verdicts, kDomain), Disposition::kNone);
  EXPECT_EQ(disposition_of(verdicts, kIp), Disposition::kMalicious);
}

TEST(Verdicts, CancellingEmptiesTheLineAndKeepsWhatIsUnderWay) {
  Verdicts verdicts = learned();
  const auto calls = verdicts.ask(many(1000), Verdicts::kMissing, kNow);
  EXPECT_EQ(verdicts.waiting(), 1000U);
  verdicts.cancel();
  EXPECT_EQ(verdicts.waiting(), 200U);
  for (const auto& call : calls)
    EXPECT_TRUE(verdicts.replied(call.id, answer(item("f", many(200), 1), "s"), kNow).empty());
  EXPECT_EQ(verdicts.waiting(), 0U);
  EXPECT_EQ(verdicts.ask({many(1000).back()}, Verdicts::kMissing, kNow).size(), 2U);
}

// The fast group's answer, under way when the slow group's call was cancelled, made it look as if all were
// known.
TEST(Verdicts, WhatWasCancelledForOneGroupOfModulesIsMissingWhenTheOtherHasAnswered) {
  Verdicts verdicts = learned();
  const Observable hash{"sha256", std::string(64, 'a')};
  const auto whole = verdicts.ask({hash}, Verdicts::kMissing, kNow);  // nothing is known of this kind
  const auto all = many(400);
  const auto calls = verdicts.ask(all, Verdicts::kMissing, kNow);
  ASSERT_EQ(whole.size() + calls.size(), 4U) << "the second hundred's slow group waits in line";
  verdicts.cancel();
  EXPECT_EQ(verdicts.waiting(), 201U);
  const Observable& one = all[150];
  EXPECT_TRUE(std::ranges::none_of(verdicts.of(one)->opinions, [](const Opinion& opinion) {
    return opinion.module.instance_id == "s" || !opinion.owed;
  })) << "nobody waits for the slow one";
  for (const auto& call : calls) verdicts.replied(call.id, answer(item("f", all, 1)), kNow);
  verdicts.replied(whole[0].id, answer(""), kNow);
  EXPECT_EQ(verdicts.waiting(), 0U);
  EXPECT_EQ(disposition_of(verdicts, one), Disposition::kClean);
  EXPECT_EQ(verdicts.ask({one}, Verdicts::kMissing, kNow).size(), 2U);
}

TEST(Verdicts, WhatHoldsStaysWhenAnotherLookForItIsCancelled) {
  Verdicts verdicts = learned();
  const auto all = many(200);
  double seconds = 0.1;  // of the fast group and the slow one, by turns
  for (const auto& call : verdicts.ask(all, Verdicts::kMissing, kNow)) {
    verdicts.replied(call.id, answer(item(seconds < 1 ? "f" : "s", all, seconds < 1 ? 1 : 2), "", seconds),
                     kNow);
    seconds = 5.1 - seconds;
  }
  const auto whole = verdicts.ask({{"sha256", std::string(64, 'a')}}, Verdicts::kMissing, kNow);
  ASSERT_EQ(whole.size() + verdicts.ask(all, Verdicts::kAgain, kNow).size(), 4U);
  verdicts.cancel();
  EXPECT_EQ(disposition_of(verdicts, all[150]), Disposition::kMalicious);
  EXPECT_TRUE(std::ranges::any_of(verdicts.of(all[150])->opinions, [](const Opinion& opinion) {
    return opinion.module.instance_id == "s" && !opinion.owed;
  }));
}

TEST(Verdicts, OfSeveralVerdictsOfAModuleOneThatHoldsCountsAndThenTheWorst) {
  const std::string over = "1970-01-01T00:00:01.000Z";
  const auto one = [](int disposition, const std::string& end) {
    return item("a", {kDomain}, disposition, end);
  };
  const auto docs_of = [](const std::string& text) {
    const auto start = text.find("\"docs\":[") + 8;
    return text.substr(start, text.find(']', start) - start);
  };
  const auto both = [&](const std::string& first, const std::string& second) {
    std::string text = first;
    return text.insert(text.find("\"docs\":[") + 8, docs_of(second) + ',');
  };
  for (const auto& [first, second, expected] :
       {std::tuple{one(2, over), one(1, ""), Disposition::kClean},
        std::tuple{one(1, ""), one(2, over), Disposition::kClean},
        std::tuple{one(1, ""), one(3, ""), Disposition::kSuspicious},
        std::tuple{one(3, ""), one(3, ""), Disposition::kSuspicious},
        std::tuple{one(3, ""), one(1, ""), Disposition::kSuspicious}}) {
    Verdicts verdicts;
    const auto calls = verdicts.ask({kDomain}, Verdicts::kMissing, kNow);
    verdicts.replied(calls[0].id, answer(both(first, second)), kNow);
    EXPECT_EQ(disposition_of(verdicts, kDomain), expected);
  }
}

TEST(Verdicts, AVerdictThatIsOverDoesNotHideThatItsModuleFails) {
  Verdicts verdicts;
  const auto calls = verdicts.ask({kDomain}, Verdicts::kMissing, kNow);
  verdicts.replied(calls[0].id, answer(item("a", {kDomain}, 2, "1970-01-01T00:00:01.000Z"), "a"), kNow);
  EXPECT_EQ(verdicts.of(kDomain)->opinions.at(0).state, State::kTimedOut);
}

TEST(Verdicts, AGroupThatIsLateAsAWholeTimedOut) {
  Verdicts verdicts = learned();
  const auto calls = verdicts.ask({kDomain}, Verdicts::kMissing, kNow);
  ASSERT_EQ(calls.size(), 2U);
  verdicts.replied(calls[1].id, {.failure = Failure::kTimeout, .body = {}, .headers = {}}, kNow);
  const auto& opinions = verdicts.of(kDomain)->opinions;
  EXPECT_TRUE(std::ranges::any_of(opinions, [](const Opinion& opinion) {
    return opinion.state == State::kTimedOut && opinion.module.instance_id == "s";
  }));
}

TEST(Verdicts, AnotherClientFindsNothingAndLateRepliesChangeNothing) {
  Verdicts verdicts;
  const auto calls = verdicts.ask({kDomain}, Verdicts::kMissing, kNow);
  verdicts.forget();
  verdicts.replied(calls[0].id, answer(item("a", {kDomain}, 2)), kNow);
  EXPECT_EQ(verdicts.of(kDomain), nullptr);
  EXPECT_GT(verdicts.ask({kDomain}, Verdicts::kMissing, kNow).at(0).id, calls[0].id);
}

TEST(Verdicts, ModulesOfOldServicesWithoutIdsAreToldApartByName) {
  Verdicts verdicts;
  const auto calls = verdicts.ask({kDomain}, Verdicts::kMissing, kNow);
  verdicts.replied(calls[0].id,
                   replies::of(200, R"({"data":[{"module":"A","data":{}},{"module":"B","data":{}}]})"), kNow);
  EXPECT_EQ(verdicts.of(kDomain)->opinions.size(), 2U);
  EXPECT_TRUE(verdicts.ask_module(kDomain, "").empty());
}

TEST(Verdicts, AModuleThatAnswersAndFailsInOneReplyKeepsWhatItSaid) {
  Verdicts verdicts;
  const auto calls = verdicts.ask({kDomain, kIp}, Verdicts::kMissing, kNow);
  verdicts.replied(calls[0].id, answer(item("a", {kDomain}, 2), "a"), kNow);
  EXPECT_EQ(disposition_of(verdicts, kDomain), Disposition::kMalicious);
  EXPECT_EQ(verdicts.of(kIp)->opinions.at(0).state, State::kTimedOut);
}

TEST(Verdicts, WhatHoldsStaysWhileItIsAskedAgainAndWhenThatFails) {
  Verdicts verdicts = learned();
  for (const auto& call : verdicts.ask({kDomain}, Verdicts::kMissing, kNow))
    verdicts.replied(call.id, answer(item("f", {kDomain}, 2), "s"), kNow);
  const auto again = verdicts.ask({kDomain}, Verdicts::kAgain, kNow);
  EXPECT_EQ(disposition_of(verdicts, kDomain), Disposition::kMalicious);
  for (const auto& call : again) verdicts.replied(call.id, replies::of(503, ""), kNow);
  EXPECT_EQ(disposition_of(verdicts, kDomain), Disposition::kMalicious);
  EXPECT_EQ(verdicts.of(kDomain)->waiting, 0);
}

TEST(Verdicts, AModuleThatIsThereNoMoreIsForgottenByARefresh) {
  Verdicts verdicts;
  auto calls = verdicts.ask({kDomain}, Verdicts::kMissing, kNow);
  verdicts.replied(calls[0].id, answer(item("", {kDomain}, 2)), kNow);
  calls = verdicts.ask({kDomain}, Verdicts::kAgain, kNow);
  verdicts.replied(calls[0].id, answer(item("b", {kDomain}, 1)), kNow);
  EXPECT_EQ(disposition_of(verdicts, kDomain), Disposition::kClean);
}

TEST(Verdicts, AnErrorWithoutANameKeepsTheKnownName) {
  Verdicts verdicts = learned();
  const auto calls = verdicts.ask({kDomain}, Verdicts::kMissing, kNow);
  verdicts.replied(calls[1].id,
                   replies::of(200, R"({"errors":[{"module_instance_id":"s","code":"module-timeout"}]})"),
                   kNow);
  EXPECT_EQ(verdicts.of(kDomain)->opinions.at(1).module.name, "Module s");
}

TEST(Verdicts, TheOneSomebodyLooksAtDoesNotWaitBehindALargeCase) {
  Verdicts verdicts = learned();
  const auto line = verdicts.ask(many(1000), Verdicts::kMissing, kNow);
  EXPECT_TRUE(verdicts.ask({kDomain}, Verdicts::kMissing, kNow).empty()) << "four are under way";
  const auto next = verdicts.replied(line[0].id, answer(item("f", {}, 1)), kNow);
  ASSERT_EQ(next.size(), 1U);
  EXPECT_EQ(next[0].request, deliberate_request({kDomain}, {"f"}));
}
