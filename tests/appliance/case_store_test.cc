#include "appliance/case_store.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "appliance/state.h"

namespace appliance {
namespace {

constexpr std::chrono::milliseconds kAtOnce{0};

Json entity(std::string_view title, const std::vector<std::string>& names = {}) {
  Json made = json::object({{"title", title}, {"tlp", "amber"}, {"owner", "user-a"}});
  json::set(made, "external_ids", Json::List(names.begin(), names.end()));
  return made;
}

class CaseStores : public testing::Test {
 protected:
  Database& database() { return **database_; }
  static std::vector<std::string> ids(const std::vector<CaseChange>& changes) {
    std::vector<std::string> found;
    for (const CaseChange& one : changes) found.push_back((one.entity ? "" : "no ") + one.id);
    return found;
  }

 private:
  std::expected<StateFolder, std::string> folder_ = StateFolder::temporary();
  std::expected<std::unique_ptr<Database>, std::string> database_ =
      Database::open(folder_->path() + "/appliance.db");
};

TEST_F(CaseStores, EachWriteMovesItsCaseToTheEndAndADeletedOneKeepsAPlace) {
  CaseStore store(database(), kAtOnce);
  for (const char* id : {"a", "b", "c"}) store.add({id, entity(id)}, 1, Refresh::kNow);
  const auto first = store.changes_after(0, 10);
  EXPECT_EQ(ids(first), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(ids(store.changes_after(first[0].place, 1)), std::vector<std::string>{"b"});

  store.change("a", [](Json&) { return Change::kWrite; }, Refresh::kNow);
  store.change("b", [](Json&) { return Change::kDelete; }, Refresh::kNow);
  store.change("c", [](Json&) { return Change::kLeave; }, Refresh::kNow);
  EXPECT_EQ(ids(store.changes_after(first.back().place, 10)), (std::vector<std::string>{"a", "no b"}));
  EXPECT_EQ(store.last_place(), store.changes_after(0, 10).back().place);
  EXPECT_EQ(json::text(store.last_change_of("b")->readers, "owner"), "user-a")
      << "who is told that it is gone";
}

TEST_F(CaseStores, CasesOfAnEarlierVersionHavePlacesAndNamesAfterTheStart) {
  {
    CaseStore store(database(), kAtOnce);
    store.add({"late", entity("late", {"x"})}, 2, Refresh::kNow);
    store.add({"early", entity("early")}, 1, Refresh::kNow);
  }
  database().execute("DELETE FROM case_changes; DELETE FROM case_names;");
  CaseStore store(database(), kAtOnce);
  EXPECT_EQ(ids(store.changes_after(0, 10)), (std::vector<std::string>{"early", "late"}));
  std::size_t found = 0;
  store.put(
      "", "x",
      [&](const std::vector<CaseChange>& named) {
        found = named.size();
        return std::nullopt;
      },
      Refresh::kNow);
  EXPECT_EQ(found, 1u);
}

TEST_F(CaseStores, AStoreKeepsItsNameAndGivesNoPlaceTwice) {
  std::string name;
  std::int64_t last = 0;
  {
    CaseStore store(database(), kAtOnce);
    name = store.id();
    store.add({"a", entity("a")}, 1, Refresh::kNow);
    last = store.last_place();
  }
  database().execute("DELETE FROM case_changes; DELETE FROM casebooks;");
  CaseStore store(database(), kAtOnce);
  EXPECT_EQ(store.id(), name);
  store.add({"b", entity("b")}, 1, Refresh::kNow);
  EXPECT_GT(store.last_place(), last);
}

TEST_F(CaseStores, PutFindsByIdBeforeItFindsByName) {
  CaseStore store(database(), kAtOnce);
  store.add({"a", entity("a", {"x"})}, 1, Refresh::kNow);
  store.add({"b", entity("b", {"x"})}, 1, Refresh::kNow);
  const auto found_by = [&](const std::string& id, const std::string& name) {
    std::vector<std::string> found;
    store.put(
        id, name,
        [&](const std::vector<CaseChange>& cases) {
          found = ids(cases);
          return std::nullopt;
        },
        Refresh::kNow);
    return found;
  };
  EXPECT_EQ(found_by("b", "x"), std::vector<std::string>{"b"});
  EXPECT_EQ(found_by("c", "x"), (std::vector<std::string>{"a", "b"}));
  store.change(
      "a",
      [](Json& one) {
        json::remove(one, "external_ids");
        return Change::kWrite;
      },
      Refresh::kNow);
  EXPECT_EQ(found_by("", "x"), std::vector<std::string>{"b"});
}

}  // namespace
}  // namespace appliance
