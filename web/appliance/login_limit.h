// How often a log-in may fail. After five failed attempts for one name the next is refused for a minute; each
// failure after that doubles the time, up to 15 minutes. A success forgets the failures, and so does an hour
// without an attempt.
//
// Names nobody has are treated like those of accounts, so that a refusal tells nothing. Kept in memory: an
// end of the appliance ends the times.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "appliance/instant.h"

namespace appliance {

class LoginLimit {
 public:
  static constexpr int kFree = 5;  // failures before the first refusal
  static constexpr Instant kFirstWait = 60 * kSecond;
  static constexpr Instant kLongestWait = 15 * 60 * kSecond;
  static constexpr std::size_t kMostNames = 10'000;  // the one with the fewest failures goes first

  // Nothing when `name` may try now: the attempt counts as failed until `succeeded` says otherwise, so that
  // many at once are not more than one after the other. Else the milliseconds to wait; the attempt does not
  // count.
  std::optional<Instant> refuse(const std::string& name);
  void succeeded(const std::string& name);

 private:
  struct Failures {
    int count = 0;
    Instant last = 0, until = 0;  // the last attempt; the end of the refusal
  };
  void forget_old(Instant when);
  void make_room();

  std::mutex mutex_;
  std::map<std::string, Failures> failures_;  // by the hash of the name, which may be long
};

}  // namespace appliance
