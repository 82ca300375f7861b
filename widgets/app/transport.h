// Calls on the wire. transport_fetch.cc does it with Emscripten's Fetch API (decision 1).
#pragma once

#include <functional>

#include "threat_response/session.h"

namespace app {

class Transport {
 public:
  using Replied = std::function<void(threat_response::CallId, threat_response::Reply)>;
  explicit Transport(Replied replied) : replied_(std::move(replied)) {}

  // A call with an id still under way is given up first. Every other call ends in exactly one reply.
  void start(threat_response::CallId id, const threat_response::Request& request);

 private:
  Replied replied_;
};

}  // namespace app
