#include "cloud_service/document.h"

#include <algorithm>
#include <array>

namespace cloud_service {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 8> kSituations = {"off",         "not_committed", "ready",
                                                         "registering", "registered",    "deregistering",
                                                         "failed",      "off_registered"};
constexpr std::array<std::string_view, 3> kOperations = {"register", "deregister", "choose_server"};
constexpr std::array<std::string_view, 4> kPhases = {"none", "registering", "registered", "deregistering"};
constexpr std::array<std::string_view, kStages> kStageNames = {"connector", "token", "certificate",
                                                               "confirmed"};
constexpr std::array<std::string_view, 13> kReasons = {
    "none",       "name_resolution", "unreachable",         "time_out",
    "tls",        "proxy",           "token_unknown",       "token_expired",
    "token_used", "no_certificate",  "certificate_refused", "answer",
    "store"};
constexpr std::array<std::string_view, 14> kRefusals = {"wrong_mode",
                                                        "off",
                                                        "not_committed",
                                                        "registering",
                                                        "deregistering",
                                                        "registered",
                                                        "not_registered",
                                                        "unconfirmed",
                                                        "token_missing",
                                                        "token_malformed",
                                                        "server_unknown",
                                                        "server_unsupported",
                                                        "server_while_registered",
                                                        "server_while_busy"};
constexpr std::array<std::string_view, 12> kDone = {
    "enabled",   "already_enabled",   "disabled",  "already_disabled",   "server_chosen", "submitted",
    "committed", "nothing_to_commit", "abandoned", "nothing_to_abandon", "registering",   "deregistering"};
constexpr std::array<std::string_view, 3> kModes = {"machine", "group", "cluster"};

template <typename Value>
std::string_view name_in(const auto& names, Value value) {
  return names.at(static_cast<std::size_t>(value));
}

template <typename Value>
std::optional<Value> value_in(const auto& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Value>(found - names.begin());
}

void set_time(Json& object, std::string_view key, Instant instant) {
  if (instant > 0) json::set(object, key, threat_response::to_iso(instant));
}

Instant time_of(const Json& object, std::string_view key) {
  return threat_response::parse_iso(json::text(object, key)).value_or(0);
}

Json write(const Configuration& configuration) {
  return json::object({{"enabled", configuration.enabled}, {"server", configuration.server}});
}

Configuration configuration_of(const Json& object) {
  return {.enabled = json::boolean(object, "enabled"),
          .server = static_cast<int>(json::integer(object, "server"))};
}

Json write(const Registration& registration) {
  Json passed = json::object({});
  for (std::size_t i = 0; i < kStages; ++i) set_time(passed, kStageNames.at(i), registration.passed.at(i));
  Json object = json::object({{"phase", name_of(registration.phase)},
                              {"server", registration.server},
                              {"passed", std::move(passed)}});
  set_time(object, "since", registration.since);
  if (!registration.failure) return object;
  const Failure& failure = *registration.failure;
  Json failed = json::object(
      {{"reason", name_of(failure.reason)}, {"of", name_of(failure.of)}, {"server", failure.server}});
  if (failure.of == Phase::kRegistering) json::set(failed, "stage", name_of(failure.stage));
  set_time(failed, "when", failure.when);
  json::set(object, "failure", std::move(failed));
  return object;
}

std::optional<Registration> registration_of(const Json& object) {
  const auto phase = value_in<Phase>(kPhases, json::text(object, "phase"));
  if (!phase) return std::nullopt;
  Registration registration{.phase = *phase,
                            .since = time_of(object, "since"),
                            .server = static_cast<int>(json::integer(object, "server"))};
  if (const Json* passed = json::find(object, "passed"))
    for (std::size_t i = 0; i < kStages; ++i) registration.passed.at(i) = time_of(*passed, kStageNames.at(i));
  const Json* const failure = json::find(object, "failure");
  if (!failure) return registration;
  const auto reason = reason_from(json::text(*failure, "reason"));
  const auto of = value_in<Phase>(kPhases, json::text(*failure, "of"));
  if (!reason || !of) return std::nullopt;
  registration.failure = Failure{
      .reason = *reason,
      .of = *of,
      .stage = value_in<Stage>(kStageNames, json::text(*failure, "stage")).value_or(Stage::kConnector),
      .server = static_cast<int>(json::integer(*failure, "server")),
      .when = time_of(*failure, "when")};
  return registration;
}

Json write(const Health& health) {
  Json object = json::object({{"problem", name_of(health.problem)},
                              {"clock_offset", health.clock_offset},
                              {"is_module", health.is_module}});
  set_time(object, "last_contact", health.last_contact);
  set_time(object, "tried", health.tried);
  set_time(object, "certificate_ends", health.certificate_ends);
  return object;
}

std::optional<Health> health_of(const Json& object) {
  const auto problem = reason_from(json::text(object, "problem"));
  if (!problem) return std::nullopt;
  return Health{.last_contact = time_of(object, "last_contact"),
                .problem = *problem,
                .tried = time_of(object, "tried"),
                .clock_offset = json::integer(object, "clock_offset"),
                .certificate_ends = time_of(object, "certificate_ends"),
                .is_module = json::boolean(object, "is_module")};
}

std::vector<Server> servers_of(const Json& document) {
  std::vector<Server> servers;
  for (const Json* one : json::array(document, "servers"))
    servers.push_back({.number = static_cast<int>(json::integer(*one, "number")),
                       .region = json::text(*one, "region"),
                       .host = json::text(*one, "host"),
                       .enrolment = json::text(*one, "enrolment")});
  return servers;
}

}  // namespace

