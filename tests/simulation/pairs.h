// Every fault striking during every recovery.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace simulation {

struct PairsPlayed {
  std::size_t pairs = 0, struck = 0;
  std::vector<std::string> problems;
  std::vector<std::string> missed;  // pairs that have not come up in so few tries
};
// `every`: 1 for all pairs, n for every n-th.
PairsPlayed play_pairs(std::size_t every);

}  // namespace simulation
