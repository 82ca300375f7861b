// Defects that are planted around the client core, or between it and what it calls, to see that the audit
// finds them: one that finds nothing says nothing. None of them is in the product.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace simulation {

enum class Defect : std::uint8_t {
  kNone,
  kLosesSaves,
  kForgets,
  kDropsUnconfirmed,
  kKeepsDropped,
  kOverwritesNewer,
  kGrantsEveryClaim,
  kMakesTwice,
  kActsTwice,
  kRepeatsWithoutEnd,
  kCutsPauses,
  kCount
};
inline constexpr std::size_t kDefects = static_cast<std::size_t>(Defect::kCount);

// `often`: at how many of its opportunities. `found`: what the audit says then, among other things.
struct DefectKind {
  std::string_view what;
  double often = 0;
  std::string_view found;
};
const DefectKind& kind_of(Defect defect);

// The first of so many seeds that has reported it; 0 for none.
std::uint64_t seed_that_finds(Defect defect, std::uint64_t seeds);

}  // namespace simulation
