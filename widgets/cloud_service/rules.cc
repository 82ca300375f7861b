#include "cloud_service/rules.h"

#include <algorithm>

namespace cloud_service {
namespace {

using Outcome = std::expected<Done, Refusal>;

Refusal busy(const State& state) {
  return state.registration.phase == Phase::kRegistering ? Refusal::kRegistering : Refusal::kDeregistering;
}

// What is wanted from now on, waiting for its commit.
void stage(State& state, const Configuration& configuration, const std::string& who, Instant now) {
  state.pending.reset();
  if (configuration != state.committed)
    state.pending = Pending{.configuration = configuration, .by = who, .when = now};
}

Outcome turn(State& state, bool on, const std::string& who, Instant now) {
  Configuration configuration = wanted(state);
  if (configuration.enabled == on) return on ? Done::kAlreadyEnabled : Done::kAlreadyDisabled;
  configuration.enabled = on;
  stage(state, configuration, who, now);
  return on ? Done::kEnabled : Done::kDisabled;
}

std::expected<void, Refusal> check_server(const State& state, int number) {
  if (number == kUnsupportedNumber && !find_server(state.servers, number))
    return std::unexpected(Refusal::kServerUnsupported);
  if (!find_server(state.servers, number)) return std::unexpected(Refusal::kServerUnknown);
  return {};
}

// Why an operation of cloudserviceconfig that is not listed cannot be done.
Refusal why_not(const State& state) {
  switch (situation(state)) {
    case Situation::kRegistering:
    case Situation::kDeregistering:
      return busy(state);
    case Situation::kNotCommitted:
      return Refusal::kNotCommitted;
    case Situation::kRegistered:
      return Refusal::kRegistered;
    case Situation::kOff:
    case Situation::kOffRegistered:
      return Refusal::kOff;
    case Situation::kReady:
    case Situation::kFailed:
      return Refusal::kNotRegistered;
  }
  return Refusal::kOff;
}

bool offers(const State& state, Operation operation) {
  return std::ranges::contains(operations(state), operation);
}

Outcome on(State& state, const Enable&, const std::string& who, Instant now) {
  return turn(state, true, who, now);
}

Outcome on(State& state, const Disable&, const std::string& who, Instant now) {
  return turn(state, false, who, now);
}

Outcome on(State& state, const ChooseServer& act, const std::string& who, Instant now) {
  if (!offers(state, Operation::kChooseServer)) return std::unexpected(why_not(state));
  if (auto checked = check_server(state, act.number); !checked) return std::unexpected(checked.error());
  Configuration configuration = wanted(state);
  configuration.server = act.number;
  stage(state, configuration, who, now);
  return Done::kServerChosen;
}

Outcome on(State& state, const Submit& act, const std::string& who, Instant now) {
  if (auto checked = check_server(state, act.configuration.server); !checked)
    return std::unexpected(checked.error());
  stage(state, act.configuration, who, now);
  return Done::kSubmitted;
}

Outcome on(State& state, const Commit&, const std::string&, Instant now) {
  if (!state.pending) return Done::kNothingToCommit;
  const Configuration next = state.pending->configuration;
  if (next.server != state.committed.server && state.registration.phase != Phase::kNone)
    return std::unexpected(is_under_way(state) ? Refusal::kServerWhileBusy : Refusal::kServerWhileRegistered);
  // What failed there says nothing about another server, nor about a fresh start.
  if (next != state.committed) state.registration.failure.reset();
  if (next.server != state.committed.server) state.health = {};
  state.committed = next;
  state.committed_when = now;
  state.pending.reset();
  return Done::kCommitted;
}

Outcome on(State& state, const Abandon&, const std::string&, Instant) {
  if (!state.pending) return Done::kNothingToAbandon;
  state.pending.reset();
  return Done::kAbandoned;
}

Outcome on(State& state, const Register& act, const std::string&, Instant now) {
  if (!offers(state, Operation::kRegister)) return std::unexpected(why_not(state));
  if (act.token.empty()) return std::unexpected(Refusal::kTokenMissing);
  const bool is_word = std::ranges::all_of(act.token, [](char c) { return c > ' ' && c <= '~'; });
  if (!is_word || act.token.size() > kLongestToken) return std::unexpected(Refusal::kTokenMalformed);
  state.registration = {.phase = Phase::kRegistering, .since = now, .server = state.committed.server};
  return Done::kRegistering;
}

Outcome on(State& state, const Deregister& act, const std::string&, Instant now) {
  if (!offers(state, Operation::kDeregister)) {
    if (is_under_way(state)) return std::unexpected(busy(state));
    return std::unexpected(Refusal::kNotRegistered);
  }
  if (!act.confirmed) return std::unexpected(Refusal::kUnconfirmed);
  state.registration.phase = Phase::kDeregistering;
  state.registration.since = now;
  state.registration.failure.reset();
  return Done::kDeregistering;
}

// Registered no more, or not registered after all. What is known of the exchange stays.
void end_registration(State& state) {
  state.registration = {};
  state.health.certificate_ends = 0;
  state.health.is_module = false;
}

bool happened(State& state, const StagePassed& progress, Instant now) {
  Registration& registration = state.registration;
  if (registration.phase != Phase::kRegistering || progress.stage != next_stage(registration)) return false;
  registration.passed.at(static_cast<std::size_t>(progress.stage)) = now;
  if (progress.stage == Stage::kCertificate) state.health.certificate_ends = progress.certificate_ends;
  if (progress.stage != Stage::kConfirmed) return true;
  registration.phase = Phase::kRegistered;
  registration.since = now;
  return true;
}

bool happened(State& state, const CertificateRenewed& progress, Instant) {
  if (state.registration.phase != Phase::kRegistered) return false;
  state.health.certificate_ends = progress.certificate_ends;
  return true;
}

bool happened(State& state, const AttemptFailed& progress, Instant now) {
  Registration& registration = state.registration;
  if (!is_under_way(state)) return false;
  Failure failure{
      .reason = progress.reason, .of = registration.phase, .server = registration.server, .when = now};
  if (registration.phase == Phase::kRegistering) {
    failure.stage = next_stage(registration);
    end_registration(state);
  } else {
    registration.phase = Phase::kRegistered;
    registration.since = registration.passed.back();
  }
  registration.failure = failure;
  return true;
}

bool happened(State& state, const Deregistered&, Instant) {
  if (state.registration.phase != Phase::kDeregistering) return false;
  end_registration(state);
  return true;
}

// A contact with the server that mattered before says nothing about the one that does now.
bool matters(const State& state, int server) {
  const bool is_registered = state.registration.phase == Phase::kRegistered;
  return server == (is_registered ? state.registration.server : state.committed.server);
}

bool happened(State& state, const Contacted& progress, Instant now) {
  if (!matters(state, progress.server)) return false;
  state.health.last_contact = state.health.tried = now;
  state.health.problem = Reason::kNone;
  state.health.clock_offset = progress.clock_offset;
  state.health.is_module = progress.is_module && state.registration.phase == Phase::kRegistered;
  return true;
}

bool happened(State& state, const ContactFailed& progress, Instant now) {
  if (!matters(state, progress.server)) return false;
  state.health.problem = progress.reason;
  state.health.tried = now;
  if (progress.reason != Reason::kCertificateRefused || state.registration.phase != Phase::kRegistered)
    return true;
  // It was ended at the portal: to go on showing it as registered would not be true.
  const Failure failure{
      .reason = progress.reason, .of = Phase::kRegistered, .server = state.registration.server, .when = now};
  end_registration(state);
  state.registration.failure = failure;
  return true;
}

}  // namespace

Situation situation(const State& state) {
  const bool on = state.committed.enabled;
  switch (state.registration.phase) {
    case Phase::kRegistering:
      return Situation::kRegistering;
    case Phase::kDeregistering:
      return Situation::kDeregistering;
    case Phase::kRegistered:
      return on ? Situation::kRegistered : Situation::kOffRegistered;
    case Phase::kNone:
      break;
  }
  if (on) return state.registration.failure ? Situation::kFailed : Situation::kReady;
  return wanted(state).enabled ? Situation::kNotCommitted : Situation::kOff;
}

bool is_under_way(const State& state) {
  return state.registration.phase == Phase::kRegistering || state.registration.phase == Phase::kDeregistering;
}

std::vector<Operation> operations(const State& state) {
  switch (situation(state)) {
    case Situation::kReady:
    case Situation::kFailed:
      return {Operation::kRegister, Operation::kChooseServer};
    case Situation::kRegistered:
      return {Operation::kDeregister, Operation::kChooseServer};
    case Situation::kOffRegistered:
      return {Operation::kDeregister};
    case Situation::kOff:
    case Situation::kNotCommitted:
    case Situation::kRegistering:
    case Situation::kDeregistering:
      break;
  }
  return {};
}

bool shows_widgets(const State& state) { return state.committed.enabled || state.committed_when == 0; }

bool lists_enable(const State& state) { return !wanted(state).enabled; }

std::expected<Done, Refusal> update(State& state, const Act& act, const std::string& who, Instant now) {
  if (state.mode != Mode::kMachine) return std::unexpected(Refusal::kWrongMode);
  return std::visit([&](const auto& one) { return on(state, one, who, now); }, act);
}

bool advance(State& state, const Progress& progress, Instant now) {
  return std::visit([&](const auto& one) { return happened(state, one, now); }, progress);
}

Stage next_stage(const Registration& registration) {
  const auto next = std::ranges::find(registration.passed, Instant{0});
  return next == registration.passed.end() ? Stage::kConfirmed
                                           : static_cast<Stage>(next - registration.passed.begin());
}

}  // namespace cloud_service
