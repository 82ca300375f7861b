#include "appliance/http/server.h"

#include <httplib.h>

#include <cstdio>
#include <exception>
#include <format>
#include <thread>

namespace appliance::http {
namespace {

constexpr std::size_t kLargestBody = 1024 * 1024;
// A browser keeps a few connections open and idle; each holds a thread until the keep-alive ends.
constexpr std::size_t kThreads = 64;
constexpr int kKeepAliveS = 5;
constexpr int kSlowestS = 10;  // a client that takes longer to send or to read is dropped

constexpr const char* kOwnAnswer = "X-Content-Type-Options";

Request request_of(const httplib::Request& from) {
  Request request{
      .method = from.method == "HEAD" ? "GET" : from.method, .path = from.path, .body = from.body};
  const std::size_t mark = from.target.find('?');
  if (mark != std::string::npos) request.query = parse_form(from.target.substr(mark + 1));
  for (const auto& [name, value] : from.headers) {
    std::string lower = name;
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    request.headers.emplace(std::move(lower), value);
  }
  return request;
}

void write(const Response& from, httplib::Response& to) {
  to.status = from.status;
  for (const auto& [name, value] : from.headers) to.set_header(name, value);
  if (from.content_type.empty()) return;
  if (!from.ends_early) return to.set_content(from.body, from.content_type);
  to.set_content_provider(from.body.size(), from.content_type,
                          [body = from.body](std::size_t, std::size_t, httplib::DataSink& sink) {
                            sink.write(body.data(), body.size() / 2);
                            return false;
                          });
}

// A request that may have a body but says no length, such as a browser's DELETE: the library waits for that
// body after its answer and takes the next request on the connection for it. So there is no next one.
bool ends_connection(const httplib::Request& request) {
  return request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS" &&
         !request.has_header("Content-Length") && !request.has_header("Transfer-Encoding");
}

Response library_refusal(int status) {
  switch (status) {
    case 404:
      return refusal(404, "There is nothing at this address.");
    case 413:
      return refusal(413, "The request is larger than 1 MB.");
    case 414:
      return refusal(414, "The address is too long.");
    default:
      return refusal(status, "The request cannot be read.");
  }
}

Response answer_safely(const Site& site, const Request& request) {
  try {
    return site.answer(request);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "appliance: %s\n", failure.what());
  } catch (...) {
    std::fputs("appliance: a request failed for an unknown reason\n", stderr);
  }
  return json_response(500,
                       json::object({{"type", "unknown-exception"},
                                     {"error", "unknown-exception"},
                                     {"error_description", "The appliance could not answer; try again."}}));
}

}  // namespace

struct Server::Running {
  httplib::Server server;
  std::thread thread;
};

Server::Server() : running_(std::make_unique<Running>()) {
  httplib::Server& server = running_->server;
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  server.set_keep_alive_timeout(kKeepAliveS);
  server.set_read_timeout(kSlowestS);
  server.set_write_timeout(kSlowestS);
  server.set_payload_max_length(kLargestBody);
  server.set_tcp_nodelay(true);
  // Not the library's SO_REUSEPORT, with which a second appliance would share the port unnoticed.
  server.set_socket_options(
      [](socket_t socket) { httplib::set_socket_opt(socket, SOL_SOCKET, SO_REUSEADDR, 1); });
}

Server::~Server() { stop(); }

std::expected<int, std::string> Server::bind(const std::string& host, int port) {
  const int taken = port == 0 ? running_->server.bind_to_any_port(host)
                              : (running_->server.bind_to_port(host, port) ? port : -1);
  if (taken > 0) return taken;
  return std::unexpected(
      std::format("Cannot listen on {}:{}: the port is in use or not allowed. Choose another with --listen.",
                  host, port));
}

void Server::serve(Site site) {
  httplib::Server& server = running_->server;
  const auto handle = [site](const httplib::Request& from, httplib::Response& to) {
    const Request request = request_of(from);
    Response response = answer_safely(site, request);
    site.finish(request, response);
    write(response, to);
    if (ends_connection(from)) to.set_header("Connection", "close");
  };
  server.Get(".*", handle).Post(".*", handle).Put(".*", handle).Patch(".*", handle).Delete(".*", handle);
  server.Options(".*", handle);
  server.set_error_handler([site](const httplib::Request& from, httplib::Response& to) {
    if (to.has_header(kOwnAnswer)) return;
    const Request request = request_of(from);
    Response response = library_refusal(to.status);
    site.finish(request, response);
    write(response, to);
  });
  running_->thread = std::thread([&server] { server.listen_after_bind(); });
  server.wait_until_ready();
}

void Server::stop() {
  if (!running_->thread.joinable()) return;
  running_->server.stop();
  running_->thread.join();
}

// Not the library's own parser: that one drops a pair which repeats another.
Parameters parse_form(const std::string& text) {
  Parameters found;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('&', start), text.size());
    const std::size_t equals = std::min(text.find('=', start), end);
    if (end > start)
      found.emplace(httplib::decode_query_component(text.substr(start, equals - start)),
                    equals < end ? httplib::decode_query_component(text.substr(equals + 1, end - equals - 1))
                                 : std::string());
    start = end + 1;
  }
  return found;
}

}  // namespace appliance::http
