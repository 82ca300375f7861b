// What a page gets when the appliance asks for its token: a token, or why there is none.
#include "appliance/broker/token_desk.h"

#include <gtest/gtest.h>

namespace appliance {
namespace {

const KeptClient kClient{.server = "us", .client_id = "client-1"};

http::Response answer_for(const http::Response& of_the_service) {
  TokenDesk desk([&](const KeptClient&, const std::string&) { return of_the_service; });
  return desk.token("admin", kClient, "password", "");
}

TEST(TokenDesk, AnAnswerThatIsNoTokenIsDataAndNoPage) {
  const auto page = answer_for(
      {.status = 403, .body = "<script>1</script>", .content_type = "text/html", .headers = {{"A", "b"}}});
  EXPECT_EQ(page.status, 403);
  EXPECT_EQ(page.body, "<script>1</script>");
  EXPECT_EQ(page.content_type, "text/plain; charset=utf-8");
  EXPECT_EQ(page.headers, (std::vector<std::pair<std::string, std::string>>{{"Cache-Control", "no-store"}}));

  const auto json =
      answer_for({.status = 400, .body = "{}", .content_type = "application/json; charset=utf-8"});
  EXPECT_EQ(json.content_type, "application/json");
}

TEST(TokenDesk, AnAnswerThatIsNoTokenIsNoSuccessAndSendsNobodyElsewhere) {
  for (const int status : {200, 204, 302})
    EXPECT_EQ(answer_for({.status = status, .body = "{}", .content_type = "application/json"}).status, 502)
        << status;
}

}  // namespace
}  // namespace appliance
