#include "threat_response/casebooks.h"

#include <gtest/gtest.h>

#include "json/json.h"
#include "replies.h"

using namespace threat_response;
using observables::Observable;
using observables::Type;

namespace {

constexpr const char* kId = "https://private.intel.example:443/ctia/casebook/casebook-1234";
const Observable kDomain{Type::kDomain, "bad.example"};
const Observable kIp{Type::kIp, "192.0.2.1"};

Json body_of(const Request& request) { return json::parse(request.body).value_or(Json()); }

}  // namespace

TEST(Casebooks, ListIsAskedNewestFirst) {
  EXPECT_EQ(cases_request(50),
            (Request{.service = Service::kPrivateIntel,
                     .method = "GET",
                     .path = "/ctia/casebook/search?sort_by=timestamp&sort_order=desc&limit=50"}));
}

TEST(Casebooks, NewCaseIsCreatedAmberWithItsExternalId) {
  const Request request =
      create_case_request({.title = "Case \"1\"", .external_id = "tr-1", .observables = {kDomain, kIp}});
  EXPECT_EQ(request.service, Service::kPrivateIntel);
  EXPECT_EQ(request.credential, Credential::kBearer);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.path, "/ctia/casebook?wait_for=true");
  EXPECT_EQ(request.content_type, "application/json");
  EXPECT_EQ(body_of(request),
            *json::parse(R"({"type":"casebook","title":"Case \"1\"","tlp":"amber","external_ids":["tr-1"],
              "observables":[{"type":"domain","value":"bad.example"},{"type":"ip","value":"192.0.2.1"}]})"));
}

TEST(Casebooks, RoutesTakeTheShortIdEncoded) {
  EXPECT_EQ(case_request(kId).path, "/ctia/casebook/casebook-1234");
  EXPECT_EQ(case_request("casebook-1").path, "/ctia/casebook/casebook-1");
  EXPECT_EQ(case_request("https://x/a?b#c d").path, "/ctia/casebook/a%3Fb%23c%20d");
  EXPECT_EQ(case_request(kId).service, Service::kPrivateIntel);
  EXPECT_EQ(case_request(kId).body, "");
}

TEST(Casebooks, ObservablesAreAddedByAnOperation) {
  const Request request = add_observables_request(kId, {kIp});
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.path, "/ctia/casebook/casebook-1234/observables?wait_for=true");
  EXPECT_EQ(body_of(request),
            *json::parse(R"({"operation":"add","observables":[{"type":"ip","value":"192.0.2.1"}]})"));
}

TEST(Casebooks, LostCaseIsFoundByItsExternalId) {
  const Request request = cases_by_external_id_request("tr/1");
  EXPECT_EQ(request.method, "GET");
  EXPECT_EQ(request.path, "/ctia/casebook/external_id/tr%2F1");
}

TEST(Casebooks, ReadsAWholeCase) {
  const auto read = read_case(replies::of(201, R"({"id":"x/casebook-1","title":"T","tlp":"red","owner":"o",
    "timestamp":"2026-01-02T03:04:05.000Z","observables":[{"value":"bad.example","type":"domain"}]})"));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, (Case{.id = "x/casebook-1",
                         .title = "T",
                         .timestamp = "2026-01-02T03:04:05.000Z",
                         .tlp = "red",
                         .observables = {kDomain}}));
}

TEST(Casebooks, FieldsThatAreMissingOrOfAnotherTypeAreEmpty) {
  for (const char* body :
       {R"({"id":"c"})", R"({"id":"c","title":7,"tlp":[],"timestamp":{},"observables":"none"})",
        R"({"id":"c","observables":[1,null,[],{"type":7,"value":"v"}]})"}) {
    const auto read = read_case(replies::of(200, body));
    ASSERT_TRUE(read) << body;
    EXPECT_EQ(*read, (Case{.id = "c", .title = {}, .timestamp = {}, .tlp = {}, .observables = {}})) << body;
  }
}

TEST(Casebooks, KindsWeDoNotShowAreLeftOut) {
  const auto read = read_case(replies::of(
      200, R"({"id":"c","observables":[{"type":"md5","value":"0"},{"type":"ip","value":"192.0.2.1"}]})"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->observables, std::vector{kIp});
}

TEST(Casebooks, ObservablesWithoutAValueAreLeftOut) {
  const auto read = read_case(replies::of(
      200,
      R"({"id":"c","observables":[{"type":"ip"},{"type":"ip","value":7},{"type":"domain","value":""}]})"));
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->observables.empty());
}

TEST(Casebooks, ListLeavesOutWhatIsNoCaseAndKeepsTheOrder) {
  const auto read =
      read_cases(replies::of(200, R"([{"id":"b"},{"title":"no id"},3,[],{"id":7},{"id":"a"}])"));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[0].id, "b");
  EXPECT_EQ((*read)[1].id, "a");
  EXPECT_TRUE(read_cases(replies::of(200, "[]"))->empty());
}

TEST(Casebooks, AnswersThatAreNoCaseAreUnreadable) {
  for (const Reply& reply : replies::unreadable()) {
    EXPECT_EQ(read_case(reply).error_or(Problem()).kind, Problem::Kind::kUnreadable)
        << reply.body.substr(0, 40);
    EXPECT_EQ(read_cases(reply).error_or(Problem()).kind, Problem::Kind::kUnreadable)
        << reply.body.substr(0, 40);
  }
  EXPECT_FALSE(read_case(replies::of(200, R"({"title":"no id"})")));
  EXPECT_FALSE(read_case(replies::of(200, "[]")));
  EXPECT_FALSE(read_cases(replies::of(200, "{}")));
}

TEST(Casebooks, FailuresAreTheServicesProblem) {
  EXPECT_EQ(read_case(replies::of(404, "")).error_or(Problem()).kind, Problem::Kind::kNotFound);
  EXPECT_EQ(read_cases(replies::of(500, "[]")).error_or(Problem()).kind, Problem::Kind::kServiceFailed);
}

TEST(Casebooks, InvestigateAddressHasOneTypedValueALine) {
  EXPECT_EQ(investigate_url("https://visibility.example", {kDomain, kIp}, kId),
            "https://visibility.example/investigate?q=domain%3Abad.example%0Aip%3A192.0.2.1%0A");
}

TEST(Casebooks, InvestigateAddressNamesTheCaseWhenItWouldBeTooLong) {
  const std::string host = "https://v.example";
  // "/investigate?q=" + "domain%3A" + value + "%0A" is 27 characters and the value.
  const std::string fits(2083 - host.size() - 27, 'a');
  EXPECT_EQ(investigate_url(host, {{Type::kDomain, fits}}, kId).size(), 2083U);
  EXPECT_EQ(investigate_url(host, {{Type::kDomain, fits + 'a'}}, kId), host + "/investigate?spid=1234");
  EXPECT_EQ(investigate_url(host, {{Type::kDomain, fits + 'a'}}, "").size(), 2084U);
}
