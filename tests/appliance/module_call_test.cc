// What the appliance tells of its own tables, which are the real ones.
#include "appliance/relay/module_call.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>

#include "appliance/threat_response/stranger.h"

namespace appliance {
namespace {

constexpr const char* kOrigin = "https://mail1.example.com";
constexpr const char* kH1 = "5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330";
constexpr const char* kH3 = "31fa58aaa2d1d31df0c70b96e4543c60e18ec1aaa96899ea47d0f0c921ce96d2";

Json observable(const char* type, const std::string& value) {
  return json::object({{"type", type}, {"value", value}});
}

class ModuleCallTest : public testing::Test {
 protected:
  // Filling the tables is what takes time.
  static void SetUpTestSuite() {
    folder_ = testing::TempDir() + "module-call-XXXXXX";
    ASSERT_NE(::mkdtemp(folder_.data()), nullptr);
    auto database = Database::open(folder_ + "/appliance.db");
    ASSERT_TRUE(database) << database.error();
    database_ = *std::move(database);
    traffic_ = std::make_unique<Traffic>(*database_);
    const auto seeded = traffic_->seed();
    ASSERT_TRUE(seeded) << seeded.error();
  }
  static void TearDownTestSuite() {
    traffic_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }
  void TearDown() override { traffic_->set_step(0); }

  http::Response call(const std::string& path, const Json& body) {
    return answer_module_call(path, body, *traffic_, kOrigin, "mail1.example.com");
  }
  Json data(const std::string& path, const Json& body) {
    const http::Response response = call(path, body);
    EXPECT_EQ(response.status, 200) << response.body;
    answer_ = *json::parse(response.body);
    const Json* data = json::find(answer_, "data");
    EXPECT_NE(data, nullptr);
    return data ? *data : Json();
  }
  std::vector<Json> sightings(const Json& body) {
    const Json told = data("/observe/observables", body);
    std::vector<Json> docs;
    if (const Json* group = json::find(told, "sightings"))
      for (const Json* doc : json::array(*group, "docs")) docs.push_back(*doc);
    return docs;
  }
  std::vector<Json> sightings_of(const char* type, const std::string& value) {
    return sightings(json::list({observable(type, value)}));
  }
  // Of that title; null when there is none.
  static Json titled(const std::vector<Json>& docs, const std::string& title) {
    for (const Json& doc : docs)
      if (json::text(doc, "title") == title) return doc;
    return {};
  }
  static bool relates(const Json& doc, const Json& source, const std::string& name, const Json& related) {
    for (const Json* one : json::array(doc, "relations"))
      if (*json::find(*one, "source") == source && json::text(*one, "relation") == name &&
          *json::find(*one, "related") == related)
        return true;
    return false;
  }
  static std::vector<std::string> titles(const std::vector<Json>& docs) {
    std::vector<std::string> all;
    for (const Json& doc : docs) all.push_back(json::text(doc, "title"));
    std::ranges::sort(all);
    return all;
  }

