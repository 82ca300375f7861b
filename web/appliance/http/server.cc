#include "appliance/http/server.h"

#include <httplib.h>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <exception>
#include <format>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "appliance/http/connections.h"

namespace appliance::http {
namespace {

constexpr std::size_t kLargestBody = 1024 * 1024;
constexpr std::size_t kLargestHeaders = 32 * 1024;  // names and values of one request; a line has 8 KB
constexpr std::size_t kMostWaiting = 512;           // connections; those beyond are refused

constexpr const char* kOwnAnswer = "X-Content-Type-Options";

Request request_of(const httplib::Request& from) {
  Request request{.method = from.method == "HEAD" ? "GET" : from.method,
                  .target = from.target,
                  .path = from.path,
                  .body = from.body};
  const std::size_t mark = from.target.find('?');
  if (mark != std::string::npos) request.query = parse_form(from.target.substr(mark + 1));
  for (const auto& [name, value] : from.headers) {
    request.headers.emplace(lower(name), value);
  }
  if (from.ssl != nullptr) request.peer = peer_of(static_cast<const SSL*>(from.ssl));
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
      return refusal(414, "The address is longer than 8 KB.");
    case 431:
      return refusal(431, "The headers of the request are larger than 32 KB.");
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

bool has_large_headers(const httplib::Request& request) {
  std::size_t size = 0;
  for (const auto& [name, value] : request.headers) size += name.size() + value.size() + 4;
  return size > kLargestHeaders;
}

thread_local Connections::Clock::time_point accepted;

// In place of the library's pool, which either has all its threads from the start or, when it makes them as
// they are needed, leaves a connection without one that comes before a thread which is about to wake has
// woken.
class Queue final : public httplib::TaskQueue {
 public:
  explicit Queue(std::size_t most) : most_(most) {}

  bool enqueue(std::function<void()> serve) override {
    const std::lock_guard lock(mutex_);
    if (ended_ || waiting_.size() >= kMostWaiting) return false;
    waiting_.push_back({.serve = std::move(serve), .start = Connections::Clock::now()});
    if (waiting_.size() > idle_ && threads_.size() < most_) start_thread();
    changed_.notify_one();
    return true;
  }

  void shutdown() override {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  struct Waiting {
    std::function<void()> serve;
    Connections::Clock::time_point start;
  };

  // A system that has no more threads to give: the connection waits for one of those that are there.
  void start_thread() {
    try {
      threads_.emplace_back([this] { work(); });
    } catch (const std::system_error& failure) {
      std::fprintf(stderr, "appliance: no thread for a connection: %s\n", failure.what());
    }
  }

  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      ++idle_;
      changed_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
      --idle_;
      if (waiting_.empty()) return;
      const Waiting next = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      accepted = next.start;
      next.serve();
      lock.lock();
    }
  }

  const std::size_t most_;
  std::mutex mutex_;  // for all below
  std::condition_variable changed_;
  std::deque<Waiting> waiting_;
  std::size_t idle_ = 0;
  bool ended_ = false;
  std::vector<std::thread> threads_;  // kept until the end: as many as there were connections at a time
};

// The library's server, whose connections are watched. Its own limits are for each piece that is read or
// written, so that a client which sends a byte every now and then keeps a thread for hours.
template <typename Library>
class Watched final : public Library {
 public:
  template <typename... Words>
  explicit Watched(const Limits& limits, Connections& connections, Words&&... words)
      : Library(std::forward<Words>(words)...), limits_(limits), connections_(connections) {}

 private:
  bool process_and_close_socket(socket_t socket) override {
    serve(socket);
    httplib::detail::shutdown_socket(socket);
    httplib::detail::close_socket(socket);
    return true;
  }

