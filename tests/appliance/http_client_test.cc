#include <gtest/gtest.h>

#include <algorithm>
#include <format>
#include <thread>

#include "appliance/http/client.h"
#include "appliance/http/guard.h"
#include "appliance/http/server.h"

namespace appliance::http {
namespace {

constexpr CallLimits kShort{.connect = std::chrono::milliseconds(300),
                            .read = std::chrono::milliseconds(300),
                            .total = std::chrono::milliseconds(300),
                            .largest = 1024 * 1024};

bool has_header(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers, [&](const auto& header) { return header.first == name; });
}

// Another server, which tells what it was asked.
class HttpClientTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto port = server_.bind("127.0.0.1", 0);
    ASSERT_TRUE(port) << port.error();
    base_ = std::format("http://127.0.0.1:{}", *port);
    server_.serve({.answer = [this](const Request& request) { return answer(request); },
                   .finish = [](const Request&, Response& response) { add_security_headers({}, response); }});
  }

  Response answer(const Request& request) {
    seen_ = request;
    if (request.path == "/moved") {
      Response moved = empty_response(302);
      moved.set_header("Location", base_ + "/elsewhere");
      return moved;
    }
    if (request.path == "/large") return {.status = 200, .body = large_, .content_type = "text/plain"};
    if (request.path == "/promise") return {.status = 103, .content_type = ""};
    if (request.path == "/nothing") return {.status = 700, .content_type = ""};
    if (request.path == "/slow") std::this_thread::sleep_for(std::chrono::milliseconds(600));
    if (request.path == "/half")
      return {.status = 200, .body = large_, .content_type = "text/plain", .ends_early = true};
    Response response{.status = 418, .body = "[1]", .content_type = "application/json"};
    response.set_header("X-Total-Hits", "7");
    response.set_header("Set-Cookie", "their=cookie");
    response.set_header("Keep-Alive", "timeout=5");
    return response;
  }

  std::string base_;
  Request seen_;
  std::string large_ = std::string(2 * 1024 * 1024, 'x');
  Server server_;
};

TEST_F(HttpClientTest, SendsWhatItIsGivenAndGivesBackWhatIsAnswered) {
  const Request request{.method = "POST",
                        .path = "/ctia/ä b/c?d#e",
                        .query = {{"a", "1&2"}, {"a", "3"}, {"b", ""}},
                        .headers = {{"authorization", "Bearer t"}, {"content-type", "application/json"}},
                        .body = "{}"};
  const auto response = call(base_ + "/base/", request);

  ASSERT_TRUE(response) << response.error();
  EXPECT_EQ(seen_.method, "POST");
  EXPECT_EQ(seen_.path, "/base/ctia/ä b/c?d#e");
  EXPECT_EQ(seen_.query, request.query);
  EXPECT_EQ(seen_.header("authorization"), "Bearer t");
  EXPECT_EQ(seen_.header("content-type"), "application/json");
  EXPECT_EQ(seen_.body, "{}");
  EXPECT_EQ(response->status, 418);
  EXPECT_EQ(response->body, "[1]");
  EXPECT_EQ(response->content_type, "application/json");
  EXPECT_TRUE(has_header(*response, "X-Total-Hits"));
}

TEST_F(HttpClientTest, CookiesAndHeadersOfOneConnectionStayOnTheirSide) {
  const Request request{
      .method = "GET",
      .path = "/",
      .headers = {{"cookie", "our=cookie"}, {"host", "elsewhere"}, {"connection", "upgrade"}, {"te", "x"}}};
  const auto response = call(base_, request);

  ASSERT_TRUE(response) << response.error();
  EXPECT_EQ(seen_.header("cookie"), "");
  EXPECT_EQ(seen_.header("te"), "");
  EXPECT_EQ(seen_.header("host"), base_.substr(7));
  EXPECT_FALSE(has_header(*response, "Set-Cookie"));
  EXPECT_FALSE(has_header(*response, "Keep-Alive"));
  EXPECT_FALSE(has_header(*response, "Content-Length"));
}

