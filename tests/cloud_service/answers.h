// What the appliance answers to the page, made of states as they come about.
#pragma once

#include "cloud_service/settings.h"
#include "states.h"

namespace cloud_service {

inline Json answer_of(const State& state, bool may_administer = true, Instant now = kNow + 5000) {
  return json::object({{"state", write(state)},
                       {"time", threat_response::to_iso(now)},
                       {"may_administer", may_administer},
                       {"log", json::list({})}});
}

inline Replied reply(Ask ask, const State& state, int status = 200) {
  return {.ask = ask, .status = status, .body = answer_of(state)};
}

inline Replied refusal(Ask ask, std::string_view code, int status = 409) {
  return {.ask = ask, .status = status, .body = json::object({{"code", code}, {"error", "In English."}})};
}

// As it is after the page has read this.
inline Settings showing(const State& state, bool may_administer = true) {
  Settings settings;
  update(settings, Opened{});
  update(settings, Replied{.ask = Ask::kRead, .status = 200, .body = answer_of(state, may_administer)});
  return settings;
}

template <typename One>
const One* find_effect(const std::vector<Effect>& effects) {
  for (const Effect& effect : effects)
    if (const One* found = std::get_if<One>(&effect)) return found;
  return nullptr;
}

inline int look_after(const std::vector<Effect>& effects) {
  const auto* look = find_effect<LookAgain>(effects);
  return look ? look->after : -1;
}

}  // namespace cloud_service