  void serve(socket_t socket) {
    std::string peer, own;
    int peer_port = 0, own_port = 0;
    httplib::detail::get_remote_ip_and_port(socket, peer, peer_port);
    httplib::detail::get_local_ip_and_port(socket, own, own_port);
    // After a long wait some is left: the request may have been here all the time.
    const auto until = std::max(accepted + limits_.request, Connections::Clock::now() + limits_.late);
    Connections::Open open(connections_, socket, peer, until);
    if (!open.admitted()) return;
    bool first = true;
    const auto answer = [&](httplib::Stream& stream, bool last, bool& closed, const auto& prepare) {
      if (!std::exchange(first, false)) open.allow(limits_.request);
      const bool answered =
          this->process_request(stream, peer, peer_port, own, own_port, last, closed, prepare);
      open.rest(limits_.idle + limits_.late);
      return answered;
    };
    if constexpr (std::is_same_v<Library, httplib::SSLServer>) {
      const httplib::tls::session_t session = httplib::tls::create_session(this->tls_context(), socket);
      if (session == nullptr) return;
      httplib::tls::TlsError error;
      if (httplib::tls::accept_nonblocking(session, socket, this->read_timeout_sec_, 0, &error)) {
        httplib::detail::process_server_socket_ssl(
            this->svr_sock_, session, socket, this->keep_alive_max_count_, this->keep_alive_timeout_sec_,
            this->read_timeout_sec_, 0, this->write_timeout_sec_, 0,
            [&](httplib::Stream& stream, bool last, bool& closed) {
              return answer(stream, last, closed, [&](httplib::Request& request) { request.ssl = session; });
            });
        SSL_shutdown(static_cast<SSL*>(session));  // says that this is the end, and waits for nothing
      }
      httplib::tls::free_session(session);
    } else {
      httplib::detail::process_server_socket(this->svr_sock_, socket, this->keep_alive_max_count_,
                                             this->keep_alive_timeout_sec_, this->read_timeout_sec_, 0,
                                             this->write_timeout_sec_, 0,
                                             [&](httplib::Stream& stream, bool last, bool& closed) {
                                               return answer(stream, last, closed, nullptr);
                                             });
    }
  }

  const Limits limits_;
  Connections& connections_;
};

std::unique_ptr<httplib::Server> library_server(const Limits& limits, Connections& connections,
                                                const std::optional<Identity>& identity) {
  if (!identity) return std::make_unique<Watched<httplib::Server>>(limits, connections);
  return std::make_unique<Watched<httplib::SSLServer>>(
      limits, connections, [identity](httplib::tls::ctx_t context) {
        return use_identity(static_cast<SSL_CTX*>(context), *identity);
      });
}

}  // namespace

struct Server::Running {
  Running(const Limits& wanted, const std::optional<Identity>& identity)
      : limits(wanted), connections(wanted.per_peer), server(library_server(limits, connections, identity)) {}
  Limits limits;
  Connections connections;
  std::unique_ptr<httplib::Server> server;
  std::thread thread;
};

Server::Server(const Limits& limits, const std::optional<Identity>& identity)
    : running_(new Running(limits, identity)) {
  httplib::Server& server = *running_->server;
  server.new_task_queue = [threads = limits.connections] { return new Queue(threads); };
  server.set_keep_alive_timeout(limits.idle.count());
  const auto piece = std::chrono::ceil<std::chrono::seconds>(limits.request).count();
  server.set_read_timeout(piece);
  server.set_write_timeout(piece);
  server.set_payload_max_length(kLargestBody);
  server.set_tcp_nodelay(true);
  // Not the library's SO_REUSEPORT, with which a second appliance would share the port unnoticed.
  server.set_socket_options(
      [](socket_t socket) { httplib::set_socket_opt(socket, SOL_SOCKET, SO_REUSEADDR, 1); });
}

Server::~Server() { stop(); }

std::expected<int, std::string> Server::bind(const std::string& host, int port) {
  httplib::Server& server = *running_->server;
  if (!server.is_valid())
    return std::unexpected("The files of --tls-cert and --tls-key have just changed; start once more.");
  const int taken = port == 0 ? server.bind_to_any_port(host) : (server.bind_to_port(host, port) ? port : -1);
  if (taken > 0) return taken;
  return std::unexpected(
      std::format("Cannot listen on {}:{}: the port is in use or not allowed. Choose another with --listen.",
                  host, port));
}

void Server::serve(Site site) {
  httplib::Server& server = *running_->server;
  // Before the body is read.
  server.set_pre_routing_handler([](const httplib::Request& from, httplib::Response& to) {
    if (!has_large_headers(from)) return httplib::Server::HandlerResponse::Unhandled;
    to.status = 431;
    return httplib::Server::HandlerResponse::Handled;
  });
  const auto handle = [site, limits = running_->limits](const httplib::Request& from, httplib::Response& to) {
    Connections::Open::current()->allow(limits.answer);
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
  running_->server->stop();
  running_->connections.end_resting();
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
