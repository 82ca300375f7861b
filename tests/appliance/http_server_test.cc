#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <format>
#include <thread>

#include "appliance/http/connections.h"
#include "appliance/http/guard.h"
#include "appliance/http/server.h"
#include "connection.h"

namespace appliance::http {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

class HttpServerTest : public testing::Test {
 protected:
  void start(const Limits& limits) {
    server_.emplace(limits);
    const auto port = server_->bind("127.0.0.1", 0);
    ASSERT_TRUE(port) << port.error();
    port_ = *port;
    server_->serve(
        {.answer = [this](const Request& request) { return answer(request); },
         .finish = [](const Request&, Response& response) { add_security_headers({}, response); }});
  }
  Response answer(const Request& request) {
    ++answered_;
    if (request.path == "/large")
      return {.status = 200, .body = std::string(16 << 20, 'x'), .content_type = "text/plain"};
    return json_response(200, json::object({{"size", static_cast<int>(request.body.size())}}));
  }
  std::string head(const std::string& first = "GET / HTTP/1.1") {
    return std::format("{}\r\nHost: 127.0.0.1:{}\r\n", first, port_);
  }
  int status_of(const std::string& text) {
    Connection connection(port_);
    connection.send(text);
    return connection.status();
  }

  int port_ = 0;
  std::atomic<int> answered_ = 0;
  std::optional<Server> server_;
};

TEST_F(HttpServerTest, ByteByByteARequestHasTheTimeOfAWholeOne) {
  start({.request = milliseconds(400)});
  const auto begin = Clock::now();
  Connection slow(port_);
  std::string request = head() + "X-Slow: ";
  bool sent = true;
  for (int i = 0; sent && since(begin) < milliseconds(3000); ++i) {
    sent = slow.send(i < static_cast<int>(request.size()) ? request.substr(static_cast<std::size_t>(i), 1)
                                                          : "a");
    std::this_thread::sleep_for(milliseconds(20));
  }

  EXPECT_EQ(slow.receive().find("200"), std::string::npos);
  EXPECT_GE(since(begin), milliseconds(400));
  EXPECT_LT(since(begin), milliseconds(1500)) << "every byte was in time, the request was not";
  EXPECT_EQ(answered_, 0);
}

TEST_F(HttpServerTest, ASlowBodyIsCutAsWell) {
  start({.request = milliseconds(400)});
  const auto begin = Clock::now();
  Connection slow(port_);
  slow.send(head("POST / HTTP/1.1") + "Content-Length: 1000\r\n\r\n");
  while (since(begin) < milliseconds(3000) && slow.send("x")) std::this_thread::sleep_for(milliseconds(20));

  EXPECT_LT(since(begin), milliseconds(1500));
}

TEST_F(HttpServerTest, WhoeverReadsAnAnswerSlowlyIsCut) {
  start({.request = milliseconds(2000), .answer = milliseconds(600)});
  Connection slow(port_);
  slow.send(head("GET /large HTTP/1.1") + "\r\n");
  EXPECT_EQ(slow.receive(100).substr(0, 15), "HTTP/1.1 200 OK");
  std::this_thread::sleep_for(milliseconds(900));

  EXPECT_LT(slow.receive(32 << 20).size(), 16u << 20) << "what was on the way, and no more";
}

TEST_F(HttpServerTest, EachRequestOfAConnectionHasItsOwnTime) {
  start({.request = milliseconds(400)});
  Connection connection(port_);
  for (int i = 0; i < 4; ++i) {
    connection.send(head() + "\r\n");
    EXPECT_EQ(connection.status(), 200) << i;
    while (!connection.receive(1).contains('}')) continue;
    std::this_thread::sleep_for(milliseconds(150));
  }
}

// More than there are threads: those that wait for their turn spend their time too.
TEST_F(HttpServerTest, ManySlowConnectionsHoldNobodyLongerThanTheTimeOfOne) {
  start({.request = milliseconds(1000), .late = milliseconds(250), .connections = 8});
  std::vector<std::unique_ptr<Connection>> slow;
  for (int i = 0; i < 32; ++i) {
    slow.push_back(std::make_unique<Connection>(port_));
    ASSERT_TRUE(slow.back()->send("GET / HT"));
  }
  const auto begin = Clock::now();

  EXPECT_EQ(status_of(head() + "\r\n"), 200);
  EXPECT_LT(since(begin), milliseconds(3000)) << "one after the other they would take four times 1000";
}

// Nobody waits for another's connection to end: browsers keep theirs open when they have what they want.
TEST_F(HttpServerTest, TwoHundredConnectionsThatStayOpenAreAllAnswered) {
  start({.idle = std::chrono::seconds(60)});
  const auto begin = Clock::now();
  std::vector<std::unique_ptr<Connection>> open;
  for (int i = 0; i < 200; ++i) open.push_back(std::make_unique<Connection>(port_));
  for (int turn = 0; turn < 2; ++turn) {
    for (const auto& one : open) ASSERT_TRUE(one->send(head() + "\r\n"));
    for (const auto& one : open) {
      ASSERT_EQ(one->status(), 200);
      while (!one->receive(1).contains('}')) continue;
    }
  }
  EXPECT_LT(since(begin), milliseconds(4000));
}

// The stop of a server waits for no connection without a request, and cuts off none that has one.
TEST(ConnectionsTest, ThoseThatRestEndAndTheOthersAsSoonAsTheyDo) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
  const auto is_open = [&] {
    char byte = 0;
    return ::recv(ends[0], &byte, 1, MSG_DONTWAIT) < 0;  // there is nothing to read, and no end either
  };
  Connections connections(0);
  {
    Connections::Open open(connections, ends[0], "somebody", Clock::now() + milliseconds(60000));
    open.allow(milliseconds(60000));
    connections.end_resting();
    EXPECT_TRUE(is_open()) << "its request is being answered";
    open.rest(milliseconds(60000));
    EXPECT_FALSE(is_open());
  }
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_F(HttpServerTest, OneAddressHasOnlyItsShare) {
  start({.request = milliseconds(20000), .connections = 8, .per_peer = 2});
  Connection one(port_), two(port_);
  // Answered once, so that both are counted before the third comes.
  for (Connection* each : {&one, &two}) {
    each->send(head() + "\r\n");
    ASSERT_EQ(each->status(), 200);
    each->send("G");
  }
  Connection three(port_);
  three.send(head() + "\r\n");
  EXPECT_EQ(three.receive(), "") << "closed without an answer";

  one.send(head().substr(1) + "Connection: close\r\n\r\n");
  EXPECT_TRUE(one.receive().contains("HTTP/1.1 200")) << "those that are there stay";
}

TEST_F(HttpServerTest, EveryPartOfARequestHasABound) {
  start({});
  const auto post = [&](std::size_t size) {
    return head("POST / HTTP/1.1") + std::format("Content-Length: {}\r\n\r\n", size) + std::string(size, 'x');
  };
  const auto headers = [&](std::size_t count, std::size_t size) {
    std::string all = head();
    for (std::size_t i = 0; i < count; ++i) all += std::format("X-{}: {}\r\n", i, std::string(size, 'x'));
    return all + "\r\n";
  };
  EXPECT_EQ(status_of(headers(3, 7000)), 200);
  EXPECT_EQ(status_of(headers(5, 7000)), 431) << "together over 32 KB";
  EXPECT_EQ(status_of(headers(1, 9000)), 400) << "one over 8 KB";
  EXPECT_EQ(status_of(headers(101, 1)), 400) << "more than a hundred";
  EXPECT_EQ(status_of(head("GET /" + std::string(9000, 'x') + " HTTP/1.1") + "\r\n"), 414);
  EXPECT_EQ(status_of(post(1 << 20)), 200);
  EXPECT_EQ(status_of(post((1 << 20) + 1)), 413);
}

}  // namespace
}  // namespace appliance::http
