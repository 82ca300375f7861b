// The way from a change of the settings to a registered appliance, as people look at it (D-12).
#pragma once

#include <array>

#include "cloud_service/answer.h"

namespace cloud_service {

enum class Step { kSaved, kCommitted, kConnector, kToken, kCertificate, kRegistered };
inline constexpr std::size_t kSteps = 6;

enum class Progressed { kWaiting, kRunning, kDone, kFailed };

struct StepState {
  Progressed is = Progressed::kWaiting;
  Instant when = 0;  // it was done or failed; 0: not known
};

// In the order of Step. Of an appliance that is off and not registered the first two are about turning it on.
std::array<StepState, kSteps> steps_of(const Answer& answer);

}  // namespace cloud_service
