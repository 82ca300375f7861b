#include "threat_response/casebooks.h"

#include <gtest/gtest.h>

#include "replies.h"
#include "threat_response/case_search.h"
#include "threat_response/investigate.h"

using namespace threat_response;

namespace {

constexpr const char* kId = "https://private.intel.example:443/ctia/casebook/casebook-1234";
const Observable kDomain{"domain", "bad.example"};
const Observable kIp{"ip", "192.0.2.1"};

Json body_of(const Request& request) { return json::parse(request.body).value_or(Json()); }

}  // namespace

TEST(Casebooks, ListIsAskedNewestFirst) {
  EXPECT_EQ(search_cases_request({.text = {}, .user = {}, .limit = 50}),
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
  const Request request = observables_request(kId, Operation::kAdd, {kIp});
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
                         .tlp = "red",
                         .timestamp = "2026-01-02T03:04:05.000Z",
                         .owner = "o",
                         .observables = {kDomain},
                         .texts = {}}));
}

TEST(Casebooks, FieldsThatAreMissingOrOfAnotherTypeAreEmpty) {
  for (const char* body :
       {R"({"id":"c"})", R"({"id":"c","title":7,"tlp":[],"timestamp":{},"observables":"none"})",
        R"({"id":"c","observables":[1,null,[],{"type":7,"value":"v"}]})"}) {
    const auto read = read_case(replies::of(200, body));
    ASSERT_TRUE(read) << body;
    EXPECT_EQ(*read, (Case{.id = "c", .observables = {}, .texts = {}})) << body;
  }
}

TEST(Casebooks, KindsTheRecogniserDoesNotKnowAreKept) {
  const auto read = read_case(replies::of(
      200, R"({"id":"c","observables":[{"type":"md5","value":"0"},{"type":"ip","value":"192.0.2.1"}]})"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->observables, (std::vector<Observable>{{"md5", "0"}, kIp}));
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
            "https://visibility.example/investigate?q=domain%3Abad.example%0Aip%3A192.0.2.1");
}

TEST(Casebooks, InvestigateAddressNamesTheCaseWhenItWouldBeTooLong) {
  const std::string host = "https://v.example";
  // "/investigate?q=" + "domain%3A" is 24 characters.
  const std::string fits(2083 - host.size() - 24, 'a');
  EXPECT_EQ(investigate_url(host, {{"domain", fits}}, kId).size(), 2083U);
  EXPECT_EQ(investigate_url(host, {{"domain", fits + 'a'}}, kId), host + "/investigate?spid=1234");
  EXPECT_EQ(investigate_url(host, {{"domain", fits + 'a'}}, "5678"), host + "/investigate?spid=5678");
  EXPECT_EQ(investigate_url(host, {{"domain", fits + 'a'}}, "").size(), 2084U);
}

TEST(Casebooks, WhatACaseHasInAnotherSpellingIsNotMissing) {
  const Case one{.id = "c", .observables = {{"domain", "BAD.example."}, {"md5", "AB"}}, .texts = {}};
  const Observable other{"domain", "other.example"};
  EXPECT_EQ(missing_from(one, {kDomain, other, other, {"md5", "ab"}}),
            (std::vector<Observable>{other, {"md5", "ab"}}))
      << "kinds without a canonical form are told apart as they stand";
  EXPECT_EQ(held_by(one, {kDomain, kIp}), (std::vector<Observable>{{"domain", "BAD.example."}}));
  EXPECT_TRUE(held_by({.id = "c", .observables = {}, .texts = {}}, {kIp}).empty())
      << "removing from a case without observables would add them";
}

