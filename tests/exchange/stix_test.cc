// Every bundle keeps the rules of STIX 2.1 (OASIS Standard, 10 June 2021); clauses in brackets.
#include "exchange/stix.h"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "exchange/stix_objects.h"
#include "exchange/uuid.h"
#include "random_cases.h"

namespace {

using namespace exchange;

constexpr threat_response::Instant kNow = 1'795'000'000'000;

const std::map<std::string, std::vector<std::string>>& required() {
  static const std::map<std::string, std::vector<std::string>> kRequired = {
      {"grouping", {"context", "object_refs", "created", "modified"}},       // 4.5
      {"note", {"content", "object_refs", "created", "modified"}},           // 4.14
      {"identity", {"name", "created", "modified"}},                         // 4.6
      {"marking-definition", {"definition_type", "definition", "created"}},  // 7.2.1
      {"extension-definition",                                               // 7.3
       {"name", "schema", "version", "extension_types", "created", "modified", "created_by_ref"}},
      {"ipv4-addr", {"value"}},      // 6.7
      {"ipv6-addr", {"value"}},      // 6.8
      {"domain-name", {"value"}},    // 6.4
      {"url", {"value"}},            // 6.15
      {"email-addr", {"value"}},     // 6.5
      {"mac-addr", {"value"}},       // 6.9
      {"mutex", {"name"}},           // 6.10
      {"file", {}},                  // 6.6
      {"windows-registry-key", {}},  // 6.17
      {"user-account", {}},          // 6.16
      {"casebook-observable", {"observable_type", "value"}}};
  return kRequired;
}

// Lists and objects that are empty are not allowed (2.4, 2.8...): what is empty is left out.
void check_nothing_empty(const Json& value, const std::string& where) {
  if (json::is_array(value)) {
    EXPECT_FALSE(json::elements(value).empty()) << where;
  }
  if (json::is_object(value)) {
    EXPECT_FALSE(json::members(value).empty()) << where;
  }
  for (const Json* element : json::elements(value)) check_nothing_empty(*element, where);
  for (const auto& [name, member] : json::members(value)) {
    EXPECT_FALSE(member.is_null()) << where << ' ' << name;
    check_nothing_empty(member, where + '/' + name);
  }
}

// Ids of observables are made of the properties of 6.x that contribute (2.9).
void check_contributing(const Json& object) {
  Json contributing = json::object({});
  for (const char* key : {"value", "name", "hashes", "key", "user_id", "observable_type"})
    if (const Json* member = json::find(object, key)) json::set(contributing, key, *member);
  EXPECT_EQ(json::text(object, "id"),
            json::text(object, "type") + "--" + uuid_of(Namespace::kObservables, json::dump(contributing)));
}

void check_values(const Json& object) {
  const std::string type = json::text(object, "type"), value = json::text(object, "value");
  static const std::map<std::string, std::regex> kForms = {
      {"ipv4-addr", std::regex(R"((\d{1,3}\.){3}\d{1,3})")},
      {"ipv6-addr", std::regex(R"([0-9A-Fa-f:.]+)")},
      {"mac-addr", std::regex("([0-9a-f]{2}:){5}[0-9a-f]{2}")},
      {"email-addr", std::regex(R"([^@\s]+@[^@\s]+\.[^@\s]+)")},
      {"domain-name", std::regex(R"([A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+)")},
      {"url", std::regex(R"([a-z]+://[^\s"<>]+)")}};
  if (const auto form = kForms.find(type); form != kForms.end()) {
    EXPECT_TRUE(std::regex_match(value, form->second)) << type << ' ' << value;
  }
  const Json* hashes = json::find(object, "hashes");
  if (hashes == nullptr) return;
  static const std::map<std::string, std::size_t> kDigits = {{"MD5", 32}, {"SHA-1", 40}, {"SHA-256", 64}};
  for (const auto& [algorithm, digest] : json::members(*hashes)) {
    ASSERT_TRUE(kDigits.contains(algorithm)) << algorithm;  // 10.6
    EXPECT_TRUE(std::regex_match(json::text_of(digest),
                                 std::regex("[0-9A-Fa-f]{" + std::to_string(kDigits.at(algorithm)) + "}")));
  }
}

void check_bundle(const std::string& document) {
  static const std::regex kTime(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)");  // 3.2
  static const std::regex kId(
      "[a-z0-9-]+--[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");  // 2.9
  static const std::regex kName("[a-z0-9_]{3,250}");                                           // 3.1
  const auto bundle = json::parse(document);
  ASSERT_TRUE(bundle);
  ASSERT_EQ(json::text(*bundle, "type"), "bundle");  // 8
  EXPECT_TRUE(std::regex_match(json::text(*bundle, "id"), kId));
  EXPECT_EQ(json::find(*bundle, "spec_version"), nullptr) << "of STIX 2.0";  // 8
  const auto objects = json::array(*bundle, "objects");

  std::set<std::string> ids;
  for (const Json* object : objects) EXPECT_TRUE(ids.insert(json::text(*object, "id")).second) << "once each";

  for (const Json* object : objects) {
    const std::string type = json::text(*object, "type"), id = json::text(*object, "id");
    ASSERT_TRUE(required().contains(type)) << type;
    EXPECT_TRUE(std::regex_match(id, kId)) << id;
    EXPECT_TRUE(id.starts_with(type + "--")) << id;               // 2.9
    EXPECT_EQ(json::text(*object, "spec_version"), "2.1") << id;  // 3.2
    for (const std::string& key : required().at(type))
      EXPECT_NE(json::find(*object, key), nullptr) << id << ' ' << key;
    for (const char* key : {"created", "modified"})
      if (json::find(*object, key) != nullptr) {
        EXPECT_TRUE(std::regex_match(json::text(*object, key), kTime)) << id;
      }
    if (json::find(*object, "modified") != nullptr) {
      EXPECT_LE(json::text(*object, "created"), json::text(*object, "modified")) << id;  // 3.2
    }
    for (const auto& [name, member] : json::members(*object))
      EXPECT_TRUE(name == "id" || std::regex_match(name, kName)) << name;
    for (const char* key : {"object_refs", "object_marking_refs"})
      for (const std::string& ref : json::texts(*object, key))
        EXPECT_TRUE(ids.contains(ref)) << id << ' ' << ref;
    if (json::find(*object, "created_by_ref") != nullptr) {
      EXPECT_TRUE(json::text(*object, "created_by_ref").starts_with("identity--"));  // 3.2
      EXPECT_TRUE(ids.contains(json::text(*object, "created_by_ref")));
    }
    if (const Json* extensions = json::find(*object, "extensions"))
      for (const auto& [extension, content] : json::members(*extensions)) {
        EXPECT_TRUE(ids.contains(extension)) << extension;  // 7.3
        const std::string kind = json::text(content, "extension_type");
        EXPECT_EQ(kind, type == "casebook-observable" ? "new-sco" : "property-extension");
      }
    for (const Json* reference : json::array(*object, "external_references")) {
      EXPECT_FALSE(json::text(*reference, "source_name").empty());  // 2.5
      EXPECT_GE(json::members(*reference).size(), 2u);
    }
    if (type == "grouping") {
      EXPECT_EQ(json::text(*object, "context"), "suspicious-activity");  // 10.5
    }
    if (type == "identity") {
      EXPECT_EQ(json::text(*object, "identity_class"), "system");  // 10.7
    }
    const bool is_observable = json::find(*object, "created") == nullptr;
    if (is_observable) {
      check_contributing(*object);
      check_values(*object);
    }
    check_nothing_empty(*object, id);
  }
}

TEST(Stix, EveryBundleKeepsTheRules) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    random_cases::Source random(seed);
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    check_bundle(stix_bundle({random.a_case(), random.a_case()}, kNow));
    if (HasFailure()) return;
  }
  check_bundle(stix_bundle({Case{.title = "Nothing yet"}}, kNow));
  check_bundle(stix_bundle({Case{.title = "T", .timestamp = "2500-01-01T00:00:00+01:00"}}, kNow));
  check_bundle(stix_bundle({}, kNow));
}

