#include "pivot_menu/groups.h"

#include <gtest/gtest.h>

using namespace pivot_menu;

namespace {

Pivot pivot(const std::string& module, const std::string& title, std::vector<std::string> categories = {}) {
  return {.module = {.instance_id = module, .type_id = "", .name = "Module " + module},
          .id = "",
          .title = title,
          .description = "",
          .categories = std::move(categories),
          .url = "https://x.example/" + title};
}

}  // namespace

TEST(MenuGroups, EachModuleIsAGroupInTheOrderOfItsLinks) {
  const auto groups = groups_of({pivot("b", "1"), pivot("a", "2"), pivot("b", "3")},
                                {pivot("c", "4"), pivot("a", "5")}, false);
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0].module.instance_id, "b");
  EXPECT_EQ(groups[0].links.size(), 2U);
  EXPECT_EQ(groups[1].actions.size(), 1U);
  EXPECT_TRUE(groups[2].links.empty());
}

TEST(MenuGroups, LateActionsStandBehindEverything) {
  const auto groups = groups_of({pivot("a", "1"), pivot("b", "2")}, {pivot("a", "3")}, true);
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_TRUE(groups[2].apart);
  EXPECT_TRUE(groups[0].actions.empty());
}

TEST(MenuGroups, ACategoryIsTheFirstThatIsNotTheModulesName) {
  EXPECT_EQ(category_of(pivot("a", "1", {"", "Module a", "Search"})), "Search");
  EXPECT_EQ(category_of(pivot("a", "1", {"Module a"})), "");
  EXPECT_EQ(category_of(pivot("a", "1")), "");
}

TEST(MenuGroups, TheFilterLooksIntoTitlesModulesAndCategories) {
  const Pivot one = pivot("a", "Suche nach Größe", {"Reputation"});
  for (const char* filter : {"", "SUCHE", "größe", "module A", "repu"})
    EXPECT_TRUE(matches(filter, one)) << filter;
  EXPECT_FALSE(matches("suche nach x", one));
}
