// Every call of a course to the store and to the service failing in turn.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace simulation {

// Call N fails, or all from N on do until two hours have passed; it is not done, or done and its answer lost.
struct CallsMode {
  bool from_then_on = false, is_done = false;
};
inline constexpr CallsMode kCallsModes[] = {{false, false}, {false, true}, {true, false}, {true, true}};

struct CallsPlayed {
  std::size_t calls = 0;  // that failed, one a course
  std::vector<std::string> problems;
};
// `every`: 1 for each call of the course, n for every n-th.
CallsPlayed play_calls(CallsMode mode, std::size_t every);

}  // namespace simulation
