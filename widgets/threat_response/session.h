// The policy of authorised calls, as a state machine without a clock or a network (D-01, api.md 2.1):
// a token is renewed lazily once 80 % of its life is over and once on a 401; one renewal serves every call
// that waits; a call is repeated at most once after a 401; a second 401 is reported. One that must not be
// made later (Repeat::kNever) ends as 429 when its token or its 401 comes late: whoever asked may have gone
// on.
//
//   session.send(id, request, now)     -> what to put on the wire, perhaps nothing yet
//   session.replied(id, reply, now)    -> what to put on the wire next, and what is finished
//
// Times are seconds of any steady or wall clock, always the same one. Ids are the caller's, never 0.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "threat_response/token.h"

namespace threat_response {

using CallId = std::uint32_t;

struct Send {
  CallId id = 0;  // kTokenCall for the token call
  Request request;
};
struct Finished {
  CallId id = 0;
  Reply reply;
};
struct Step {
  std::vector<Send> sends;
  std::vector<Finished> finished;
};

class Session {
 public:
  static constexpr CallId kTokenCall = 0;

  // New credentials are in the vault: forgets the old token and asks for one. Calls that wait go on with it
  // when `who` (client and server) is who was signed in before; another one's end as 401.
  Step sign_in(std::string_view who);
  // Forgets the token; what waits or is under way finishes as 401.
  Step sign_out();
  Step send(CallId id, Request request, double now);
  // A reply to a call this session does not know changes nothing.
  Step replied(CallId id, const Reply& reply, double now);
  // By so many seconds.
  void clock_set_back(double by);
  // The token will be late: ends calls that wait for it and must not be made later (Repeat::kNever) as 429.
  Step token_is_late();

  bool signed_in() const { return state_ == State::kReady || state_ == State::kRenewing; }
  bool signing_in() const { return state_ == State::kSigningIn; }
  const std::vector<std::string>& scopes() const { return scopes_; }
  // The user the client acts for, owner of the cases it makes; "" when the token does not say.
  const std::string& user() const { return user_; }

 private:
  enum class State { kSignedOut, kSigningIn, kReady, kRenewing };
  struct Call {
    Request request;
    bool on_wire = false;
    bool repeated = false;
    double asked_at = 0;
    std::uint32_t token = 0;  // the renewal whose token it was sent with
  };
  Step token_arrived(const Reply& reply, double now);
  void put_on_wire(Step& step, CallId id, Call& call);
  static bool is_stale(const Call& call, double now);

  State state_ = State::kSignedOut;
  std::string who_;
  std::vector<std::string> scopes_;
  std::string user_;
  double renew_at_ = 0;
  std::uint32_t token_ = 0;  // counts tokens received
  std::map<CallId, Call> calls_;
};

}  // namespace threat_response
