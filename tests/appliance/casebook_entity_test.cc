#include "appliance/threat_response/casebook_entity.h"

#include <gtest/gtest.h>

namespace appliance {
namespace {

constexpr Instant kThen = 1'577'836'800'000;  // 2020-01-01
constexpr Instant kNow = kThen + kDay;

const Caller kCaller{.user_id = "user", .org_id = "org", .client_id = "client", .scopes = {}};

Json parsed(std::string_view text) {
  const auto document = json::parse(text);
  EXPECT_TRUE(document) << text;
  return document.value_or(Json());
}

Json made(std::string_view body, const CasebookRules& rules = {}) {
  return new_case(parsed(body), kCaller, rules, kThen);
}

std::string after(std::string_view entity, const std::string& part, std::string_view body) {
  Json changed = parsed(entity);
  change_part(part, changed, parsed(body), kNow);
  const Json* value = json::find(changed, part);
  return value ? json::dump(*value) : "absent";
}

TEST(CasebookEntity, PutKeepsWhoseTheCaseIsAndItsTlpAlone) {
  const Json old = made(R"({"title":"t","tlp":"red","external_ids":["e"],"owner":"root"})");
  const Json put = replaced_case(old, parsed(R"({"description":"d","owner":"root"})"), kNow);

  EXPECT_EQ(json::dump(put),
            R"({"client_id":"client","created":"2020-01-01T00:00:00.000Z","description":"d",)"
            R"("groups":["org"],"modified":"2020-01-02T00:00:00.000Z","owner":"user",)"
            R"("schema_version":"1.3.30","timestamp":"2020-01-02T00:00:00.000Z","tlp":"red",)"
            R"("type":"casebook"})");
}

TEST(CasebookEntity, PatchMergesObjectsReplacesListsAndKeepsTheTime) {
  const Json old =
      made(R"({"title":"t","observables":[{"type":"ip","value":"192.0.2.1"}],"bundle":{"a":1}})");
  const Json patched = patched_case(old, parsed(R"({"observables":[],"bundle":{"b":2}})"), kNow);

  EXPECT_EQ(json::text(patched, "title"), "t");
  EXPECT_TRUE(json::array(patched, "observables").empty());
  EXPECT_EQ(json::dump(*json::find(patched, "bundle")), R"({"a":1,"b":2})");
  EXPECT_EQ(json::text(patched, "timestamp"), json::text(old, "timestamp"));
  EXPECT_NE(json::text(patched, "modified"), json::text(old, "modified"));
}

TEST(CasebookEntity, AddAppendsWithoutLookingForDoubles) {
  EXPECT_EQ(after(R"({"texts":[1]})", "texts", R"({"operation":"add","texts":[1,2]})"), "[1,1,2]");
}

TEST(CasebookEntity, RemoveTakesEveryEqualElement) {
  EXPECT_EQ(after(R"({"texts":[1,2,1]})", "texts", R"({"operation":"remove","texts":[1,3]})"), "[2]");
}

TEST(CasebookEntity, RemoveOnACaseWithoutThePartInsertsIt) {
  EXPECT_EQ(after("{}", "texts", R"({"operation":"remove","texts":[1]})"), "[1]");
}

TEST(CasebookEntity, GroupsOfABundleAreSets) {
  const char* const bundle = R"({"bundle":{"notes":[{"a":1}],"tools":[2]}})";
  EXPECT_EQ(after(bundle, "bundle", R"({"operation":"add","bundle":{"notes":[{"a":1},{"a":2}]}})"),
            R"({"notes":[{"a":1},{"a":2}],"tools":[2]})");
  EXPECT_EQ(after(bundle, "bundle", R"({"operation":"remove","bundle":{"notes":[{"a":1}]}})"),
            R"({"notes":[],"tools":[2]})");
}

TEST(CasebookEntity, TheDefaultTlpIsNeverBelowTheMinimum) {
  EXPECT_EQ(json::text(made("{}"), "tlp"), "green");
  const CasebookRules strict{.origin = "", .minimum_tlp = "red"};
  EXPECT_EQ(json::text(made("{}", strict), "tlp"), "red");
  EXPECT_TRUE(refuse_tlp(parsed(R"({"tlp":"amber"})"), strict));
  EXPECT_FALSE(refuse_tlp(parsed(R"({"tlp":"red"})"), strict));
}

TEST(CasebookEntity, LengthsAreCountedInUtf16Units) {
  const auto titled = [](std::size_t count, std::string_view letter) {
    std::string title;
    for (std::size_t i = 0; i < count; ++i) title += letter;
    return json::object({{"title", title}});
  };
  EXPECT_FALSE(refuse_case(titled(1024, "\xC3\xA4"), {}));
  EXPECT_TRUE(refuse_case(titled(1025, "a"), {}));
  EXPECT_FALSE(refuse_case(titled(512, "\xF0\x9F\x98\x80"), {}));
  EXPECT_TRUE(refuse_case(titled(513, "\xF0\x9F\x98\x80"), {}));
}

}  // namespace
}  // namespace appliance
