#include "threat_response/verdict.h"

#include <algorithm>
#include <array>

namespace threat_response {

Disposition roll_up(const std::vector<Disposition>& dispositions) {
  constexpr std::array kByAttention = {Disposition::kMalicious, Disposition::kSuspicious,
                                       Disposition::kUnknown, Disposition::kCommon, Disposition::kClean};
  for (const Disposition worst : kByAttention)
    if (std::ranges::contains(dispositions, worst)) return worst;
  return Disposition::kNone;
}

}  // namespace threat_response
