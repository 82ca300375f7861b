#include "threat_response/deliberate.h"

#include <gtest/gtest.h>

#include "json/json.h"
#include "replies.h"

using namespace threat_response;
using observables::Observable;
using observables::Type;

namespace {

const Observable kDomain{Type::kDomain, "bad.example"};

Verdict verdict(Disposition disposition) {
  return {.module = "M",
          .module_instance_id = "",
          .observable = kDomain,
          .disposition = disposition,
          .valid_until = ""};
}

// The answer of one module with one verdict whose disposition is `number`.
Reply with_disposition(const std::string& number) {
  return replies::of(200, R"({"data":[{"module":"M","data":{"verdicts":{"docs":[{"disposition":)" + number +
                              R"(,"observable":{"type":"domain","value":"bad.example"}}]}}}]})");
}

}  // namespace

TEST(Deliberate, IsAskedWithABareArray) {
  const Request request = deliberate_request({kDomain, {Type::kSha256, "ab"}});
  EXPECT_EQ(request.service, Service::kVisibility);
  EXPECT_EQ(request.credential, Credential::kBearer);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.path, "/iroh/iroh-enrich/deliberate/observables");
  EXPECT_EQ(json::parse(request.body),
            json::parse(R"([{"type":"domain","value":"bad.example"},{"type":"sha256","value":"ab"}])"));
}

TEST(Deliberate, ReadsVerdictsAndModulesThatDidNotAnswerFromOne200) {
  const auto read = read_deliberation(replies::of(200, R"({"data":[
    {"module":"Reputation","module_instance_id":"m-1","data":{"verdicts":{"count":1,"docs":[
      {"disposition":2,"observable":{"type":"domain","value":"bad.example"},
       "valid_time":{"end_time":"2026-01-31T00:00:00.000Z"}}]}}}],
    "errors":[{"module":"Slow","code":"module-timeout"},{"message":"old form"}]})"));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->verdicts.size(), 1U);
  EXPECT_EQ(read->verdicts[0].module, "Reputation");
  EXPECT_EQ(read->verdicts[0].module_instance_id, "m-1");
  EXPECT_EQ(read->verdicts[0].observable, kDomain);
  EXPECT_EQ(read->verdicts[0].disposition, Disposition::kMalicious);
  EXPECT_EQ(read->verdicts[0].valid_until, "2026-01-31T00:00:00.000Z");
  ASSERT_EQ(read->problems.size(), 2U);
  EXPECT_EQ(read->problems[0].module, "Slow");
  EXPECT_EQ(read->problems[0].code, "module-timeout");
  EXPECT_EQ(read->problems[1].module, "");
}

TEST(Deliberate, ModulesThatKnowNothingGiveNoVerdict) {
  for (const char* body :
       {"{}", R"({"data":[]})", R"({"data":[{"module":"M","data":{}}]})",
        R"({"data":[{"module":"M","data":{"verdicts":{"count":0,"docs":[]}}}],"errors":[]})"}) {
    const auto read = read_deliberation(replies::of(200, body));
    ASSERT_TRUE(read) << body;
    EXPECT_TRUE(read->verdicts.empty()) << body;
    EXPECT_TRUE(read->problems.empty()) << body;
  }
}

TEST(Deliberate, WrongTypesAnywhereGiveNoVerdictAndNoCrash) {
  for (const char* body :
       {R"({"data":7,"errors":{}})", R"({"data":[1,null,"x",[]],"errors":"none"})",
        R"({"data":[{"data":[]}]})", R"({"data":[{"data":{"verdicts":[]}}]})",
        R"({"data":[{"data":{"verdicts":{"docs":{}}}}]})",
        R"({"data":[{"data":{"verdicts":{"docs":[1,[],{"observable":3},{"disposition":2}]}}}]})",
        R"({"data":[{"data":{"verdicts":{"docs":[{"observable":{"type":"md5","value":"0"}}]}}}]})"}) {
    const auto read = read_deliberation(replies::of(200, body));
    ASSERT_TRUE(read) << body;
    EXPECT_TRUE(read->verdicts.empty()) << body;
  }
}

TEST(Deliberate, NumbersThatAreNoDispositionAreUnknown) {
  for (const char* number : {"0", "6", "-1", "2.5", "\"2\"", "null", "99999999999999999999"}) {
    const auto read = read_deliberation(with_disposition(number));
    ASSERT_TRUE(read && read->verdicts.size() == 1) << number;
    EXPECT_EQ(read->verdicts[0].disposition, Disposition::kUnknown) << number;
  }
  EXPECT_EQ(read_deliberation(with_disposition("3.0"))->verdicts[0].disposition, Disposition::kSuspicious);
  EXPECT_EQ(read_deliberation(with_disposition("1"))->verdicts[0].valid_until, "");
}

TEST(Deliberate, AnswersThatAreNoEnvelopeAreUnreadable) {
  for (const Reply& reply : replies::unreadable())
    EXPECT_EQ(read_deliberation(reply).error_or(Problem()).kind, Problem::Kind::kUnreadable)
        << reply.body.substr(0, 40);
  EXPECT_FALSE(read_deliberation(replies::of(200, "[]")));
  EXPECT_EQ(read_deliberation(replies::of(503, "{}")).error_or(Problem()).kind,
            Problem::Kind::kServiceFailed);
}

TEST(Deliberate, VerdictsAreTakenByKindAndExactValueInTheServicesOrder) {
  Deliberation all{.verdicts = {verdict(Disposition::kClean), verdict(Disposition::kMalicious),
                                verdict(Disposition::kCommon), verdict(Disposition::kCommon)},
                   .problems = {}};
  all.verdicts[2].observable.value = "BAD.example";
  all.verdicts[3].observable.type = Type::kUrl;
  const auto found = verdicts_of(all, kDomain);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].disposition, Disposition::kClean);
  EXPECT_EQ(found[1].disposition, Disposition::kMalicious);
}

TEST(RollUp, TakesTheOneThatNeedsMostAttention) {
  constexpr std::array order = {Disposition::kMalicious, Disposition::kSuspicious, Disposition::kUnknown,
                                Disposition::kCommon, Disposition::kClean};
  for (std::size_t worst = 0; worst < order.size(); ++worst)
    for (std::size_t other = worst; other < order.size(); ++other) {
      EXPECT_EQ(roll_up({verdict(order[worst]), verdict(order[other])}), order[worst]);
      EXPECT_EQ(roll_up({verdict(order[other]), verdict(order[worst])}), order[worst]);
    }
}

TEST(RollUp, OfNothingIsNoVerdict) { EXPECT_EQ(roll_up({}), Disposition::kNone); }
