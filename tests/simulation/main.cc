// Plays many seeds, for `npm run endurance`, or one, to see what happens in it.
//
//   simulation SEEDS [FIRST]   so many seeds, from FIRST (1) on
//   simulation seed N          one seed, and prints its course
//
// The last line is `N passed, N failed`; the exit status 1 when anything failed.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "course.h"

namespace {

using simulation::Played;

std::uint64_t number(const char* text) { return std::strtoull(text, nullptr, 10); }

void report(std::uint64_t seed, const Played& played) {
  for (const std::string& problem : played.problems)
    std::printf("FAILED seed %llu: %s\n", static_cast<unsigned long long>(seed), problem.c_str());
}

}  // namespace

int main(int count, char** words) {
  const bool is_one = count == 3 && std::strcmp(words[1], "seed") == 0;
  const std::uint64_t seeds = is_one ? 1 : count > 1 ? number(words[1]) : 0;
  const std::uint64_t first = count > 2 ? number(words[2]) : 1;
  if (seeds == 0) {
    std::fputs("simulation: say how many seeds, or 'seed' and its number.\n", stderr);
    return 2;
  }
  using Clock = std::chrono::steady_clock;
  const auto began = Clock::now();
  double simulated = 0;
  unsigned long long events = 0, calls = 0, failed = 0;
  std::array<std::size_t, simulation::kFaults> struck{};
  for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
    simulation::Setup setup = simulation::setup_of(seed);
    setup.tells = is_one;
    const Played played = simulation::play(setup);
    report(seed, played);
    failed += played.problems.empty() ? 0 : 1;
    simulated += played.seconds;
    events += played.events;
    calls += played.calls;
    for (std::size_t fault = 0; fault < struck.size(); ++fault) struck.at(fault) += played.struck.at(fault);
  }
  const double wall = std::chrono::duration<double>(Clock::now() - began).count();
  for (std::size_t fault = 0; fault < struck.size(); ++fault)
    std::printf("%10zu times %s\n", struck.at(fault),
                simulation::kind_of(static_cast<simulation::Fault>(fault)).name.data());
  std::printf("%llu events, %llu calls, %.0f simulated hours in %.1f s: %.0f times real time\n", events,
              calls, simulated / 3600, wall, simulated / wall);
  std::printf("%llu passed, %llu failed\n", static_cast<unsigned long long>(seeds) - failed, failed);
  return failed > 0 ? 1 : 0;
}
