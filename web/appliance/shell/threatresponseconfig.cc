// threatresponseconfig (TRC-01 to TRC-09).
#include "appliance/shell/commands.h"
#include "appliance/shell/menus.h"

namespace appliance::shell {
namespace {

using cloud_service::Done;

std::string sentence_of(Done done, const cloud_service::State& state) {
  const bool waits = state.pending.has_value();
  switch (done) {
    case Done::kEnabled:
      return waits ? "The Threat Response feature is enabled (not committed yet). Next: commit, then\n"
                     "register this appliance with cloudserviceconfig."
                   : "The Threat Response feature is enabled, as it was committed.";
    case Done::kDisabled:
      return waits ? "The Threat Response feature is disabled (not committed yet)."
                   : "The Threat Response feature is disabled, as it was committed.";
    case Done::kAlreadyEnabled:
      return "The Threat Response feature is enabled already; nothing has changed.";
    default:
      return "The Threat Response feature is disabled already; nothing has changed.";
  }
}

// TRC-09
std::string warning_of(Done done, const cloud_service::State& state) {
  if (done != Done::kDisabled || state.registration.phase != cloud_service::Phase::kRegistered) return "";
  return "Warning: this appliance stays registered, but no data flows and the widgets are hidden.\n";
}

Outcome turn(const Session& session, const cloud_service::Act& act) {
  const auto done = session.store.act(act, session.actor);
  if (!done) return refused(done.error());
  const cloud_service::State state = session.store.state();
  return {.text = warning_of(*done, state) + sentence_of(*done, state)};
}

Reply enable(const Session& session) { return said(turn(session, cloud_service::Enable{}).text); }
Reply disable(const Session& session) { return said(turn(session, cloud_service::Disable{}).text); }

}  // namespace

Reply ask_threatresponseconfig(const Session& session) {
  const cloud_service::State state = session.store.state();
  if (state.mode != cloud_service::Mode::kMachine)
    return said(refusal_words({.refusal = cloud_service::Refusal::kWrongMode, .state = state}));
  if (cloud_service::lists_enable(state))
    return menu(session, "", {{"ENABLE", "Turn on the Threat Response feature of this appliance.", enable}});
  return menu(session, "", {{"DISABLE", "Turn off the Threat Response feature of this appliance.", disable}});
}

Outcome run_threatresponseconfig(const Session& session, const std::vector<std::string>& words) {
  if (words.size() == 1 && lower(words.front()) == "enable") return turn(session, cloud_service::Enable{});
  if (words.size() == 1 && lower(words.front()) == "disable") return turn(session, cloud_service::Disable{});
  return bad_usage(kThreatresponseconfigUsage);
}

}  // namespace appliance::shell
