#include "appliance/case_index.h"

#include <gtest/gtest.h>

namespace appliance {
namespace {

constexpr std::chrono::hours kNever{1000};

Json titled(std::string_view title) { return json::object({{"title", title}}); }

std::vector<std::string> titles(CaseIndex& index) {
  std::vector<std::string> found;
  for (const auto& entry : index.all()) found.push_back(json::text(entry->entity, "title"));
  return found;
}

TEST(CaseIndex, AWriteIsNotSeenBeforeARefresh) {
  CaseIndex index(kNever);
  index.put("a", titled("first"), Refresh::kLater);
  EXPECT_TRUE(index.all().empty());
}

TEST(CaseIndex, ARefreshBringsInAllWritesBeforeItInTheirOrder) {
  CaseIndex index(kNever);
  index.put("a", titled("first"), Refresh::kLater);
  index.put("a", titled("second"), Refresh::kLater);
  index.put("b", titled("gone"), Refresh::kLater);
  index.remove("b", Refresh::kLater);
  index.put("c", titled("third"), Refresh::kNow);
  index.put("d", titled("later"), Refresh::kLater);

  EXPECT_EQ(titles(index), (std::vector<std::string>{"second", "third"}));
}

TEST(CaseIndex, WithoutDelayEveryWriteIsSeen) {
  CaseIndex index(std::chrono::milliseconds(0));
  index.put("a", titled("first"), Refresh::kLater);
  EXPECT_EQ(titles(index), std::vector<std::string>{"first"});
  index.remove("a", Refresh::kLater);
  EXPECT_TRUE(index.all().empty());
}

TEST(CaseIndex, WhatASearchHoldsStaysAsItWas) {
  CaseIndex index(kNever);
  index.put("a", titled("old"), Refresh::kNow);
  const CaseList held = index.all();
  index.put("a", titled("new"), Refresh::kNow);
  EXPECT_EQ(json::text(held.front()->entity, "title"), "old");
}

}  // namespace
}  // namespace appliance
