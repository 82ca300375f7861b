// Calls from the service to registered appliances. An appliance is behind a firewall: it asks what there is
// to do and waits for it (next), does it, and sends its answer (answer). Whoever wants something of it waits
// meanwhile (ask).
//
// In memory: a call lives no longer than the one who waits for it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <expected>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "json/json.h"

namespace appliance {

struct RelayCall {
  std::string id;
  std::string path;  // such as "/observe/observables"
  Json body;
};

struct RelayAnswer {
  int status = 0;
  Json body;
};

enum class RelayProblem {
  kOffline,  // the appliance does not wait for calls, or its registration has ended
  kTimeout,
};

class RelayCalls {
 public:
  using Clock = std::chrono::steady_clock;
  // Between two waits, while it does what it was asked for, an appliance counts as waiting for so long.
  static constexpr std::chrono::milliseconds kPause{2000};
  static constexpr std::size_t kMostWaiting = 64;  // calls to one appliance that it has not taken yet

  // For the appliance of this registration: the next call, or nothing after `wait`, once `is_gone` (asked
  // several times a second) says that nobody reads the answer, or when it begins to wait elsewhere.
  std::optional<RelayCall> next(const std::string& registration, std::chrono::milliseconds wait,
                                const std::function<bool()>& is_gone);
  // False when nobody waits for the answer to a call of this id to that appliance.
  bool answer(const std::string& registration, const std::string& id, RelayAnswer answer);

  // Blocks until the answer is there, for `patience` at most.
  std::expected<RelayAnswer, RelayProblem> ask(const std::string& registration, const std::string& path,
                                               const Json& body, std::chrono::milliseconds patience);

  // Nobody waits for it or in it any more: its registration has ended.
  void drop(const std::string& registration);
  // Likewise for all, and nobody will wait again: the server ends.
  void end();

 private:
  struct Pending {
    std::string registration;
    std::optional<RelayAnswer> answer;
  };
  struct Appliance {
    std::deque<RelayCall> waiting;
    bool waits = false;       // in `next`
    Clock::time_point until;  // it counts as waiting till then
    std::uint64_t turn = 0;   // of the last `next`, in turns_; the ones before give up
  };
  bool is_online(const std::string& registration) const;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Appliance> appliances_;  // those that have waited
  std::map<std::string, Pending> pending_;       // by the call's id
  std::uint64_t turns_ = 0;
  bool ended_ = false;
};

}  // namespace appliance
