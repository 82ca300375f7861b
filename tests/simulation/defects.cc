#include "defects.h"

#include <algorithm>
#include <string>

#include "course.h"

namespace simulation {
namespace {

// In the order of Defect.
constexpr std::array<DefectKind, kDefects> kKinds = {{
    {"none", 0, ""},
    {"the store says that it has saved what it has not", 0.1, "was promised and is lost"},
    {"the service loses what it had kept for minutes", 0.1, "is lost"},
    {"a change is dropped instead of sent", 0.1, "has left the store, was never done"},
    {"the store keeps what is dropped", 0.1, "stays in the store"},
    {"a page rewrites what a newer version has left", 1, "of a newer version is not as it was left"},
    {"the store gives a claim to whoever asks", 1, " stands 2 times"},
    {"a case is made twice by one call", 0.1, "was made twice"},
    {"an action is carried out twice by one call", 0.5, "actions ran "},
    {"a call is repeated without end", 0.02, "a call was tried "},
    {"Retry-After is taken for a second", 1, "before the service's Retry-After"},
}};

}  // namespace

const DefectKind& kind_of(Defect defect) { return kKinds[static_cast<std::size_t>(defect)]; }

std::uint64_t seed_that_finds(Defect defect, std::uint64_t seeds) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    Setup setup = setup_of(seed);
    setup.defect = defect;
    const Played played = play(setup);
    const bool is_found = std::ranges::any_of(
        played.problems, [&](const std::string& problem) { return problem.contains(kind_of(defect).found); });
    if (is_found) return seed;
  }
  return 0;
}

}  // namespace simulation
