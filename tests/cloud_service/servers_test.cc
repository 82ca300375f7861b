#include "cloud_service/servers.h"

#include <gtest/gtest.h>

namespace cloud_service {
namespace {

TEST(Servers, AreThoseOfTheTwoRegions) {  // CSC-14, B-05
  const std::vector<Server> servers = usual_servers();
  ASSERT_EQ(servers.size(), 2U);
  EXPECT_EQ(find_server(servers, 2)->host, "api.eu.sse.itd.cisco.com");
  EXPECT_EQ(find_server(servers, kUsualNumber)->host, "api-sse.cisco.com");
}

TEST(Servers, WhatIsNoServerIsUnknown) {
  for (const char* written :
       {"", "4", "0", "-1", "33", "EURO", "europe americas", "api-sse.cisco.com.evil.example"})
    EXPECT_EQ(read_choice(usual_servers(), written).is, Choice::Is::kUnknown) << written;
}

TEST(Servers, AServerOfAnotherCloudMayHaveTheNumber1) {
  const std::vector<Server> servers = {{.number = 1, .region = "HOME", .host = "exchange.example"}};
  EXPECT_EQ(read_choice(servers, "1").number, 1);
  EXPECT_EQ(read_choice(servers, "apjc").is, Choice::Is::kUnsupported);
}

}  // namespace
}  // namespace cloud_service