// RFC 4122 by the implementation of Python's standard library.
TEST(Stix, ObservablesHaveTheIdOfTheStandard) {
  const auto id = [](const Observable& one) { return json::text(stix_object(one), "id"); };
  EXPECT_EQ(id({"ip", "198.51.100.3"}), "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4");
  EXPECT_EQ(id({"ipv6", "2001:db8::1"}), "ipv6-addr--6469e3a9-b053-5e34-a025-9396ae051d26");
  EXPECT_EQ(id({"domain", "example.com"}), "domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7");
  EXPECT_EQ(id({"url", "https://example.com/research/index.html"}),
            "url--47c3cf9a-5027-5bf0-997a-017c7edc7c55");
  EXPECT_EQ(id({"sha256", "35a01331e9ad96f751278b891b6ea09699806faedfa237d40513d92ad1b7100f"}),
            "file--e84a0184-b73e-56af-bce4-e3e2dc530c68");
  EXPECT_EQ(id({"mac_address", "d2:fb:49:24:37:18"}), "mac-addr--757b1725-9903-54f5-a855-1240691d7659");
  EXPECT_EQ(id({"mutex", "\"é \\\n\x01"}), "mutex--e1f9f4c0-bfb2-5ede-b1f4-1e7431bac084");
}

TEST(Stix, TheSameCaseHasTheSameIdLater) {
  const Case one{.id = "x/casebook-1", .title = "T", .timestamp = "2026-01-02T03:04:05Z"};
  const auto grouping = [&](threat_response::Instant at) {
    const auto bundle = json::parse(stix_bundle({one}, at));
    for (const Json* object : json::array(*bundle, "objects"))
      if (json::text(*object, "type") == "grouping") return *object;
    return Json();
  };
  const Json first = grouping(kNow), second = grouping(kNow + 1000);
  EXPECT_EQ(json::text(first, "id"), json::text(second, "id"));
  EXPECT_EQ(json::text(first, "created"), "2026-01-02T03:04:05.000Z");
  EXPECT_EQ(json::text(second, "created"), "2026-01-02T03:04:05.000Z");
  EXPECT_LT(json::text(first, "modified"), json::text(second, "modified"));
}