TEST(Casebooks, LengthsAreCountedAsTheServiceCounts) {
  EXPECT_EQ(service_length("a\xC3\xA4\xE2\x82\xAC"), 3U);
  EXPECT_EQ(service_length("\xF0\x9F\x98\x80"), 2U) << "a pair of units";
  EXPECT_FALSE(check_lengths(CaseChange{.title = std::string(1024, 'x')}));
  const Problem problem = check_lengths(CaseChange{.title = std::string(1025, 'x')});
  EXPECT_EQ(problem.kind, Problem::Kind::kTooLong);
  EXPECT_EQ(problem.field, "title");
  EXPECT_EQ(problem.limit, 1024U);
  EXPECT_EQ(check_lengths(CaseChange{.short_description = std::string(2049, 'x')}).field,
            "short_description");
  EXPECT_EQ(
      check_lengths(NewCase{.description = std::string(5001, 'x'), .observables = {}, .texts = {}}).field,
      "description");
}

TEST(Casebooks, APatchNamesOnlyWhatChanges) {
  const Request request = patch_case_request(kId, {.title = "T", .description = ""});
  EXPECT_EQ(request.method, "PATCH");
  EXPECT_EQ(request.path, "/ctia/casebook/casebook-1234?wait_for=true");
  EXPECT_EQ(body_of(request), *json::parse(R"({"title":"T","description":""})"));
  EXPECT_EQ(patch_case_request(kId, {.tlp = "red"}, Wait::kNo).path, "/ctia/casebook/casebook-1234");
}

TEST(Casebooks, AReplacementKeepsWhatTheClientDoesNotKnowAndLeavesOutWhatIsTheServices) {
  const auto entity =
      json::parse(R"({"id":"x","owner":"o","groups":[],"created":"c","modified":"m","client_id":"i",
    "schema_version":"1","type":"casebook","title":"T","tlp":"red","bundle":{"a":1},"new_field":[1]})");
  EXPECT_EQ(body_of(replace_case_request(kId, *entity)),
            *json::parse(R"({"type":"casebook","title":"T","tlp":"red","bundle":{"a":1},"new_field":[1]})"));
  EXPECT_EQ(replace_case_request(kId, *entity).method, "PUT");
}

TEST(Casebooks, OnlyWhatDoesNoMoreTheSecondTimeIsRepeatedWithoutAnAnswer) {
  EXPECT_EQ(create_case_request({.observables = {}, .texts = {}}).repeat, Repeat::kIfRefused);
  EXPECT_EQ(observables_request(kId, Operation::kAdd, {kIp}).repeat, Repeat::kIfRefused);
  EXPECT_EQ(texts_request(kId, Operation::kAdd, {{"note", "n"}}).repeat, Repeat::kIfRefused);
  EXPECT_EQ(observables_request(kId, Operation::kRemove, {kIp}).repeat, Repeat::kAlways);
  EXPECT_EQ(delete_case_request(kId).repeat, Repeat::kAlways);
  EXPECT_EQ(case_request(kId).repeat, Repeat::kAlways);
}

TEST(CaseSearch, WordsAreLookedForAsTheyAre) {
  EXPECT_EQ(lucene("  pay  update\n"), "(pay OR pay*) (update OR update*)");
  EXPECT_EQ(lucene("https://bit.ly/3x 2001:db8::1"), R"("https://bit.ly/3x" "2001:db8::1")");
  EXPECT_EQ(lucene("say \"hi\\there\" AND (x OR *"),
            "(say OR say*) \"\\\"hi\\\\there\\\"\" \"AND\" \"(x\" \"OR\" \"*\"");
  EXPECT_EQ(lucene(""), "");
}

TEST(CaseSearch, FiltersAreInTheQueryAndEncoded) {
  EXPECT_EQ(search_cases_request({.text = "a/b", .whose = Whose::kMine, .user = "u-1"}).path,
            "/ctia/casebook/"
            "search?query=%22a%2Fb%22%20owner%3A%22u-1%22&sort_by=timestamp&sort_order=desc&limit=100");
}

TEST(CaseSearch, TheNextPageIsAskedForByTheServicesOwnParametersAndNoOthers) {
  const Reply reply{
      .status = 200,
      .body = R"([{"id":"a"}])",
      .headers = "X-Total-Hits: 250\r\nX-Next: limit=100&offset=100&search_after=1%2C2&query=evil\r\n"};
  const auto page = read_case_page(reply);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->cases.size(), 1U);
  EXPECT_EQ(page->total, 250);
  EXPECT_EQ(
      next_cases_request({}, page->next).path,
      "/ctia/casebook/search?sort_by=timestamp&sort_order=desc&limit=100&offset=100&search_after=1%2C2");
  EXPECT_EQ(next_cases_request({}, "limit=1 0&offset=<>&search_after=a/../b&limit=1{").path,
            "/ctia/casebook/search?sort_by=timestamp&sort_order=desc");
}

