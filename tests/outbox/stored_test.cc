#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "outbox/change.h"

using namespace outbox;

namespace {

Change of(What what) {
  return {.id = "t-1",
          .account = "client-1 nam",
          .case_id = "casebook-1",
          .external_id = "e-1",
          .title = "Case \"1\"",
          .made_at = 12.5,
          .due_at = 20,
          .what = std::move(what),
          .claims = 2};
}

}  // namespace

TEST(StoredChange, IsReadBackAsItWas) {
  const std::vector<Observable> two = {{"domain", "bad.example"}, {"hostname", "h\xC3\xA4\n"}};
  const Note note{"note", "some text"};
  threat_response::NewCase made{.title = "t",
                                .short_description = "s",
                                .description = "d",
                                .tlp = "red",
                                .external_id = "e-1",
                                .observables = two,
                                .texts = {note}};
  for (const What& what : std::vector<What>{CreateCase{made}, AddObservables{two}, RemoveObservables{two},
                                            EditField{Field::kSummary, "a", "b"}, AddNote{note},
                                            RemoveNote{note}, DeleteCase{}}) {
    Change change = of(what);
    if (std::holds_alternative<RemoveObservables>(what)) change.after = "t-9";
    const auto parsed = json::parse(json::dump(to_json(change)));
    ASSERT_TRUE(parsed);
    EXPECT_EQ(read_change(*parsed), change);
  }
}

TEST(StoredChange, WhatIsNotWholeIsNone) {
  const Json whole = to_json(of(EditField{Field::kTitle, "a", "b"}));
  ASSERT_TRUE(read_change(whole));
  for (const auto& [key, value] : std::vector<std::pair<std::string, Json>>{
           {"id", ""}, {"kind", "sing"}, {"kind", 7}, {"field", "owner"}, {"field", Json()}}) {
    Json broken = whole;
    json::set(broken, key, value);
    EXPECT_FALSE(read_change(broken)) << key;
  }
  Json nobodys = whole;
  json::set(nobodys, "case_id", "");
  json::set(nobodys, "external_id", "");
  EXPECT_FALSE(read_change(nobodys));
  EXPECT_FALSE(read_change(Json("text")));
  EXPECT_FALSE(read_change(Json()));
}

TEST(StoredChange, ANewCaseWhoseContentIsGoneKeepsItsTitle) {
  Json record = to_json(of(CreateCase{{.title = "t", .external_id = "e"}}));
  json::remove(record, "made");
  const auto change = read_change(record);
  ASSERT_TRUE(change);
  EXPECT_EQ(std::get<CreateCase>(change->what).made.title, change->title);
}

// A database of every released schema, as the widgets of that time have written it
// (tests/shims/store-versions.test.mjs). The newest is what is written today.
TEST(StoredChange, RecordsOfEveryReleasedSchemaAreRead) {
  std::string newest;
  int schema = 0;
  for (;; ++schema) {
    std::ifstream file(std::string(TR_FIXTURES) + "/store/schema-" + std::to_string(schema + 1) + ".json");
    if (!file) break;
    newest.assign(std::istreambuf_iterator<char>(file), {});
    const auto fixture = json::parse(newest);
    ASSERT_TRUE(fixture);
    std::set<std::size_t> kinds;
    for (const Json* record : json::array(*fixture, "records")) {
      const auto change = read_change(*record);
      ASSERT_TRUE(change) << json::dump(*record);
      kinds.insert(change->what.index());
    }
    EXPECT_EQ(kinds.size(), std::variant_size_v<What::variant>) << "each kind of change is there";
  }
  EXPECT_GT(schema, 0);
  const auto fixture = json::parse(newest);
  ASSERT_TRUE(fixture);
  for (const Json* record : json::array(*fixture, "records")) {
    Json written = to_json(*read_change(*record));
    // What the store itself puts beside it (shims/store.js).
    for (const char* key : {"seq", "owner", "until", "claimed_at"})
      if (const Json* own = json::find(*record, key)) json::set(written, key, *own);
    EXPECT_EQ(json::dump(written), json::dump(*record));
  }
}
