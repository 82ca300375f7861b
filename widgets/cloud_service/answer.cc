#include "cloud_service/answer.h"

namespace cloud_service {
namespace {

// The appliance sends 20; another server does not make the page draw without end.
constexpr std::size_t kMostLogged = 20, kMostTested = 8;

}  // namespace

std::optional<Answer> read_answer(const Json& document) {
  const Json* const state = json::find(document, "state");
  const auto now = threat_response::parse_iso(json::text(document, "time"));
  if (!state || !now) return std::nullopt;
  auto known = read(*state);
  if (!known) return std::nullopt;
  Answer answer{
      .state = *std::move(known), .now = *now, .may_administer = json::boolean(document, "may_administer")};
  for (const Json* one : json::array(document, "log")) {
    if (answer.log.size() == kMostLogged) break;
    answer.log.push_back({.when = threat_response::parse_iso(json::text(*one, "when")).value_or(0),
                          .who = json::text(*one, "who"),
                          .via = json::text(*one, "via"),
                          .what = json::text(*one, "what"),
                          .detail = json::text(*one, "detail"),
                          .comment = json::text(*one, "comment")});
  }
  return answer;
}

bool awaits_contact(const Answer& answer) {
  const State& state = answer.state;
  return state.committed.enabled && state.registration.phase == Phase::kNone &&
         state.health.tried <= state.committed_when;
}

std::optional<std::vector<Tested>> read_tested(const Json& document) {
  const Json* const hosts = json::find(document, "hosts");
  if (!hosts || !json::is_array(*hosts)) return std::nullopt;
  std::vector<Tested> tested;
  for (const Json* one : json::elements(*hosts)) {
    const auto reason = reason_from(json::text(*one, "reason"));
    if (!reason) return std::nullopt;
    if (tested.size() == kMostTested) break;
    tested.push_back({.host = json::text(*one, "host"),
                      .reason = *reason,
                      .milliseconds = json::integer(*one, "milliseconds")});
  }
  return tested;
}

}  // namespace cloud_service
