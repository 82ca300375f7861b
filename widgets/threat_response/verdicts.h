// What the service's modules think of observables: asked once for everybody who shows it, kept as long as it
// holds. A state machine without a clock or a network.
//
//   verdicts.ask(observables, Verdicts::kMissing, now)  -> calls to send
//   verdicts.replied(id, reply, now)                    -> more of them
//   verdicts.of(observable)                             -> what is known by now, in between too
//
// Economy: an observable is asked about once, however often it is shown and by whom; a hundred a call;
// modules that hold up the others in a call of their own (module_speed.h), so that the first verdicts show
// when the fast ones are there; a few calls at a time. An answer is kept until its first verdict ends; one
// without verdicts for an hour; what a failed call was to bring is asked again by the next who asks. A module
// that the service got since it was first asked about this kind of observable is asked from the next page on.
//
// Times are seconds since 1970.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "threat_response/enrich.h"
#include "threat_response/module_speed.h"

namespace threat_response {

// What one module says of one observable.
struct Opinion {
  // A verdict that holds stays while its module is asked again, and when it then fails.
  enum class State { kAsking, kVerdict, kNothing, kFailed, kTimedOut } state = State::kAsking;
  bool owed = false;  // a call under way or in line is to bring it
  Module module;
  Verdict verdict;     // of kVerdict; of several the one that needs most attention
  std::string reason;  // of kFailed, the module's or the service's own text; may be ""
};

struct Judged {
  std::vector<Opinion>
      opinions;           // in the order in which the modules first answered: rows stay where they are
  int waiting = 0;        // calls under way or in line that may add to it
  bool answered = false;  // one has come; without it `opinions` says nothing
  Problem problem;        // of a call that failed as a whole since it was last asked about
  double kept_until = 0;
  bool is_cut = false;  // a call that was to add to it was cancelled since it was last asked about

  // Over the verdicts that still hold at `now`.
  Disposition disposition(double now) const;
};

class Verdicts {
 public:
  // Never 0, never used again.
  using CallId = std::uint32_t;
  struct Call {
    CallId id = 0;
    Request request;
  };
  enum class How {
    kMissing,  // what is not known, or holds no more
    kAgain,    // all of it, for somebody who wants it fresh
  };
  static constexpr How kMissing = How::kMissing, kAgain = How::kAgain;

  std::vector<Call> ask(const std::vector<Observable>& observables, How how, double now);
  // One module again, which was silent or failed.
  std::vector<Call> ask_module(const Observable& observable, const std::string& instance_id);
  // What has failed for want of a connection.
  std::vector<Call> ask_lost(double now);
  // A reply to a call that is not waited for changes nothing.
  std::vector<Call> replied(CallId id, const Reply& reply, double now);
  // What waits in line is not sent; what is under way still counts when it comes.
  void cancel();
  // Another client has signed in: nothing of the old one is shown or waited for.
  void forget();

  // Null when nobody has asked. Owned here, valid until the next call that is not const.
  const Judged* of(const Observable& observable) const;
  // Another number after every change of what is known.
  std::uint64_t revision() const { return revision_; }
  // How many modules have ever answered or been named by a failure.
  std::size_t known_modules() const { return modules_.size(); }
  // Observables that are waited for.
  std::size_t waiting() const;

 private:
  struct Batch {
    std::vector<Observable> about;
    std::vector<std::string> modules;  // instance ids; empty for all
  };
  void line_up(std::vector<Observable> about);
  void line_up(Batch batch);
  std::vector<Call> send_next();
  void name(const Module& module);
  void answered(const Batch& batch, const Reply& reply, const Enrichment& enrichment, double now);
  void failed(const Batch& batch, const Problem& problem);

  std::unordered_map<Observable, Judged, ObservableHash> judged_;
  ModuleSpeed speed_;
  std::map<std::string, Module> modules_;      // by instance id, as they last called themselves
  std::deque<std::vector<Observable>> fresh_;  // to be split among the modules when their turn comes
  std::deque<Batch> line_;
  std::map<CallId, Batch> calls_;
  CallId last_ = 0;
  std::uint64_t revision_ = 0;
};

}  // namespace threat_response
