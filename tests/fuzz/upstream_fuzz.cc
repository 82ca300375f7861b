// Any bytes as what a server answers when the appliance calls it (http/client.h): what is read of them is
// within its bounds, and what a page gets of it, through the proxy or as a token, is one answer, and data.
#include <thread>

#include "../appliance/connection.h"
#include "appliance/broker/token_desk.h"
#include "appliance/http/client.h"
#include "appliance/http/guard.h"
#include "appliance/http/server.h"
#include "appliance/proxy.h"
#include "promise.h"

namespace {

using namespace appliance;
using fuzz::expect;

constexpr std::size_t kLargest = 2048;
const std::string kAppliance = "http://127.0.0.1:8080";
const std::string kPath = "/threat-response/proxy/embedded/private-intel/ctia/casebook/search";

// Says the same bytes to whoever connects and has sent a request.
class Stranger {
 public:
  Stranger() : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
    ::listen(listener_, 8);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    base_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    std::thread([this] { serve(); }).detach();  // as long as the process
  }
  const std::string& base() const { return base_; }
  // Only between two calls.
  void says(const std::string& bytes) { bytes_ = bytes; }

 private:
  [[noreturn]] void serve() const {
    for (;;) {
      const int client = ::accept(listener_, nullptr, nullptr);
      std::string request;
      std::array<char, 4096> piece{};
      while (!request.contains("\r\n\r\n")) {
        const ssize_t size = ::recv(client, piece.data(), piece.size(), 0);
        if (size <= 0) break;
        request.append(piece.data(), static_cast<std::size_t>(size));
      }
      ::send(client, bytes_.data(), bytes_.size(), MSG_NOSIGNAL);
      ::close(client);
    }
  }
  int listener_;
  std::string base_, bytes_;
};

using Called = std::expected<http::Response, std::string>;

// What the embedded service answers in the place of the stranger, whose answer it is.
class Pages {
 public:
  Pages()
      : upstream_({.answer = [this](const http::Request&) { return *called_; }, .finish = {}},
                  {.answer = [this](const http::Request&) { return *called_; }, .finish = {}}),
        proxy_(kAppliance,
               {{.id = std::string(kEmbedded),
                 .name = "S",
                 .visibility = kAppliance,
                 .private_intel = kAppliance,
                 .api_clients = {},
                 .unavailable = {}}},
               upstream_) {
    port_ = *server_.bind("127.0.0.1", 0);
    server_.serve({.answer = [this](const http::Request&) { return shown_; },
                   .finish = [](const http::Request&,
                                http::Response& response) { http::add_security_headers({}, response); }});
  }

  void check(const Called& called, const std::string& of) {
    called_ = called;
    if (called) check_page(proxied(), of);
    TokenDesk desk([&](const KeptClient&, const std::string&) { return called; });
    for (int turn = 0; turn < 2; ++turn)
      check_token(desk.token("user", {.server = "s", .client_id = "c"}, "p", ""), of);
  }

 private:
  http::Response proxied() const {
    http::Request request{.method = "GET", .target = kPath, .path = kPath};
    request.headers = {{"host", "127.0.0.1:8080"}, {"origin", kAppliance}, {"sec-fetch-site", "same-origin"}};
    return proxy_.answer(request);
  }

  void check_token(const http::Response& response, const std::string& of) {
    check_page(response, of);
    if (response.status != 200) return;
    const auto body = json::parse(response.body);
    expect(body && !json::text(*body, "access_token").empty(), "a token is there", of, response.body);
    const std::int64_t lasts = json::integer(*body, "expires_in", -1);
    expect(lasts >= 0 && lasts <= 86'400, "a token lasts a day at most", of, response.body);
  }

  void check_page(const http::Response& response, const std::string& of) {
    expect(response.status >= 200 && response.status < 600, "a page gets the last word", of,
           std::to_string(response.status));
    expect(response.status < 300 || response.status >= 400 || response.status == 304,
           "nobody is sent elsewhere", of);
    expect(response.content_type.empty() || response.content_type.starts_with("application/json") ||
               response.content_type == "text/plain; charset=utf-8",
           "what a page gets is data", of, response.content_type);
    shown_ = response;
    http::Connection page(port_);
    page.send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    const std::string seen = page.receive();
    const std::size_t end = seen.find("\r\n\r\n");
    expect(seen.starts_with("HTTP/1.1 " + std::to_string(response.status) + ' ') && end != std::string::npos,
           "a page gets the answer", of, seen);
    expect(seen.substr(end + 4) == (response.content_type.empty() ? "" : response.body),
           "a page gets one answer, whole", of, seen);
    for (const std::string_view name : {"set-cookie", "location", "content-encoding", "refresh", "link"})
      expect(!http::lower(seen.substr(0, end)).contains('\n' + std::string(name) + ':'),
             "nothing but data comes through", of, seen);
  }

  Called called_ = std::unexpected("not called");
  Upstream upstream_;
  Proxy proxy_;
  http::Response shown_;
  http::Server server_{{.connections = 1}};
  int port_ = 0;
};

bool is_one_line(const std::string& text) {
  return !text.contains('\r') && !text.contains('\n') && !text.contains('\0');
}

void check_call(const Called& called, const std::string& of) {
  if (!called) return expect(!called.error().empty(), "a failure says why", of);
  expect(called->body.size() <= kLargest, "a body is not larger than it may be", of);
  expect(is_one_line(called->content_type), "a type is one line", of, called->content_type);
  for (const auto& [name, value] : called->headers) {
    expect(is_one_line(name) && is_one_line(value), "a header is one line", of, name + ": " + value);
    expect(!name.empty() && http::lower(name) != "set-cookie" && http::lower(name) != "connection",
           "what one side says to the other alone stays there", of, name);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Stranger stranger;
  static Pages pages;
  const std::string text = fuzz::text_of(data, size);
  stranger.says(text);
  const auto called =
      http::call(stranger.base(), {.method = "GET", .path = "/"},
                 {.read = std::chrono::seconds(2), .total = std::chrono::seconds(2), .largest = kLargest});
  check_call(called, text);
  pages.check(called, text);
  return 0;
}
