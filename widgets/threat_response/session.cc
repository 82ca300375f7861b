#include "threat_response/session.h"

namespace threat_response {
namespace {

constexpr double kRenewAfter = 0.8;  // of the token's life (D-01)
constexpr double kStale = 12;        // seconds: a call has ended by then, unless the page was frozen

Reply signed_out_reply() { return {.status = 401, .body = {}, .headers = {}}; }
Reply late_reply() { return {.status = 429, .body = {}, .headers = {}}; }

}  // namespace

Step Session::sign_in(std::string_view who) {
  Step step;
  if (who != who_) step = sign_out();
  who_ = who;
  // A renewal under way was asked with the old credentials; the vault drops its answer, and so do we by
  // waiting for the new one under the same id.
  state_ = State::kSigningIn;
  step.sends.push_back({kTokenCall, token_request()});
  return step;
}

Step Session::sign_out() {
  Step step;
  for (const auto& [id, call] : calls_) step.finished.push_back({id, signed_out_reply()});
  calls_.clear();
  scopes_.clear();
  state_ = State::kSignedOut;
  return step;
}

Step Session::send(CallId id, Request request, double now) {
  if (state_ == State::kSignedOut) return {.sends = {}, .finished = {{id, signed_out_reply()}}};
  Step step;
  Call& call = calls_[id];
  call = {.request = std::move(request), .asked_at = now};
  if (state_ == State::kReady && now >= renew_at_) {
    state_ = State::kRenewing;
    step.sends.push_back({kTokenCall, token_request()});
  }
  if (state_ == State::kReady) put_on_wire(step, id, call);
  return step;
}

Step Session::replied(CallId id, const Reply& reply, double now) {
  if (id == kTokenCall) return token_arrived(reply, now);
  const auto found = calls_.find(id);
  if (found == calls_.end()) return {};
  Call& call = found->second;
  // Signed out, no renewal is to come that could mend a 401.
  if (reply.status != 401 || call.repeated || state_ == State::kSignedOut) {
    calls_.erase(found);
    return {.sends = {}, .finished = {{id, reply}}};
  }
  Step step;
  if (is_stale(call, now)) {
    calls_.erase(found);
    return {.sends = {}, .finished = {{id, late_reply()}}};
  }
  call.repeated = true;
  call.on_wire = false;
  if (state_ == State::kReady && call.token != token_) {
    put_on_wire(step, id, call);  // another call has renewed the token meanwhile
  } else if (state_ == State::kReady) {
    state_ = State::kRenewing;
    step.sends.push_back({kTokenCall, token_request()});
  }
  return step;
}

Step Session::token_arrived(const Reply& reply, double now) {
  if (state_ != State::kSigningIn && state_ != State::kRenewing) return {};
  const auto grant = read_grant(reply);
  Step step{.sends = {}, .finished = {{kTokenCall, reply}}};
  if (grant) {
    state_ = State::kReady;
    scopes_ = grant->scopes;
    user_ = grant->user;
    renew_at_ = now + grant->lifetime_s * kRenewAfter;
    ++token_;
    for (auto call = calls_.begin(); call != calls_.end();) {
      const bool is_late = !call->second.on_wire && is_stale(call->second, now);
      if (is_late)
        step.finished.push_back({call->first, late_reply()});
      else if (!call->second.on_wire)
        put_on_wire(step, call->first, call->second);
      call = is_late ? calls_.erase(call) : std::next(call);
    }
    return step;
  }
  // A failed renewal keeps the session: the credentials may be right and the service down. Only refused
  // credentials end it. Calls that waited finish with the token call's own reply, which says why.
  const bool refused = problem_of(reply).kind == Problem::Kind::kWrongCredentials;
  const bool was_signed_in = state_ == State::kRenewing;
  state_ = was_signed_in && !refused ? State::kReady : State::kSignedOut;
  renew_at_ = 0;
  for (auto call = calls_.begin(); call != calls_.end();) {
    if (call->second.on_wire) {
      ++call;
      continue;
    }
    step.finished.push_back(
        {call->first, reply.ok() ? Reply{.failure = Failure::kTooLarge, .body = {}, .headers = {}} : reply});
    call = calls_.erase(call);
  }
  return step;
}

Step Session::token_is_late() {
  Step step;
  for (auto call = calls_.begin(); call != calls_.end();) {
    if (call->second.on_wire || call->second.request.repeat != Repeat::kNever) {
      ++call;
      continue;
    }
    step.finished.push_back({call->first, late_reply()});
    call = calls_.erase(call);
  }
  return step;
}

void Session::clock_set_back(double by) {
  renew_at_ -= by;
  for (auto& [id, call] : calls_) call.asked_at -= by;
}

bool Session::is_stale(const Call& call, double now) {
  return call.request.repeat == Repeat::kNever && now > call.asked_at + kStale;
}

void Session::put_on_wire(Step& step, CallId id, Call& call) {
  call.on_wire = true;
  call.token = token_;
  step.sends.push_back({id, call.request});
}

}  // namespace threat_response
