#include "threat_response/enrich.h"

#include <gtest/gtest.h>

#include "replies.h"

using namespace threat_response;

namespace {

const Observable kDomain{"domain", "bad.example"};

// The answer of one module with one verdict whose disposition is `number`.
Reply with_disposition(const std::string& number) {
  return replies::of(200, R"({"data":[{"module":"M","data":{"verdicts":{"docs":[{"disposition":)" + number +
                              R"(,"observable":{"type":"domain","value":"bad.example"}}]}}}]})");
}

}  // namespace

TEST(Enrich, IsAskedWithABareArrayAndTheModulesInTheQuery) {
  const Request request = deliberate_request({kDomain, {"hostname", "ws-1"}});
  EXPECT_EQ(request.service, Service::kVisibility);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.path, "/iroh/iroh-enrich/deliberate/observables");
  EXPECT_EQ(request.body, R"([{"type":"domain","value":"bad.example"},{"type":"hostname","value":"ws-1"}])");
  EXPECT_EQ(deliberate_request({kDomain}, {"a-1", "b&c"}).path,
            "/iroh/iroh-enrich/deliberate/observables?mids=a-1&mids=b%26c");
  EXPECT_EQ(observe_request({kDomain}).path, "/iroh/iroh-enrich/observe/observables");
  EXPECT_GT(observe_request({kDomain}).timeout_ms, request.timeout_ms);
}

TEST(Enrich, ReadsVerdictsAndModulesThatDidNotAnswerFromOne200) {
  const auto read = read_enrichment(replies::of(200, R"({"data":[
    {"module":"Reputation","module_instance_id":"m-1","module_type_id":"t-1","data":{"verdicts":{"count":1,"docs":[
      {"disposition":2,"observable":{"type":"domain","value":"bad.example"},
       "valid_time":{"start_time":"1970-01-01T00:00:10.500Z","end_time":"1970-01-01T01:00:00.000Z"}}]}}},
    {"module":"Nothing","module_instance_id":"m-2","data":{}},
    {"module":"None","module_instance_id":"m-3","data":{"verdicts":{"count":0,"docs":[]}}}],
    "errors":[{"module":"Slow","module_instance_id":"m-4","code":"module-timeout","message":"late"},
              {"message":"old form"}]})"));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->answers.size(), 3U);
  EXPECT_EQ(read->answers[0].module, (Module{"m-1", "t-1", "Reputation"}));
  EXPECT_EQ(read->answers[0].verdicts,
            std::vector<Verdict>{(Verdict{kDomain, Disposition::kMalicious, 10.5, 3600})});
  EXPECT_TRUE(read->answers[1].verdicts.empty()) << "it ran and knows nothing";
  EXPECT_TRUE(read->answers[2].verdicts.empty());
  ASSERT_EQ(read->problems.size(), 2U);
  EXPECT_EQ(read->problems[0].module.name, "Slow");
  EXPECT_TRUE(read->problems[0].timed_out);
  EXPECT_FALSE(read->problems[1].timed_out);
  EXPECT_EQ(read->problems[1].message, "old form");
}

TEST(Enrich, KindsTheRecogniserDoesNotKnowAreKept) {
  const auto read = read_enrichment(replies::of(
      200,
      R"({"data":[{"data":{"verdicts":{"docs":[{"disposition":1,"observable":{"type":"md5","value":"0"}}]}}}]})"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->answers.at(0).verdicts.at(0).observable, (Observable{"md5", "0"}));
}

TEST(Enrich, FieldsThatAreMissingOrOfAnotherTypeAreLeftOut) {
  for (const char* body :
       {"{}", R"({"data":{},"errors":{}})", R"({"data":[1,[],{"data":7}]})",
        R"({"data":[{"data":{"verdicts":[]}},{"data":{"verdicts":{"docs":{}}}}]})",
        R"({"data":[{"data":{"verdicts":{"docs":[1,[],{"observable":3},{"disposition":2}]}}}]})",
        R"({"data":[{"data":{"verdicts":{"docs":[{"observable":{"type":"ip","value":""}}]}}}]})"}) {
    const auto read = read_enrichment(replies::of(200, body));
    ASSERT_TRUE(read) << body;
    for (const auto& answer : read->answers) EXPECT_TRUE(answer.verdicts.empty()) << body;
  }
}

TEST(Enrich, NumbersThatAreNoDispositionAreUnknown) {
  const auto disposition = [](const char* number) {
    const auto read = read_enrichment(with_disposition(number));
    return read && read->answers.at(0).verdicts.size() == 1 ? read->answers[0].verdicts[0].disposition
                                                            : Disposition::kNone;
  };
  for (const char* number : {"0", "6", "-1", "2.5", "\"2\"", "null", "99999999999999999999"})
    EXPECT_EQ(disposition(number), Disposition::kUnknown) << number;
  EXPECT_EQ(disposition("3.0"), Disposition::kSuspicious);
}

TEST(Enrich, AVerdictWithoutAnEndHoldsForever) {
  const auto read = read_enrichment(with_disposition("1"));
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->answers[0].verdicts[0].holds(1e15));
}

