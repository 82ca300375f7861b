// Where, when and by whom the observables of one case have been seen. A state machine without a clock or a
// network, in the manner of verdicts.h.
//
//   sightings.ask(observables, Sightings::kMissing)  -> calls to send
//   sightings.replied(id, reply)                     -> more of them
//   sightings.found(), modules(), progress()         -> what is known by now, in between too
//
// It holds one case: to ask about other observables lets go of what was known of the ones before. Observe is
// the service's slowest call, so few observables go into one and few calls are under way; what comes is kept
// up to a number, and what is over it is counted. What failed, and what was cancelled, is asked again when
// somebody wants it, of the modules that owe it alone.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "threat_response/enrich.h"

namespace threat_response {

class Sightings {
 public:
  // Never 0, never used again.
  using CallId = std::uint32_t;
  struct Call {
    CallId id = 0;
    Request request;
  };
  enum class How {
    kMissing,  // of the same observables: what failed or was cancelled; of others: all
    kAgain,    // all of it
  };
  static constexpr How kMissing = How::kMissing, kAgain = How::kAgain;

  // One that has answered or failed.
  struct Asked {
    Module module;
    std::size_t found = 0;  // sightings of it that are kept
    bool failed = false, timed_out = false;
    std::string reason;  // of one that failed: its own text, hostile; may be ""
  };
  struct Found {
    std::size_t module = 0;  // in modules()
    Sighting sighting;
  };
  // Observables.
  struct Progress {
    std::size_t asked = 0, answered = 0;
  };

  static constexpr std::size_t kMostFound = 2000;  // sightings
  static constexpr std::size_t kMostInside = 200;  // observables, targets or relations of one

  std::vector<Call> ask(std::vector<Observable> observables, How how);
  // A reply to a call that is not waited for changes nothing.
  std::vector<Call> replied(CallId id, const Reply& reply);
  // What has come stays; what has not is missing.
  void cancel();
  // Another client has signed in: nothing of the old one is shown or waited for.
  void forget();

  const std::vector<Observable>& observables() const { return observables_; }
  // In the order in which they came; grows only, until all is asked again.
  const std::vector<Found>& found() const { return found_; }
  const std::vector<Asked>& modules() const { return modules_; }
  Progress progress() const;
  bool asking() const { return !calls_.empty(); }  // behind which alone others wait in line
  // Whether something failed or was cancelled that ask(kMissing) would bring.
  bool is_missing() const { return !missing_.empty(); }
  // Of the last call that failed as a whole.
  const Problem& problem() const { return problem_; }
  // Sightings that came and are not kept.
  std::size_t left_out() const { return left_out_; }
  // Another number whenever something has changed that a picture may show; never 0 again.
  std::uint64_t revision() const { return revision_; }

 private:
  struct Batch {
    std::vector<Observable> about;
    std::vector<std::string> modules;  // instance ids; empty for all
  };
  void begin(std::vector<Observable> observables);
  std::vector<Call> send_next();
  std::size_t place_of(const Module& module);
  void take(const ModuleAnswer& answer);
  void take(const ModuleProblem& problem, const Batch& batch);

  std::vector<Observable> observables_;
  std::set<Observable> answered_;
  std::vector<Found> found_;
  std::set<std::string> known_;  // keys of `found_`: one that concerns observables of two calls comes twice
  std::vector<Asked> modules_;
  std::deque<Batch> line_, missing_;
  std::map<CallId, Batch> calls_;
  Problem problem_;
  std::size_t left_out_ = 0;
  std::uint64_t revision_ = 0;
  CallId last_ = 0;
};

}  // namespace threat_response
