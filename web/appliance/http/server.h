// One listening address and what answers there. This and client.cc alone know the HTTP library.
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "appliance/http/message.h"
#include "appliance/http/tls.h"

namespace appliance::http {

struct Site {
  // Called on many threads at once. An exception in it is answered with 500 and goes no further.
  std::function<Response(const Request&)> answer;
  // Headers every answer of the site has, also those for requests that never reach `answer` (too large,
  // malformed).
  std::function<void(const Request&, Response&)> finish;
};

// What a client may take of a server. One that takes longer is cut off.
struct Limits {
  std::chrono::milliseconds request{10'000};  // to be sent whole; of a connection's first one, from its start
  std::chrono::milliseconds late{1000};       // left to one that had to wait for its turn as long as that
  std::chrono::milliseconds answer{60'000};   // to be made and read whole
  std::chrono::seconds idle{5};               // between two requests of a connection
  std::size_t connections = 512;  // served at a time, each by a thread; others wait for their turn
  std::size_t per_peer = 0;       // of these, for one address; 0 for all
};

class Server {
 public:
  // With an identity it speaks TLS 1.2 and later, and nothing else.
  explicit Server(const Limits& limits = {}, const std::optional<Identity>& identity = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Takes `port` of `host`, or a free one for 0, and gives the port taken. The error is a sentence.
  std::expected<int, std::string> bind(const std::string& host, int port);
  // Answers from now on, on threads of its own. Once, after bind.
  void serve(Site site);
  // Returns when the last answer is written. Also done by the destructor.
  void stop();

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace appliance::http
