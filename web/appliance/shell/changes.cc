// commit, clearchanges and showconfig (CLI-07, CLI-08, TRC-03).
#include <format>

#include "appliance/instant.h"
#include "appliance/shell/commands.h"
#include "appliance/shell/menus.h"

namespace appliance::shell {
namespace {

using cloud_service::Done;
using cloud_service::State;

constexpr const char* kNothing = "There are no changes to commit.";

Outcome commit(const Session& session, const std::string& comment) {
  if (comment.size() > CloudStore::kLongestComment)
    return {.status = 1, .text = "The comment is longer than 500 bytes; nothing is committed."};
  const auto done = session.store.act(cloud_service::Commit{}, session.actor, comment);
  if (!done) return refused(done.error());
  if (*done == Done::kNothingToCommit) return {.text = kNothing};
  session.changed();
  return {.text = std::format("Changes committed: {}", date_words(session.store.state().committed_when))};
}

std::string server_words(const State& state, int number) {
  const auto* const server = cloud_service::find_server(state.servers, number);
  return server ? std::format("{} ({})", server->region, server->host) : std::to_string(number);
}

const char* on_or_off(bool enabled) { return enabled ? "enabled" : "disabled"; }

std::string config_words(const State& state) {
  const std::string registration = registration_words(state);
  std::string text =
      std::format("Threat Response: {}\nThreat Response server: {}\nRegistration: {}",
                  on_or_off(state.committed.enabled), server_words(state, state.committed.server),
                  registration.empty() ? "This appliance is not registered." : registration);
  if (!state.pending) return text + "\nChanges that wait for commit: none";
  const auto& [configuration, by, when] = *state.pending;
  text += std::format("\nChanges that wait for commit (by {}, {}):", by, date_words(when));
  if (configuration.enabled != state.committed.enabled)
    text += std::format("\n  Threat Response: {}", on_or_off(configuration.enabled));
  if (configuration.server != state.committed.server)
    text += std::format("\n  Threat Response server: {}", server_words(state, configuration.server));
  return text;
}

}  // namespace

Reply ask_commit(const Session& session) {
  // What cannot be committed needs no comment.
  State state = session.store.state();
  const auto done = cloud_service::update(state, cloud_service::Commit{}, session.actor.who, now());
  if (!done) return said(refusal_words({.refusal = done.error(), .state = state}));
  if (*done == Done::kNothingToCommit) return said(kNothing);
  return question("Comment on your changes (optional):",
                  [session](const std::string& comment) { return said(commit(session, comment).text); });
}

Outcome run_commit(const Session& session, const std::vector<std::string>& words) {
  std::string comment;
  for (const std::string& word : words) comment += (comment.empty() ? "" : " ") + word;
  return commit(session, comment);
}

Reply ask_clearchanges(const Session& session) { return said(run_clearchanges(session, {}).text); }

Outcome run_clearchanges(const Session& session, const std::vector<std::string>& words) {
  if (!words.empty()) return bad_usage(kClearchangesUsage);
  const auto done = session.store.act(cloud_service::Abandon{}, session.actor);
  if (!done) return refused(done.error());
  return {.text = *done == Done::kAbandoned ? "The changes that waited for commit are cleared."
                                            : "There are no changes to clear."};
}

Reply ask_showconfig(const Session& session) { return said(config_words(session.store.state())); }

Outcome run_showconfig(const Session& session, const std::vector<std::string>& words) {
  if (!words.empty()) return bad_usage(kShowconfigUsage);
  return {.text = config_words(session.store.state())};
}

}  // namespace appliance::shell