TEST(CaseSearch, TheLastPageHasNoNext) {
  const auto page = read_case_page({.status = 200, .body = "[]", .headers = "x-total-hits: many\r\n"});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->next, "");
  EXPECT_FALSE(page->total);
}

TEST(CaseSearch, WhoseCasesAreLookedForIsInTheQuery) {
  const auto path = [](const std::string& text, Whose whose) {
    return search_cases_request({.text = text, .whose = whose, .user = "me \"1\""}).path;
  };
  EXPECT_TRUE(path("", Whose::kOthers).contains("query=NOT%20owner%3A%22me%20%5C%221%5C%22%22&"));
  EXPECT_TRUE(path("", Whose::kShared).contains("%20NOT%20tlp%3Ared&"));
  EXPECT_TRUE(path("a", Whose::kMine).contains("query=%28a%20OR%20a%2A%29%20owner%3A"));
  EXPECT_FALSE(path("", Whose::kEverybody).contains("query="));
}

TEST(CaseSearch, WhatIsSyntaxIsLookedForAsAPhrase) {
  for (const char* word : {"OR", "NOT", "AND", "a-b", "a{", "[a", "~", "a^"})
    EXPECT_EQ(lucene(word), '"' + std::string(word) + '"');
  EXPECT_EQ(lucene("a_1\tZ\x0B\xC3\xA4"), "(a_1 OR a_1*) (Z OR Z*) (\xC3\xA4 OR \xC3\xA4*)");
}

TEST(CaseSearch, ANumberOfCasesThatIsNoneIsNotTold) {
  for (const char* total : {"-1", "x", "7x", ""}) {
    const auto page = read_case_page(
        {.status = 200, .body = "[]", .headers = "X-Total-Hits: " + std::string(total) + "\r\n"});
    ASSERT_TRUE(page);
    EXPECT_FALSE(page->total) << total;
  }
  EXPECT_FALSE(read_case_page({.status = 503, .body = {}, .headers = {}}));
}

TEST(Casebooks, WhatOtherToolsHavePutToACaseIsSentWithIt) {
  const NewCase made{.title = "t",
                     .external_references = {{.source_name = "n", .hashes = {"h"}}, {.source_name = "m"}},
                     .bundle = json::object({{"type", "bundle"}})};
  const Json sent = to_json(made);
  ASSERT_EQ(json::array(sent, "external_references").size(), 2U);
  EXPECT_EQ(json::texts(*json::array(sent, "external_references")[0], "hashes"),
            std::vector<std::string>{"h"});
  EXPECT_FALSE(json::find(*json::array(sent, "external_references")[1], "hashes"));
  EXPECT_EQ(*json::find(sent, "bundle"), made.bundle);
  EXPECT_EQ(new_case_of({.title = "t"}).tlp, "amber");
  EXPECT_EQ(new_case_of({.title = "t", .tlp = "red"}).tlp, "red");
}

TEST(Casebooks, AListIsReplacedByAnOperationToo) {
  EXPECT_TRUE(
      texts_request("a", Operation::kReplace, {{"note", "n"}}).body.contains(R"("operation":"replace")"));
  EXPECT_TRUE(
      patch_case_request("a", {.short_description = "s"}).body.contains(R"("short_description":"s")"));
}

TEST(Casebooks, WhatACaseHoldsTwiceIsRemovedOnce) {
  const Case one{.observables = {{"domain", "Bad.example"}, {"domain", "Bad.example"}, {"ip", "192.0.2.1"}}};
  EXPECT_EQ(held_by(one, {{"domain", "bad.example"}}), (std::vector<Observable>{{"domain", "Bad.example"}}));
}
