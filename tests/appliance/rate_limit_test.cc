#include "appliance/threat_response/rate_limit.h"

#include <gtest/gtest.h>

namespace appliance {
namespace {

class RateLimitTest : public testing::Test {
 protected:
  void TearDown() override { set_clock_ahead(0); }
  RateLimit limit_{2};
};

TEST_F(RateLimitTest, TheHourIsFullForOneOrganisationAlone) {
  EXPECT_FALSE(limit_.refuse("a"));
  EXPECT_FALSE(limit_.refuse("a"));
  const auto refused = limit_.refuse("a");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 429);
  EXPECT_EQ(refused->body, R"({"error":"Too Many Requests"})");
  EXPECT_FALSE(limit_.refuse("b"));
}

TEST_F(RateLimitTest, TheHourRollsAndRefusalsDoNotCount) {
  EXPECT_FALSE(limit_.refuse("a"));
  set_clock_ahead(1800 * kSecond);
  EXPECT_FALSE(limit_.refuse("a"));
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(limit_.refuse("a"));
  set_clock_ahead(3601 * kSecond);
  EXPECT_FALSE(limit_.refuse("a")) << "the first of the two is an hour old";
  EXPECT_TRUE(limit_.refuse("a"));
}

}  // namespace
}  // namespace appliance
