// Plays many seeds, for `npm run endurance`, or one, to see what happens in it.
//
//   simulation SEEDS [FIRST]   so many seeds, from FIRST (1) on
//   simulation seed N          one seed, and prints its course
//   simulation calls           every call of a course failing in turn, once and from then on
//   simulation pairs           every fault striking during every recovery
//   simulation planted         defects that the audit is to find, and the seed that does
//
// The last line is `N passed, N failed`; the exit status 1 when anything failed.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "calls.h"
#include "course.h"
#include "defects.h"
#include "pairs.h"

namespace {

using simulation::Played;

std::uint64_t number(const char* text) { return std::strtoull(text, nullptr, 10); }

void report(std::uint64_t seed, const Played& played) {
  for (const std::string& problem : played.problems)
    std::printf("FAILED seed %llu: %s\n", static_cast<unsigned long long>(seed), problem.c_str());
}

int end(unsigned long long passed, unsigned long long failed) {
  std::printf("%llu passed, %llu failed\n", passed, failed);
  return failed > 0 ? 1 : 0;
}

int play_all_calls() {
  std::size_t calls = 0, failed = 0;
  for (const simulation::CallsMode& mode : simulation::kCallsModes) {
    const simulation::CallsPlayed played = simulation::play_calls(mode, 1);
    for (const std::string& problem : played.problems) std::printf("FAILED %s\n", problem.c_str());
    std::printf("%10zu calls fail%s%s\n", played.calls, mode.from_then_on ? " with all later ones" : " once",
                mode.is_done ? ", and are done" : "");
    calls += played.calls;
    failed += std::min(played.calls, played.problems.size());
  }
  return end(calls - failed, failed);
}

int play_all_pairs() {
  const simulation::PairsPlayed played = simulation::play_pairs(1);
  for (const std::string& problem : played.problems) std::printf("FAILED %s\n", problem.c_str());
  for (const std::string& pair : played.missed) std::printf("FAILED never came up: %s\n", pair.c_str());
  std::printf("%zu of %zu pairs of a fault and a recovery\n", played.struck, played.pairs);
  const std::size_t failed = std::min(played.pairs, played.problems.size() + played.missed.size());
  return end(played.pairs - failed, failed);
}

int plant() {
  constexpr std::uint64_t kSeeds = 100;
  unsigned long long failed = 0;
  for (std::size_t index = 1; index < simulation::kDefects; ++index) {
    const auto defect = static_cast<simulation::Defect>(index);
    const std::string what(simulation::kind_of(defect).what);
    const auto seed = static_cast<unsigned long long>(simulation::seed_that_finds(defect, kSeeds));
    failed += seed == 0 ? 1 : 0;
    if (seed == 0)
      std::printf("FAILED %s: none of %llu seeds reports it\n", what.c_str(),
                  static_cast<unsigned long long>(kSeeds));
    else
      std::printf("seed %6llu finds: %s\n", seed, what.c_str());
  }
  return end(simulation::kDefects - 1 - failed, failed);
}

}  // namespace

int main(int count, char** words) {
  if (count == 2 && std::strcmp(words[1], "calls") == 0) return play_all_calls();
  if (count == 2 && std::strcmp(words[1], "pairs") == 0) return play_all_pairs();
  if (count == 2 && std::strcmp(words[1], "planted") == 0) return plant();
  const bool is_one = count == 3 && std::strcmp(words[1], "seed") == 0;
  const std::uint64_t seeds = is_one ? 1 : count > 1 ? number(words[1]) : 0;
  const std::uint64_t first = count > 2 ? number(words[2]) : 1;
  if (seeds == 0) {
    std::fputs("simulation: say how many seeds, 'seed' and its number, 'calls', 'pairs' or 'planted'.\n",
               stderr);
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
  return end(static_cast<unsigned long long>(seeds) - failed, failed);
}
