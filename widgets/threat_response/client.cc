#include "threat_response/client.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "threat_response/retry_after.h"

namespace threat_response {
namespace {

constexpr int kAttempts = 3;
constexpr double kFirstDelay = 0.1, kLongestDelay = 20;
constexpr double kBudgetPerCall = 0.1, kLargestBudget = 10;

// What a later attempt may mend.
bool is_passing(const Reply& reply) {
  if (reply.status == 0) return reply.failure == Failure::kNetwork || reply.failure == Failure::kTimeout;
  return reply.status >= 500;
}

}  // namespace

Step Client::sign_in(std::string_view who, double now) {
  Step step = session_.sign_in(who);
  for (const Finished& ended : step.finished) {
    flights_.erase(ended.id);
    waiting_.erase(ended.id);
  }
  flights_.erase(Session::kTokenCall);
  waiting_.erase(Session::kTokenCall);
  return passed(std::move(step), now);
}

Step Client::sign_out() {
  flights_.clear();
  waiting_.clear();
  return session_.sign_out();
}

Step Client::send(CallId id, Request request, double now) {
  // Not even behind a token call, which would wait for the end of the pause.
  if (request.repeat == Repeat::kNever && now < paused_until_)
    return {.sends = {}, .finished = {{id, {.status = 429, .body = {}, .headers = {}}}}};
  return passed(session_.send(id, std::move(request), now), now);
}

Step Client::replied(CallId id, const Reply& reply, double now) {
  if (reply.status == 429) pause(now + retry_after(reply, now));  // whoever still waits for it
  const auto found = flights_.find(id);
  if (found == flights_.end()) return {};
  Flight flight = std::move(found->second);
  flights_.erase(found);
  if (reply.status == 429) {
    if (flight.request.repeat != Repeat::kNever) {
      waiting_[id] = {std::move(flight), paused_until_};
      return id == Session::kTokenCall ? session_.token_is_late() : Step{};
    }
  } else if (may_retry(flight, reply)) {
    const double until = now + delay(flight.attempts++);
    waiting_[id] = {std::move(flight), until};
    return {};
  }
  Reply stamped = reply;
  stamped.service = flight.request.service;
  stamped.seconds = now - flight.sent_at;
  return passed(session_.replied(id, stamped, now), now);
}

Step Client::woke(double now) {
  Step step;
  if (now < paused_until_) return step;
  for (auto call = waiting_.begin(); call != waiting_.end();) {
    if (call->second.until > now) {
      ++call;
      continue;
    }
    put_on_wire(step, call->first, std::move(call->second.flight), now);
    call = waiting_.erase(call);
  }
  return step;
}

Step Client::went_online(double now) {
  for (auto& [id, call] : waiting_) call.until = std::min(call.until, now);
  return woke(now);
}

void Client::clock_set_back(double by) {
  session_.clock_set_back(by);
  for (auto& [id, flight] : flights_) flight.sent_at -= by;
  for (auto& [id, call] : waiting_) call.until -= by;
  paused_until_ = std::max(0.0, paused_until_ - by);
}

void Client::pause(double until) { paused_until_ = std::max(paused_until_, until); }

std::optional<double> Client::wake_at() const {
  if (waiting_.empty()) return std::nullopt;
  const auto soonest =
      std::ranges::min_element(waiting_, {}, [](const auto& call) { return call.second.until; });
  return std::max(soonest->second.until, paused_until_);
}

Step Client::passed(Step step, double now) {
  Step out{.sends = {}, .finished = std::move(step.finished)};
  for (const Send& send : step.sends) dispatch(out, send, now);
  return out;
}

void Client::dispatch(Step& out, const Send& send, double now) {
  Flight flight{send.request};
  if (now >= paused_until_) {
    budget_ = std::min(budget_ + kBudgetPerCall, kLargestBudget);
    put_on_wire(out, send.id, std::move(flight), now);
  } else if (send.request.repeat != Repeat::kNever) {
    waiting_[send.id] = {std::move(flight), paused_until_};
    if (send.id != Session::kTokenCall) return;
    const Step ended = session_.token_is_late();
    out.finished.insert(out.finished.end(), ended.finished.begin(), ended.finished.end());
  } else {
    const Step ended = session_.replied(send.id, {.status = 429, .body = {}, .headers = {}}, now);
    out.finished.insert(out.finished.end(), ended.finished.begin(), ended.finished.end());
  }
}

void Client::put_on_wire(Step& out, CallId id, Flight flight, double now) {
  flight.sent_at = now;
  out.sends.push_back({id, flight.request});
  flights_[id] = std::move(flight);
}

bool Client::may_retry(const Flight& flight, const Reply& reply) {
  if (!is_passing(reply) || flight.request.repeat != Repeat::kAlways || flight.attempts >= kAttempts ||
      budget_ < 1)
    return false;
  budget_ -= 1;
  return true;
}

// Half of it by chance, so that many clients do not come back together.
double Client::delay(int attempts) {
  const double whole = std::min(kFirstDelay * std::pow(2, attempts - 1), kLongestDelay);
  return whole * std::uniform_real_distribution<double>(0.5, 1)(random_);
}

}  // namespace threat_response