Json write(const State& state) {
  Json servers = json::list({}), offered = json::list({});
  for (const Server& server : state.servers)
    json::append(servers, json::object({{"number", server.number},
                                        {"region", server.region},
                                        {"host", server.host},
                                        {"enrolment", server.enrolment}}));
  for (const Operation operation : operations(state)) json::append(offered, name_of(operation));
  Json document = json::object({{"appliance", state.appliance},
                                {"mode", name_of(state.mode)},
                                {"servers", std::move(servers)},
                                {"proxy", state.proxy},
                                {"committed", write(state.committed)},
                                {"registration", write(state.registration)},
                                {"health", write(state.health)},
                                {"situation", name_of(situation(state))},
                                {"operations", std::move(offered)}});
  set_time(document, "committed_when", state.committed_when);
  if (state.pending) {
    Json pending = write(state.pending->configuration);
    json::set(pending, "by", state.pending->by);
    set_time(pending, "when", state.pending->when);
    json::set(document, "pending", std::move(pending));
  }
  return document;
}

std::optional<State> read(const Json& document) {
  const auto mode = mode_from(json::text(document, "mode"));
  const Json* const committed = json::find(document, "committed");
  const Json* const registration = json::find(document, "registration");
  const Json* const health = json::find(document, "health");
  if (!mode || !committed || !registration || !health) return std::nullopt;
  auto read_registration = registration_of(*registration);
  const auto read_health = health_of(*health);
  if (!read_registration || !read_health) return std::nullopt;
  State state{.appliance = json::text(document, "appliance"),
              .mode = *mode,
              .servers = servers_of(document),
              .proxy = json::text(document, "proxy"),
              .committed = configuration_of(*committed),
              .committed_when = time_of(document, "committed_when"),
              .registration = *std::move(read_registration),
              .health = *read_health};
  if (!find_server(state.servers, state.committed.server)) return std::nullopt;
  if (const Json* pending = json::find(document, "pending"))
    state.pending = Pending{.configuration = configuration_of(*pending),
                            .by = json::text(*pending, "by"),
                            .when = time_of(*pending, "when")};
  // Committed, it would be a state that nobody can read.
  if (state.pending && !find_server(state.servers, state.pending->configuration.server)) return std::nullopt;
  return state;
}

std::string_view name_of(Situation situation) { return name_in(kSituations, situation); }
std::string_view name_of(Operation operation) { return name_in(kOperations, operation); }
std::string_view name_of(Phase phase) { return name_in(kPhases, phase); }
std::string_view name_of(Stage stage) { return name_in(kStageNames, stage); }
std::string_view name_of(Reason reason) { return name_in(kReasons, reason); }
std::string_view name_of(Refusal refusal) { return name_in(kRefusals, refusal); }
std::string_view name_of(Done done) { return name_in(kDone, done); }
std::string_view name_of(Mode mode) { return name_in(kModes, mode); }

std::optional<Refusal> refusal_from(std::string_view name) { return value_in<Refusal>(kRefusals, name); }
std::optional<Reason> reason_from(std::string_view name) { return value_in<Reason>(kReasons, name); }
std::optional<Mode> mode_from(std::string_view name) { return value_in<Mode>(kModes, name); }

}  // namespace cloud_service