TEST(Enrich, ReadsSightingsWithTheirTargets) {
  const auto read = read_enrichment(replies::of(200, R"({"data":[{"module":"M","data":{"sightings":{"docs":[
    {"title":"Seen","count":3,"confidence":"High","observables":[{"type":"domain","value":"bad.example"}],
     "observed_time":{"start_time":"1970-01-01T00:01:00.000Z"},
     "targets":[{"type":"endpoint","observables":[{"type":"hostname","value":"ws-1"}]}]},
    {"title":"about nothing"}]}}}]})"));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->answers[0].sightings.size(), 1U);
  const Sighting& seen = read->answers[0].sightings[0];
  EXPECT_EQ(seen.count, 3);
  EXPECT_EQ(seen.seen_from, 60);
  EXPECT_EQ(seen.seen_until, 60) << "a moment";
  EXPECT_EQ(seen.targets.at(0).observables, (std::vector<Observable>{{"hostname", "ws-1"}}));
}

TEST(Enrich, AnswersThatAreNoEnvelopeAreUnreadable) {
  for (const Reply& reply : replies::unreadable())
    EXPECT_EQ(read_enrichment(reply).error_or(Problem()).kind, Problem::Kind::kUnreadable)
        << reply.body.substr(0, 40);
  EXPECT_FALSE(read_enrichment(replies::of(200, "[]")));
  EXPECT_EQ(read_enrichment(replies::of(503, "{}")).error_or(Problem()).kind, Problem::Kind::kServiceFailed);
}

TEST(Enrich, ReadsTheHealthOfAllModulesAndOfOne) {
  EXPECT_EQ(health_request().method, "POST");
  EXPECT_EQ(health_request("a/b").path, "/iroh/iroh-enrich/health/a%2Fb");
  const auto all = read_health(replies::of(200, R"({"data":[{"module":"A","data":{"status":"ok"}},
    {"module":"B","data":{"status":"error"}},{"module":"C","data":{}}],"errors":[{"module":"D"}]})"));
  ASSERT_TRUE(all && all->size() == 4);
  using Status = ModuleHealth::Status;
  EXPECT_EQ((*all)[0].status, Status::kOk);
  EXPECT_EQ((*all)[1].status, Status::kError);
  EXPECT_EQ((*all)[2].status, Status::kUnknown);
  EXPECT_EQ((*all)[3].module.name, "D");
  const auto one = read_health(replies::of(200, R"({"data":{"module":"A","data":{"status":"ok"}}})"));
  ASSERT_TRUE(one && one->size() == 1);
  EXPECT_EQ((*one)[0].status, Status::kOk);
}

TEST(RollUp, TakesTheOneThatNeedsMostAttention) {
  constexpr std::array order = {Disposition::kMalicious, Disposition::kSuspicious, Disposition::kUnknown,
                                Disposition::kCommon, Disposition::kClean};
  for (std::size_t worst = 0; worst < order.size(); ++worst)
    for (std::size_t other = worst; other < order.size(); ++other) {
      EXPECT_EQ(roll_up({order[worst], order[other]}), order[worst]);
      EXPECT_EQ(roll_up({order[other], order[worst]}), order[worst]);
    }
}

TEST(RollUp, OfNothingIsNoVerdict) { EXPECT_EQ(roll_up({}), Disposition::kNone); }

TEST(Enrich, ReadsTheRelationsOfASightingAndLeavesOutWhatHasNoTwoEnds) {
  const auto read = read_enrichment(replies::of(200, R"({"data":[{"module":"M","data":{"sightings":{"docs":[
    {"observables":[{"type":"domain","value":"a.example"}],"relations":[
      {"origin":"Proxy","relation":"Resolved_To","source":{"type":"domain","value":"a.example"},
       "related":{"type":"ip","value":"192.0.2.1"}},
      {"relation":"Connected_To","source":{"type":"ip","value":"192.0.2.1"}},
      {"relation":7,"source":{"type":"ip"},"related":"x"}, null, 3]}]}}}]})"));
  ASSERT_TRUE(read.has_value());
  const auto& relations = read->answers.at(0).sightings.at(0).relations;
  ASSERT_EQ(relations.size(), 1U);
  EXPECT_EQ(relations[0], (Relation{.source = {"domain", "a.example"},
                                    .related = {"ip", "192.0.2.1"},
                                    .name = "Resolved_To",
                                    .origin = "Proxy"}));
}

TEST(Enrich, HealthIsReadOfAllModulesAndOfOne) {
  const auto all = read_health(replies::of(200, R"({"data":[{"module":"A","data":{"status":"ok"}},
    {"module":"B","data":{"status":"error"}},{"module":"C"},{"module":"D","data":{"status":7}}],
    "errors":[{"module":"E"}]})"));
  ASSERT_TRUE(all);
  std::vector<ModuleHealth::Status> statuses;
  for (const ModuleHealth& one : *all) statuses.push_back(one.status);
  using enum ModuleHealth::Status;
  EXPECT_EQ(statuses, (std::vector{kOk, kError, kUnknown, kUnknown, kUnknown}));
  const auto one = read_health(replies::of(200, R"({"data":{"module":"A","data":{"status":"ok"}}})"));
  ASSERT_TRUE(one);
  EXPECT_EQ(one->at(0).module.name, "A");
  for (const Reply& reply : replies::unreadable())
    EXPECT_EQ(read_health(reply).error().kind, Problem::Kind::kUnreadable);
  EXPECT_EQ(health_request("a/b").path, "/iroh/iroh-enrich/health/a%2Fb");
}