TEST(Stix, ThreeThousandNotesOfTheSameWordsAreWrittenAtOnce) {
  Case one{.id = "https://a.example/1", .title = "t"};
  one.texts.assign(3'000, {"note", "again"});
  const auto bundle = json::parse(stix_bundle({one}, kNow));
  ASSERT_TRUE(bundle);
  std::set<std::string> ids;
  for (const Json* object : json::array(*bundle, "objects"))
    if (json::text(*object, "type") == "note") ids.insert(json::text(*object, "id"));
  EXPECT_EQ(ids.size(), one.texts.size());
}

TEST(Stix, AnObservableOfTwoCasesHasTheStricterMarking) {
  const Case open{.id = "1", .title = "A", .tlp = "green", .observables = {{"ip", "192.0.2.1"}}};
  const Case closed{.id = "2", .title = "B", .tlp = "red", .observables = {{"ip", "192.0.2.1"}}};
  const auto bundle = json::parse(stix_bundle({open, closed}, kNow));
  for (const Json* object : json::array(*bundle, "objects"))
    if (json::text(*object, "type") == "ipv4-addr") {
      EXPECT_EQ(json::texts(*object, "object_marking_refs"),
                std::vector<std::string>{std::string(marking_of("red"))});
    }
}

}  // namespace