TEST_F(HttpClientTest, ARedirectIsAnAnswerAndIsNotFollowed) {
  const auto response = call(base_, {.method = "GET", .path = "/moved"});

  ASSERT_TRUE(response) << response.error();
  EXPECT_EQ(response->status, 302);
  EXPECT_EQ(seen_.path, "/moved");
}

TEST_F(HttpClientTest, WhatIsNoFinalStatusIsNoAnswer) {
  for (const char* path : {"/promise", "/nothing"}) {
    const auto response = call(base_, {.method = "GET", .path = path});
    ASSERT_FALSE(response) << path;
    EXPECT_TRUE(response.error().contains(", which is no status;")) << response.error();
  }
}

TEST_F(HttpClientTest, AnAnswerThatIsTooLargeTooSlowOrCutIsASentence) {
  const auto large = call(base_, {.method = "GET", .path = "/large"}, kShort);
  const auto slow = call(base_, {.method = "GET", .path = "/slow"}, kShort);
  const auto half = call(base_, {.method = "GET", .path = "/half"});

  ASSERT_FALSE(large || slow || half);
  EXPECT_TRUE(large.error().ends_with(" is larger than 1 MB.")) << large.error();
  EXPECT_TRUE(slow.error().ends_with(" takes too long to answer; try again.")) << slow.error();
  EXPECT_TRUE(half.error().contains(" broke off ")) << half.error();
}

TEST_F(HttpClientTest, AServerThatIsNotThereIsASentence) {
  server_.stop();
  const auto refused = call(base_, {.method = "GET", .path = "/"});
  const auto unknown = call("https://server.invalid", {.method = "GET", .path = "/"});

  ASSERT_FALSE(refused || unknown);
  EXPECT_TRUE(refused.error().contains(" takes no connections;")) << refused.error();
  EXPECT_EQ(unknown.error(),
            "The name server.invalid is not known to this appliance; check its DNS servers.");
}

TEST_F(HttpClientTest, AServerWithoutTlsIsASentence) {
  const auto response = call("https" + base_.substr(4), {.method = "GET", .path = "/"}, kShort);

  ASSERT_FALSE(response);
  EXPECT_TRUE(response.error().starts_with("No TLS connection with 127.0.0.1:")) << response.error();
}

TEST_F(HttpClientTest, AHeaderCannotBringAnotherOne) {
  const auto response =
      call(base_, {.method = "GET", .path = "/", .headers = {{"authorization", "a\r\nX-Other: b"}}});

  ASSERT_FALSE(response);
  EXPECT_EQ(seen_.method, "") << "nothing is sent";
  EXPECT_FALSE(response.error().contains("X-Other"));
}

TEST(HttpBase, OnlyHttpsAndThisMachineAndNothingBesidesHostPortAndPath) {
  for (const char* good : {"https://visibility.amp.cisco.com", "https://h:8443/a/b/", "http://127.0.0.1:8080",
                           "http://localhost:1/x", "http://[::1]:8080", "https://[2001:db8::1]"})
    EXPECT_TRUE(parse_base(good)) << good;
  for (const char* bad : {"",
                          "h",
                          "ftp://h",
                          "https://",
                          "https://u@h",
                          "https://u:p@h",
                          "https://h:0",
                          "https://h:65536",
                          "https://h:x",
                          "https://h:",
                          "https://h/?q",
                          "https://h/#f",
                          "https://h/a b",
                          "https://h/a/../b",
                          "https://h/a//b",
                          "https://h/%2e",
                          "https://h\\x",
                          "https://[h]",
                          "https://::1",
                          "https://h\n",
                          "http://example.com",
                          "http://127.0.0.1.example.com",
                          "http://10.0.0.1",
                          "http://1270.0.0.1"})
    EXPECT_FALSE(parse_base(bad)) << bad;
  const auto base = parse_base("https://[2001:db8::1]:8443/ctia/");
  ASSERT_TRUE(base);
  EXPECT_EQ(base->host, "2001:db8::1");
  EXPECT_EQ(base->port, 8443);
  EXPECT_EQ(base->path, "/ctia");
}

}  // namespace
}  // namespace appliance::http
