// What a module of the service thinks of an observable (threat-response-api.md 4.2), and what that comes to
// over all modules.
#pragma once

#include <limits>
#include <vector>

#include "threat_response/observable.h"

namespace threat_response {

// CTIM's numbers (B-41). Any other number is read as kUnknown.
enum class Disposition { kNone = 0, kClean = 1, kMalicious = 2, kSuspicious = 3, kCommon = 4, kUnknown = 5 };

inline constexpr double kForever = std::numeric_limits<double>::infinity();

struct Verdict {
  Observable observable;
  Disposition disposition = Disposition::kUnknown;
  // Seconds since 1970. What never ends has no end, or one in the year 2525 (api.md 4.2).
  double valid_from = 0;
  double valid_until = kForever;
  bool operator==(const Verdict&) const = default;
  bool holds(double now) const { return now < valid_until; }
};

// The disposition that asks for most attention: Malicious, then Suspicious, Unknown, Common, Clean; kNone of
// none. This is the one rule by which dispositions of several modules become one. CTIM's own order puts Clean
// first, which is right inside one source and unsafe across sources (api.md 4.3); an unknown verdict counts
// more than a harmless one because it still asks for a look.
Disposition roll_up(const std::vector<Disposition>& dispositions);

}  // namespace threat_response
