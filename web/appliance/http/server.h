// One listening address and what answers there. This and client.cc alone know the HTTP library.
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <string>

#include "appliance/http/message.h"

namespace appliance::http {

struct Site {
  // Called on many threads at once. An exception in it is answered with 500 and goes no further.
  std::function<Response(const Request&)> answer;
  // Headers every answer of the site has, also those for requests that never reach `answer` (too large,
  // malformed).
  std::function<void(const Request&, Response&)> finish;
};

class Server {
 public:
  Server();
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