  Json answer_;
  inline static std::string folder_;
  inline static std::unique_ptr<Database> database_;
  inline static std::unique_ptr<Traffic> traffic_;
};

TEST_F(ModuleCallTest, ADomainIsSeenInMailAndInTheWeb) {
  const auto docs = sightings_of("domain", "bit.ly");
  EXPECT_EQ(titles(docs), (std::vector<std::string>{"Link in messages", "Mail from this domain",
                                                    "Web request: Allow", "Web site visited"}));
  const Json mail = titled(docs, "Mail from this domain");
  EXPECT_EQ(json::integer(mail, "count"), 118);
  EXPECT_EQ(json::text(mail, "description"), "58 of 118 messages were threats.");
  EXPECT_EQ(json::text(mail, "source"), "mail1.example.com");
  EXPECT_EQ(*json::find(mail, "observables"), json::list({observable("domain", "bit.ly")}));
  EXPECT_EQ(json::text(*json::find(mail, "observed_time"), "start_time"), "2026-11-23T12:00:00.000Z");
  EXPECT_EQ(json::text(mail, "source_uri"),
            "https://mail1.example.com/reports/"
            "incoming-mail-domains?startDate=2026-11-23T00%3A00%3A00.000Z&endDate="
            "2026-11-24T00%3A00%3A00.000Z");
  EXPECT_TRUE(relates(titled(docs, "Link in messages"), observable("domain", "bit.ly"), "Hosts",
                      observable("url", "https://bit.ly/3xAmpLe")));
}

TEST_F(ModuleCallTest, AWebRequestNamesItsClientAndUser) {
  const auto docs = sightings_of("url", "https://bit.ly/3xAmpLe");
  const Json request = titled(docs, "Web request: Allow");
  const Json when = json::object({{"start_time", "2026-11-23T09:03:11.000Z"}});

  EXPECT_EQ(
      *json::find(request, "targets"),
      json::list({json::object(
          {{"type", "endpoint"},
           {"observables", json::list({observable("ip", "198.51.100.31"), observable("user", "li.wei")})},
           {"observed_time", when}})}));
  EXPECT_TRUE(
      relates(request, observable("ip", "198.51.100.31"), "Connected_To", observable("domain", "bit.ly")));
}

TEST_F(ModuleCallTest, WhoHasNoNameIsNoTarget) {
  const auto docs = sightings_of("ipv6", "2001:db8:1::66");
  const Json request = titled(docs, "Web request: Block - WBRS");
  const auto targets = json::array(request, "targets");
  ASSERT_EQ(targets.size(), 1U);
  EXPECT_EQ(*json::find(*targets[0], "observables"), json::list({observable("ipv6", "2001:db8:9::31")}));
  EXPECT_TRUE(relates(titled(docs, "Malware connection to port 443"), observable("ipv6", "2001:db8:9::31"),
                      "Connected_To", observable("ipv6", "2001:db8:1::66")));
}

TEST_F(ModuleCallTest, AMessageNamesItsRecipientsAndWhatItsSentencesName) {
  const Json file = observable("sha256", kH1), sender = observable("ip", "192.0.2.17");
  const auto docs = sightings_of("sha256", kH1);
  EXPECT_FALSE(titled(docs, "File in incoming mail: invoice-2291.pdf.exe").is_null());
  const Json message = titled(docs, "Incoming message: Dropped by AMP");
  EXPECT_EQ(json::text(message, "description"),
            "From billing@pay-update.example, subject: Overdue: invoice 2291");
  const auto targets = json::array(message, "targets");
  ASSERT_EQ(targets.size(), 1U);
  EXPECT_EQ(json::text(*targets[0], "type"), "email");
  EXPECT_EQ(*json::find(*targets[0], "observables"),
            json::list({observable("email", "amara.o@example.com")}));
  EXPECT_TRUE(relates(message, sender, "Sent", file));
  EXPECT_TRUE(relates(message, observable("domain", "pay-update.example"), "Sent_From", sender));
  EXPECT_EQ(json::text(message, "source_uri"),
            "https://mail1.example.com/tracking/"
            "message-details?mid=315&startDate=2026-11-23T00%3A00%3A00.000Z&endDate="
            "2026-11-24T00%3A00%3A00.000Z");
  for (const auto& [type, value] : {std::pair{"cisco_mid", "315"},
                                    {"email", "Billing@pay-update.example"},
                                    {"domain", "mta1.pay-update.example"},
                                    {"url", "http://login.pay-update.example:8080/session?id=7&x=a,b"}})
    EXPECT_FALSE(titled(sightings_of(type, value), "Incoming message: Dropped by AMP").is_null()) << value;
}

TEST_F(ModuleCallTest, OfAMessageThatLeftTheSenderIsTheTarget) {
  const Json message =
      titled(sightings_of("url", "https://bit.ly/3xAmpLe"), "Outgoing message: Hard Bounced");
  const auto targets = json::array(message, "targets");
  ASSERT_EQ(targets.size(), 1U);
  EXPECT_EQ(*json::find(*targets[0], "observables"), json::list({observable("email", "desk@example.com")}));
}

TEST_F(ModuleCallTest, AFileIsKnownByHashAndByName) {
  EXPECT_EQ(sightings_of("file_name", "terms.docm").size(), 1U);
  const Json request = titled(sightings_of("sha256", kH3), "Web request: Block - Malware");
  EXPECT_TRUE(relates(request, observable("sha256", kH3), "Downloaded_From",
                      observable("domain", "files.example.net")));
}

TEST_F(ModuleCallTest, AnotherWayToWriteAnObservableIsThatObservable) {
  for (const auto& [type, value] : {std::pair{"domain", "BIT.LY"}, {"ipv6", "2001:0DB8:1:0::66"}}) {
    const auto docs = sightings_of(type, value);
    ASSERT_FALSE(docs.empty()) << value;
    EXPECT_EQ(*json::find(docs[0], "observables"), json::list({observable(type, value)}))
        << "as it was asked";
  }
}

TEST_F(ModuleCallTest, WhatIsNoObservableOfATableIsNotSeen) {
  for (const auto& [type, value] : {std::pair{"domain", "unknown domain"},
                                    {"domain", "nobody.example"},
                                    {"user", "(none)"},
                                    {"sha256", "–"},
                                    {"url", "bit.ly"},
                                    {"ip", "4.0.0.12"}})
    EXPECT_EQ(data("/observe/observables", json::list({observable(type, value)})), json::object({})) << value;
}

TEST_F(ModuleCallTest, TheLatestComesFirstAndMoreThanAFewAreCountedOnly) {
  Json asked = json::list({});
  for (int i = 0; i < 300; ++i) json::append(asked, observable("domain", "bit.ly"));
  const Json told = data("/observe/observables", asked);
  const Json* group = json::find(told, "sightings");
  ASSERT_NE(group, nullptr);

  EXPECT_EQ(json::array(*group, "docs").size(), 200U);
  EXPECT_EQ(json::integer(*group, "count"), 1200);
  const auto docs = sightings_of("email", "desk@example.com");
  EXPECT_TRUE(std::ranges::is_sorted(docs, std::greater(), [](const Json& doc) {
    return json::text(*json::find(doc, "observed_time"), "start_time");
  }));
}

TEST_F(ModuleCallTest, RowsThatComeInAreToldAsTheyAreShown) {
  EXPECT_TRUE(sightings_of("domain", "hilfe.example").empty());
  traffic_->set_step(3);
  EXPECT_FALSE(sightings_of("domain", "hilfe.example").empty());
}

TEST_F(ModuleCallTest, LinksLeadToThePagesThatShowIt) {
  const Json told = data("/refer/observables", json::list({observable("ip", "198.51.100.31")}));
  std::vector<std::string> found;
  for (const Json* link : json::elements(told)) {
    found.push_back(json::text(*link, "title"));
    EXPECT_TRUE(json::text(*link, "url").starts_with("https://mail1.example.com/"))
        << json::text(*link, "url");
    EXPECT_TRUE(
        json::text(*link, "url").contains("?startDate=2026-11-23T00%3A00%3A00.000Z&endDate=2026-11-24T"));
    EXPECT_FALSE(json::text(*link, "id").empty());
  }
  EXPECT_EQ(found,
            (std::vector<std::string>{"Client Malware Risk: seen 6 times, last on 23 Nov 2026",
                                      "Message Tracking: seen 1 time, last on 23 Nov 2026",
                                      "Web Tracking: Proxy Services: seen 2 times, last on 23 Nov 2026"}));
}

TEST_F(ModuleCallTest, TheServiceKeepsAllThatIsTold) {
  const Json asked =
      json::list({observable("domain", "bit.ly"), observable("sha256", kH1),
                  observable("ipv6", "2001:db8:1::66"), observable("email", "desk@example.com")});
  const Json told = data("/observe/observables", asked);
  const auto docs = json::array(*json::find(told, "sightings"), "docs");
  const std::vector<Json> kept = stranger::sightings(told, json::elements(asked));
  ASSERT_GT(docs.size(), 10U);
  ASSERT_EQ(kept.size(), docs.size());
  for (std::size_t i = 0; i < docs.size(); ++i) {
    Json doc = *docs[i];
    json::remove(doc, "type");
    EXPECT_EQ(kept[i], doc);
  }
  const Json links = data("/refer/observables", asked);
  const std::vector<Json> kept_links = stranger::links(links);
  ASSERT_EQ(kept_links.size(), json::elements(links).size());
  for (std::size_t i = 0; i < kept_links.size(); ++i) EXPECT_EQ(kept_links[i], *json::elements(links)[i]);
}

TEST_F(ModuleCallTest, ItJudgesNothingAndDoesNothingAndIsWell) {
  const Json asked = json::list({observable("domain", "bit.ly")});

  EXPECT_EQ(data("/deliberate/observables", asked), json::object({}));
  EXPECT_EQ(data("/respond/observables", asked), json::list({}));
  EXPECT_EQ(data("/health", json::list({})), json::object({{"status", "ok"}}));
}

TEST_F(ModuleCallTest, OtherPathsAndBodiesAreRefused) {
  EXPECT_EQ(call("/observe/targets", json::list({})).status, 404);
  EXPECT_EQ(call("", json::list({})).status, 404);
  for (const char* body :
       {"{}", "null", "7", "\"x\"", "[1]", "[{}]", R"([{"type":"domain"}])", R"([{"type":1,"value":"x"}])"}) {
    const http::Response response = call("/observe/observables", *json::parse(body));
    EXPECT_EQ(response.status, 400) << body;
    EXPECT_EQ(json::array(*json::parse(response.body), "errors").size(), 1U);
  }
}

}  // namespace
}  // namespace appliance
