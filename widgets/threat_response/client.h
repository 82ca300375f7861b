// The policy of all calls, above the session (session.h) and below the wire, as a state machine without a
// clock or a network:
//
// - 5xx, no answer and time-out: at most 3 attempts, 100 ms doubled with jitter up to 20 s between them, only
//   where repeating is safe, and so that retries are at most a tenth of the traffic (reliability.md).
// - 429: nothing is sent until Retry-After is over, in every tab. What was asked for waits and goes on by
//   itself; an action of a module does not wait, it ends as a 429.
//
// Times are seconds since 1970. Ids are the caller's, never 0.
#pragma once

#include <map>
#include <optional>
#include <random>

#include "threat_response/session.h"

namespace threat_response {

class Client {
 public:
  // `seed` for the jitter, so that tabs do not retry in step.
  explicit Client(std::uint32_t seed = 0) : random_(seed) {}

  // Someone signs in: calls of another one end as 401.
  Step sign_in(std::string_view who, double now);
  Step sign_out();
  Step send(CallId id, Request request, double now);
  Step replied(CallId id, const Reply& reply, double now);
  // Time has passed: sends what waited until now.
  Step woke(double now);
  // The network is back: what waits for a retry does not wait longer.
  Step went_online(double now);
  // The clock was set back by so many seconds: nothing waits longer for that.
  void clock_set_back(double by);
  // Another tab was told to wait. An earlier end than the known one changes nothing.
  void pause(double until);

  const Session& session() const { return session_; }
  // When something that waits is due; nothing when nothing waits.
  std::optional<double> wake_at() const;
  // Nothing is sent before; in the past when there is no pause.
  double paused_until() const { return paused_until_; }
  // Whether calls wait for the end of a pause.
  bool is_held(double now) const { return now < paused_until_ && !waiting_.empty(); }

 private:
  struct Flight {
    Request request;
    int attempts = 1;
    double sent_at = 0;
  };
  struct Waiting {
    Flight flight;
    double until = 0;
  };
  Step passed(Step step, double now);
  void dispatch(Step& out, const Send& send, double now);
  void put_on_wire(Step& out, CallId id, Flight flight, double now);
  bool may_retry(const Flight& flight, const Reply& reply);
  double delay(int attempts);

  Session session_;
  std::map<CallId, Flight> flights_;   // on the wire
  std::map<CallId, Waiting> waiting_;  // for their next attempt, or for the end of a pause
  double paused_until_ = 0;
  double budget_ = 3;  // retries that may be made now
  std::minstd_rand random_;
};

}  // namespace threat_response
