#include "calls.h"

#include "course.h"

namespace simulation {

CallsPlayed play_calls(CallsMode mode, std::size_t every) {
  constexpr double kHours = 2 * 3600;
  constexpr std::size_t kMostCalls = 600;  // of two pages in two hours
  Plan plan{.acts = 25};
  if (mode.from_then_on) plan = {.acts = plan.acts, .outage = kHours, .most_calls = kMostCalls};
  CallsPlayed all;
  for (std::size_t number = every;; number += every) {
    const Setup setup{
        .seed = 3, .failing = {.number = number, .from_then_on = mode.from_then_on, .is_done = mode.is_done}};
    const Played played = play(setup, plan);
    if (played.fallible < number) return all;
    ++all.calls;
    for (const std::string& problem : played.problems)
      all.problems.push_back("call " + std::to_string(number) + (mode.from_then_on ? " and all later" : "") +
                             (mode.is_done ? ", done: " : ": ") + problem);
  }
}

}  // namespace simulation
