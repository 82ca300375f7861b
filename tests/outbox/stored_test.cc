#include <gtest/gtest.h>

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
