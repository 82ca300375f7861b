// What people do in a course, and a course from its first event to its last.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "world.h"

namespace simulation {

struct Played {
  std::vector<std::string> problems;
  std::uint64_t digest = 0;
  double seconds = 0;  // simulated
  std::size_t events = 0, calls = 0, fallible = 0;
  bool has_struck = false;
  std::array<std::size_t, kFaults> struck{};
};

// Faults, tabs and browsers of the seed's own choice, a few of each, so that every mix comes up.
Setup setup_of(std::uint64_t seed);
// Everything at moderate rates: what leads to every recovery.
Setup rough_setup(std::uint64_t seed);

struct Plan {
  std::size_t acts = 10;
  // With Failing::from_then_on: how long it lasts, before all is well again.
  double outage = 0;
  std::size_t most_calls = 0;  // meanwhile; 0: as many as there are
};
// People work, then nothing fails any more and all comes to rest; then the audit is finished.
Played play(const Setup& setup, const Plan& plan = {});

}  // namespace simulation
