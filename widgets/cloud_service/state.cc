#include "cloud_service/state.h"

namespace cloud_service {

const Configuration& wanted(const State& state) {
  return state.pending ? state.pending->configuration : state.committed;
}

Expiry expiry(const Health& health, Instant now) {
  constexpr Instant kDay = 86'400'000;
  if (health.certificate_ends == 0) return Expiry::kNone;
  const Instant left = health.certificate_ends - now;
  if (left <= 0) return Expiry::kOver;
  if (left <= kDay) return Expiry::kDay;
  if (left <= 7 * kDay) return Expiry::kWeek;
  return left <= 30 * kDay ? Expiry::kMonth : Expiry::kFar;
}

}  // namespace cloud_service
