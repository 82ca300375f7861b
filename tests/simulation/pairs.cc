#include "pairs.h"

#include "course.h"

namespace simulation {
namespace {

constexpr std::uint64_t kTries = 40;
constexpr std::size_t kFew = 20, kMany = 150;  // acts
constexpr double kRarely = 0.1;                // of what keeps people from writing at the same moment

// What leads to the step, too: the service loses a change only of two people who write at the same moment.
Setup setup_of_pair(const Strike& strike, std::uint64_t seed) {
  Setup setup = rough_setup(seed);
  setup.strike = strike;
  if (strike.step != Recovery::kMending) return setup;
  setup.browsers = 2;
  setup.tabs = 4;
  for (double& part : setup.rates.parts) part *= kRarely;
  setup.rates[Fault::kLateWrite] = 0.5;
  return setup;
}

}  // namespace

PairsPlayed play_pairs(std::size_t every) {
  PairsPlayed all;
  for (std::size_t fault = 0; fault < kFaults; ++fault)
    for (std::size_t step = 0; step < kRecoveries; ++step) {
      if ((fault + step) % every != 0) continue;
      const Strike strike{static_cast<Fault>(fault), static_cast<Recovery>(step)};
      const std::string what =
          std::string(kind_of(strike.fault).name) + " while " + std::string(name_of(strike.step));
      ++all.pairs;
      bool has_struck = false;
      for (std::uint64_t seed = 1; seed <= kTries && !has_struck; ++seed) {
        const Played played =
            play(setup_of_pair(strike, seed), {.acts = strike.step == Recovery::kMending ? kMany : kFew});
        for (const std::string& problem : played.problems)
          all.problems.push_back(what + ", seed " + std::to_string(seed) + ": " + problem);
        has_struck = played.has_struck;
      }
      if (has_struck)
        ++all.struck;
      else
        all.missed.push_back(what);
    }
  return all;
}

}  // namespace simulation
