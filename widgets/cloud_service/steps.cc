#include "cloud_service/steps.h"

#include <algorithm>

namespace cloud_service {
namespace {

// The state does not keep when what is committed by now was saved: the log does, while it is long enough.
Instant saved_when(const Answer& answer) {
  if (answer.state.pending) return answer.state.pending->when;
  const auto is_saving = [&](const Logged& one) {
    return one.when <= answer.state.committed_when &&
           (one.what == "submitted" || one.what == "enabled" || one.what == "server_chosen");
  };
  const auto found = std::ranges::find_if(answer.log, is_saving);
  return found == answer.log.end() ? 0 : found->when;
}

// Before a registration: whether there could be one (INT-14).
StepState connector_of(const Answer& answer) {
  const Health& health = answer.state.health;
  if (awaits_contact(answer)) return {.is = Progressed::kRunning};
  if (health.problem != Reason::kNone) return {.is = Progressed::kFailed, .when = health.tried};
  return {.is = Progressed::kDone, .when = health.last_contact};
}

}  // namespace

std::array<StepState, kSteps> steps_of(const Answer& answer) {
  const State& state = answer.state;
  const Registration& registration = state.registration;
  std::array<StepState, kSteps> steps;
  const bool committed = state.committed.enabled || registration.phase != Phase::kNone;
  if (committed || wanted(state).enabled) steps[0] = {.is = Progressed::kDone, .when = saved_when(answer)};
  if (committed)
    steps[1] = {.is = Progressed::kDone, .when = state.committed.enabled ? state.committed_when : 0};
  for (std::size_t i = 0; i < kStages; ++i)
    if (registration.passed.at(i) > 0)
      steps.at(i + 2) = {.is = Progressed::kDone, .when = registration.passed.at(i)};
  if (registration.phase == Phase::kRegistering)
    steps.at(static_cast<std::size_t>(next_stage(registration)) + 2).is = Progressed::kRunning;
  const auto& failure = registration.failure;
  if (registration.phase == Phase::kNone && !failure && state.committed.enabled)
    steps[2] = connector_of(answer);
  if (!failure || failure->of != Phase::kRegistering) return steps;
  // What it had behind it then is not kept: the stage it ended at is enough to know that the others were.
  const std::size_t at = static_cast<std::size_t>(failure->stage) + 2;
  for (std::size_t i = 2; i < at; ++i) steps.at(i).is = Progressed::kDone;
  steps.at(at) = {.is = Progressed::kFailed, .when = failure->when};
  return steps;
}

}  // namespace cloud_service
