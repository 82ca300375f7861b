// Switches for tests, there only when the appliance was started with --test-controls:
//
//   PUT /test/faults   a list of faults, in place of those before
//   POST /test/faults  the same, in front of those before, whose `times` go on
//   PUT /test/clock    {"ahead_s":601}: the service's clock runs that much ahead
//                      {"stopped_at":"2026-11-24T05:14:00.000Z"}: it stands there, see stop_clock
//   PUT /test/traffic  {"step":2}: that many steps of later traffic have come in (traffic.h); 0 takes them
//   back
//
// A fault is {"path":"/ctia/casebook", "method"?, "times"?, ...} and says what happens to requests whose path
// begins with `path`; the first that fits is taken, `times` times. Any of:
//   delay_ms      the answer comes that much later
//   status        is answered instead, with `body` (any JSON) and `headers` when given
//   spoil         "truncated": half of the body, then the connection ends; "garbage": bytes that are no JSON
//   lost_update   a change reads the case, waits delay_ms and writes, while others may write
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "appliance/http/message.h"
#include "appliance/http/server.h"
#include "appliance/traffic.h"

namespace appliance {

struct Fault {
  std::string path;
  std::string method;                 // "": any
  std::optional<std::int64_t> times;  // how often it is still taken; nothing: always
  std::chrono::milliseconds delay{0};
  int status = 0;  // 0: the true answer
  Json body;       // null: the service's own
  Json headers;
  std::string spoil;
  bool lost_update = false;
};

class TestControls {
 public:
  explicit TestControls(Traffic& traffic) : traffic_(traffic) {}
  static bool concerns(const http::Request& request) { return request.path.starts_with("/test/"); }
  http::Response answer(const http::Request& request);
  // The fault of this request, if any: delayed already, unless it is a lost update.
  std::optional<Fault> take(const http::Request& request, bool lost_update = false);

 private:
  http::Response set_faults(const Json& body, bool adds);
  Traffic& traffic_;
  std::mutex mutex_;
  std::vector<Fault> faults_;
};

// The same site, whose answers come late, spoilt or replaced: what was asked has been done by then.
// `controls` outlives it.
http::Site with_faults(const http::Site& site, TestControls& controls);

// The answer that stands in for the true one; nothing when there is none.
std::optional<http::Response> answer_instead(const Fault& fault);
void spoil(const Fault& fault, http::Response& response);

}  // namespace appliance
