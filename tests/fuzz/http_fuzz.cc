// Any bytes on a connection to the appliance's server (http/server.h): whatever is answered is an answer of
// ours with its strict headers, and the next connection is served as ever.
#include "../appliance/connection.h"
#include "appliance/http/guard.h"
#include "appliance/http/server.h"
#include "promise.h"

namespace {

using namespace appliance::http;
using fuzz::expect;

const Origins kOrigins{.appliance = "http://127.0.0.1:8080",
                       .visibility = "http://127.0.0.1:8081",
                       .private_intel = "http://127.0.0.1:8082"};

void check_request(const Request& request) {
  expect(request.path.starts_with('/') || request.path == "*" || !request.target.starts_with('/'),
         "a path begins with a slash", request.target, request.path);
  for (const auto& [name, value] : request.headers) {
    expect(lower(name) == name, "names of headers are in lower case", name);
    expect(!value.contains('\r') && !value.contains('\n') && !value.contains('\0'), "a header is one line",
           name, value);
  }
  expect(request.body.size() <= 1024 * 1024, "a body is not larger than it may be", request.target);
}

// What the routes do with any request before they look at it.
Response answer(const Request& request) {
  check_request(request);
  if (!names_host(request, kOrigins.appliance)) return misdirected();
  if (request.method == "OPTIONS") return preflight(request, kOrigins.appliance);
  if (request.method != "GET" && !is_from_own_page(request, kOrigins.appliance))
    return refusal(403, "This is not from a page of the appliance.");
  const auto body = json_body(request);
  return body ? json_response(200, *body) : body.error();
}

class Running {
 public:
  Running()
      : server_(
            {.request = std::chrono::milliseconds(2000), .idle = std::chrono::seconds(1), .connections = 2}) {
    port_ = *server_.bind("127.0.0.1", 0);
    server_.serve({.answer = answer, .finish = [](const Request& request, Response& response) {
                     add_security_headers(kOrigins, response);
                     add_cors(request, kOrigins.appliance, response);
                   }});
  }
  std::string say(const std::string& bytes) const {
    Connection connection(port_);
    connection.send(bytes);
    connection.end();
    return connection.receive();
  }

 private:
  Server server_;
  int port_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Running server;
  const std::string text = fuzz::text_of(data, size);
  const std::string answer = server.say(text);
  if (!answer.empty() && !answer.starts_with("HTTP/1.1 100 ")) {
    expect(answer.starts_with("HTTP/1.1 ") || answer.starts_with("HTTP/1.0 "), "an answer is HTTP", text,
           answer);
    expect(answer.contains("X-Content-Type-Options: nosniff"), "an answer is strict", text, answer);
  }
  static int inputs = 0;
  if (++inputs % 256 == 0)
    expect(server.say("GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nConnection: close\r\n\r\n")
               .starts_with("HTTP/1.1 400"),
           "the next one is served", text);
  return 0;
}
