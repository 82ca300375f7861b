#include "threat_response/module_speed.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace threat_response;
using Ids = std::vector<std::string>;

namespace {

constexpr double kLong = 5, kShort = 0.1;

void answered(ModuleSpeed& speed, const Ids& modules, double seconds, const Ids& timed_out = {},
              const Ids& types = {"domain"}) {
  speed.learn({.types = types, .answered = modules, .timed_out = timed_out, .seconds = seconds});
}

}  // namespace

TEST(ModuleSpeed, KnowsNothingOfAKindNobodyAskedAbout) {
  ModuleSpeed speed;
  answered(speed, {"a"}, kShort);
  EXPECT_TRUE(speed.groups({"sha256"}).fast.empty());
  EXPECT_TRUE(speed.groups({"domain", "sha256"}).fast.empty()) << "one unknown kind is enough";
}

TEST(ModuleSpeed, ModulesThatTimedOutAreAskedApart) {
  ModuleSpeed speed;
  answered(speed, {"a", "b"}, kLong, {"s"});
  EXPECT_EQ(speed.groups({"domain"}).fast, (Ids{"a", "b"}));
  EXPECT_EQ(speed.groups({"domain"}).slow, Ids{"s"});
}

TEST(ModuleSpeed, AFastModuleIsNotBlamedForWaitingBesideOneThatTimedOut) {
  ModuleSpeed speed;
  answered(speed, {"a"}, kShort);
  answered(speed, {"a"}, kLong, {"s"});
  EXPECT_EQ(speed.groups({"domain"}).fast, Ids{"a"});
  EXPECT_EQ(speed.groups({"domain"}).slow, Ids{"s"});
}

TEST(ModuleSpeed, AModuleIsSlowForTheKindItWasSlowFor) {
  ModuleSpeed speed;
  answered(speed, {"a"}, kLong, {"s"}, {"sha256"});
  answered(speed, {"a", "s"}, kShort, {}, {"domain"});
  EXPECT_TRUE(speed.groups({"domain"}).slow.empty());
  EXPECT_EQ(speed.groups({"domain", "sha256"}).slow, Ids{"s"});
}

TEST(ModuleSpeed, WithoutATimeOutTheSlowOneIsFoundByHalves) {
  ModuleSpeed speed;
  const Ids all = {"a", "b", "c", "d"};
  answered(speed, all, kLong);
  // "c" takes long; each look asks both groups.
  int looks = 0;
  while (speed.groups({"domain"}).slow != Ids{"c"} && ++looks < 5)
    for (const Ids& group : {speed.groups({"domain"}).fast, speed.groups({"domain"}).slow})
      if (!group.empty()) answered(speed, group, std::ranges::contains(group, "c") ? kLong : kShort);
  EXPECT_LE(looks, 3);
  EXPECT_EQ(speed.groups({"domain"}).fast, (Ids{"a", "b", "d"}));
}

TEST(ModuleSpeed, ASlowModuleThatAnswersFastIsFastAgain) {
  ModuleSpeed speed;
  answered(speed, {"a"}, kLong, {"s"});
  answered(speed, {"s"}, kShort);
  EXPECT_TRUE(speed.groups({"domain"}).slow.empty());
}

TEST(ModuleSpeed, AFastModuleThatBecomesSlowIsFound) {
  ModuleSpeed speed;
  answered(speed, {"a", "b"}, kShort);
  answered(speed, {"a", "b"}, kLong);
  for (int look = 0; look < 3; ++look)
    for (const Ids& group : {speed.groups({"domain"}).fast, speed.groups({"domain"}).slow})
      if (!group.empty()) answered(speed, group, std::ranges::contains(group, "a") ? kLong : kShort);
  EXPECT_EQ(speed.groups({"domain"}).slow, Ids{"a"});
}
