// The requests of threat-response-api.json as this client makes them: method, host, path, query, headers and
// body. A test is named by its vector's id. What the embedded service answers to the same vectors is tested
// over HTTP in tests/conformance.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "threat_response/case_search.h"
#include "threat_response/casebooks.h"
#include "threat_response/enrich.h"
#include "threat_response/inspect.h"
#include "threat_response/investigate.h"
#include "threat_response/pivots.h"
#include "threat_response/profile.h"
#include "threat_response/token.h"

using namespace threat_response;

namespace {

constexpr const char* kCase = "casebook-11111111-2222-4333-8444-555555555555";
const std::string kHash = "10745318f9dd601ab76f029cbc41c7e13c9754f87eb2c85948734b2b0b148140";
const std::string kTrigger = "/respond/trigger/00000000-0000-4000-8000-000000000011/amp-add-sha256-scd";
const Observable kCisco{"domain", "cisco.com"};
const Observable kIp{"ip", "42.42.42.42"};

const Json& vectors() {
  static const Json all = [] {
    std::ifstream file(TR_FIXTURES "/../conformance/threat-response-api.json");
    std::ostringstream text;
    text << file.rdbuf();
    return json::parse(text.str()).value_or(Json());
  }();
  return all;
}

const Json* vector_of(std::string_view id) {
  for (const Json* one : json::array(vectors(), "vectors"))
    if (json::text(*one, "id") == id) return one;
  return nullptr;
}

// "a=1&b=2" as a set: the service does not look at the order.
std::multimap<std::string, std::string> pairs(std::string_view query) {
  std::multimap<std::string, std::string> all;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    all.emplace(pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size())));
  }
  return all;
}

std::multimap<std::string, std::string> pairs(const Json* query) {
  std::multimap<std::string, std::string> all;
  if (!query) return all;
  for (const auto& [name, value] : json::members(*query)) {
    if (json::is_text(value)) all.emplace(name, percent_encode(json::text_of(value)));
    for (const Json* one : json::elements(value)) all.emplace(name, percent_encode(json::text_of(*one)));
  }
  return all;
}

struct Made {
  const char* id;
  Request request;
};

void PrintTo(const Made& made, std::ostream* out) { *out << made.id; }

const std::vector<Made>& all_made() {
  static const std::vector<Made> all = {
      {"auth-01", token_request()},
      {"auth-08", profile_request()},
      {"insp-01", inspect_request("cisco.com")},
      {"insp-03", inspect_request("suspicious hash is " + kHash)},
      {"insp-04", inspect_request("('" + kHash + "', '95.95.0.1')")},
      {"enr-01", deliberate_request({kCisco})},
      {"enr-08", observe_request({{"sha256", kHash}})},
      {"enr-10", health_request()},
      {"ref-01", refer_request({"domain", "ilo.brenz.pl"})},
      {"rsp-01", respond_request(kCisco)},
      {"rsp-02", respond_request({"sha256", kHash})},
      {"rsp-04", trigger_request(kTrigger +
                                 "?list=00000000-0000-4000-8000-000000000012&observable_type=sha256"
                                 "&observable_value=" +
                                 kHash)},
      {"rsp-07",
       trigger_request("/respond/trigger/Monty%20Python%21/x%7Cy%26z?x=1&y=2&z=3&observable_type=spam"
                       "&observable_value=eggs")},
      {"cb-09", case_request(kCase)},
      {"cb-14", patch_case_request(kCase, {.title = "patch"}, Wait::kNo)},
      {"cb-16", observables_request(kCase, Operation::kAdd, {kIp}, Wait::kNo)},
      {"cb-18", observables_request(kCase, Operation::kRemove, {{"mac_address", "85:28:cb:6a:21:41"}, kIp},
                                    Wait::kNo)},
      {"cb-21", texts_request(kCase, Operation::kRemove, {{"note", "hello"}}, Wait::kNo)},
      {"cb-25", delete_case_request(kCase, Wait::kNo)},
      {"cb-27", cases_by_external_id_request("w-1")},
      {"cb-12", replace_case_request(kCase, *json::parse(R"({"short_description":"only this","owner":"o"})"),
                                     Wait::kNo)},
  };
  return all;
}

class Vectors : public testing::TestWithParam<Made> {};

}  // namespace

TEST_P(Vectors, TheClientsRequestIsTheVectors) {
  const Made& made = GetParam();
  const Json* vector = vector_of(made.id);
  ASSERT_NE(vector, nullptr);
  const Json& wanted = *json::find(*vector, "request");
  EXPECT_EQ(made.request.method, json::text(wanted, "method"));
  EXPECT_EQ(made.request.service == Service::kVisibility ? "visibility" : "private.intel",
            json::text(wanted, "host"));
  const std::size_t question = std::min(made.request.path.find('?'), made.request.path.size());
  EXPECT_EQ(made.request.path.substr(0, question), json::text(wanted, "path"));
  const std::string_view query =
      std::string_view(made.request.path).substr(std::min(question + 1, made.request.path.size()));
  EXPECT_EQ(pairs(query), pairs(json::find(wanted, "query")));
  const Json* headers = json::find(wanted, "headers");
  ASSERT_NE(headers, nullptr);
  EXPECT_EQ(made.request.content_type, json::text(*headers, "Content-Type"));
  EXPECT_TRUE(json::text(*headers, "Authorization")
                  .starts_with(made.request.credential == Credential::kBasic ? "Basic " : "Bearer "));
  const Json* body = json::find(wanted, "body");
  // Members of an object have no order: both are written the same way, then compared byte for byte.
  EXPECT_EQ(made.request.body, !body ? "" : json::is_text(*body) ? json::text_of(*body) : json::dump(*body));
}

INSTANTIATE_TEST_SUITE_P(Requests, Vectors, testing::ValuesIn(all_made()), [](const auto& made) {
  std::string name = made.param.id;
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST(Vectors, cb_01) {
  const Json* vector = vector_of("cb-01");
  ASSERT_NE(vector, nullptr);
  Json wanted = *json::find(*json::find(*vector, "request"), "body");
  json::remove(wanted, "timestamp");  // the service's own clock is better than a browser's
  const Request made = create_case_request({.title = "Case 1",
                                            .short_description = "s",
                                            .description = "d",
                                            .external_id = "w-1",
                                            .observables = {{"ip", "192.0.2.7"}},
                                            .texts = {}});
  EXPECT_EQ(made.path, "/ctia/casebook?wait_for=true");
  EXPECT_EQ(made.body, json::dump(wanted));
}

TEST(Vectors, lnk_01) {
  EXPECT_EQ(investigate_url("https://v.example",
                            {{"ip", "192.0.2.7"}, {"domain", "bad.example"}, {"sha256", kHash}}, ""),
            "https://v.example/investigate?q=ip%3A192.0.2.7%0Adomain%3Abad.example%0Asha256%3A" + kHash);
}

TEST(Vectors, lnk_02) {
  const std::string value(2083, 'a');
  EXPECT_EQ(investigate_url("https://v.example", {{"domain", value}},
                            "https://private.intel.amp.cisco.com:443/ctia/casebook/" + std::string(kCase)),
            "https://v.example/investigate?spid=11111111-2222-4333-8444-555555555555");
}
