// cloudserviceconfig (CSC-01 to CSC-20).
#include <format>

#include "appliance/shell/commands.h"
#include "appliance/shell/menus.h"
#include "cloud_service/words.h"

namespace appliance::shell {
namespace {

using cloud_service::Operation;
using cloud_service::Phase;
using cloud_service::Situation;
using cloud_service::Stage;
using cloud_service::State;

std::string stage_words(const State& state) {
  const auto* const server = cloud_service::find_server(state.servers, state.registration.server);
  switch (cloud_service::next_stage(state.registration)) {
    case Stage::kConnector:
      return "connecting to " + (server ? server->host : std::string("the server"));
    case Stage::kToken:
      return "handing in the token";
    case Stage::kCertificate:
      return "waiting for the certificate";
    case Stage::kConfirmed:
      return "confirming the registration";
  }
  return "";
}

std::string failure_words(const State& state) {
  if (!state.registration.failure) return "";
  const cloud_service::Failure& failure = *state.registration.failure;
  const char* const what = failure.of == Phase::kDeregistering ? "The last deregistration failed"
                           : failure.of == Phase::kRegistered  ? "The registration has ended"
                                                               : "The last registration failed";
  return std::format("{} ({}, {}): {}", what, cloud_service::region_of(state, failure.server),
                     date_words(failure.when),
                     cloud_service::failure_sentence(messages::Language::kEnglish, failure, state));
}

Outcome begin(const Session& session, const cloud_service::Act& act, const char* sentence) {
  const auto done = session.store.act(act, session.actor);
  if (!done) return refused(done.error());
  session.changed();
  return {.text = sentence};
}

Outcome register_with(const Session& session, const std::string& token) {
  return begin(session, cloud_service::Register{.token = token},
               "Registration is in progress. Run cloudserviceconfig again to see its state.");
}

Outcome deregister(const Session& session, bool confirmed) {
  return begin(session, cloud_service::Deregister{.confirmed = confirmed},
               "Deregistration is in progress. Run cloudserviceconfig again to see its state.");
}

Outcome choose(const Session& session, const std::string& words) {
  const State state = session.store.state();
  const cloud_service::Choice choice = cloud_service::read_choice(state.servers, words);
  // What is no server is told as such only where one can be chosen.
  int number = choice.number;
  if (choice.is == cloud_service::Choice::Is::kUnsupported &&
      !cloud_service::find_server(state.servers, cloud_service::kUnsupportedNumber))
    number = cloud_service::kUnsupportedNumber;
  const auto done = session.store.act(cloud_service::ChooseServer{.number = number}, session.actor);
  if (!done) return refused(done.error());
  const State after = session.store.state();
  const std::string host = cloud_service::find_server(after.servers, number)->host;
  if (!after.pending) return {.text = std::format("Selected {}, as it was committed.", host)};
  return {.text = std::format("Selected {} (not committed yet). Run commit to make it active.", host)};
}

Reply ask_token(const Session& session) {
  return question("Registration token from the Threat Response portal:", [session](const std::string& token) {
    if (token.empty()) return said("No token was given; nothing has changed.");
    return said(register_with(session, token).text);
  });
}

Reply ask_confirmation(const Session& session) {
  return {.text = "\n",
          .prompt = "Deregister this appliance? Its cloud service features stop working. [N]> ",
          .answer = [session](const std::string& line) {
            const auto words = words_of(lower(line));
            const bool yes = words.size() == 1 && (words.front() == "yes" || words.front() == "y");
            if (!yes) return said("This appliance stays registered.");
            return said(deregister(session, true).text);
          }};
}

Reply take_server(const Session& session, const std::string& words) {
  if (words.empty()) return said("No server was chosen; nothing has changed.");
  const Outcome outcome = choose(session, words);
  if (outcome.status == 0) return said(outcome.text);
  return question(outcome.text, [session](const std::string& next) { return take_server(session, next); });
}

Reply ask_server(const Session& session) {
  std::string text = "Threat Response servers:\n";
  for (const cloud_service::Server& server : session.store.state().servers)
    text += std::format("{}. {} ({})\n", server.number, server.region, server.host);
  return question(text + "\nServer to connect to:",
                  [session](const std::string& words) { return take_server(session, words); });
}

}  // namespace

std::string registration_words(const State& state) {
  const std::string region = cloud_service::region_of(state, state.registration.server);
  const std::string since = date_words(state.registration.since);
  std::string words;
  switch (cloud_service::situation(state)) {
    case Situation::kRegistering:
      return std::format("Registration with {} is in progress since {}: {}.", region, since,
                         stage_words(state));
    case Situation::kDeregistering:
      return std::format("Deregistration from {} is in progress since {}.", region, since);
    case Situation::kRegistered:
    case Situation::kOffRegistered:
      words = std::format("This appliance is registered with the Threat Response portal ({}, since {}).",
                          region, since);
      if (!state.committed.enabled)
        words += " Threat Response is off: no data flows and the widgets are hidden.";
      break;
    default:
      break;
  }
  const std::string failure = failure_words(state);
  return words + (words.empty() || failure.empty() ? "" : "\n") + failure;
}

Reply ask_cloudserviceconfig(const Session& session) {
  const State state = session.store.state();
  if (state.mode != cloud_service::Mode::kMachine)
    return said(refusal_words({.refusal = cloud_service::Refusal::kWrongMode, .state = state}));
  const Situation now = cloud_service::situation(state);
  if (now == Situation::kOff)
    return said("Threat Response is off. Turn it on with threatresponseconfig, then commit.");
  if (now == Situation::kNotCommitted)
    return said("Threat Response is enabled but not committed. Run commit first.");
  std::vector<MenuEntry> entries;
  for (const Operation operation : cloud_service::operations(state)) switch (operation) {
      case Operation::kRegister:
        entries.push_back(
            {"REGISTER", "Register this appliance with the Threat Response portal.", ask_token});
        break;
      case Operation::kDeregister:
        entries.push_back({"DEREGISTER", "End this appliance's registration with the Threat Response portal.",
                           ask_confirmation});
        break;
      case Operation::kChooseServer:
        entries.push_back(
            {"SETTRS", "Choose the Threat Response server this appliance connects to.", ask_server});
        break;
    }
  const std::string status = registration_words(state);
  return entries.empty() ? said(status) : menu(session, status, entries);
}

Outcome run_cloudserviceconfig(const Session& session, const std::vector<std::string>& words) {
  const std::string operation = words.empty() ? "" : lower(words.front());
  if (operation == "register" && words.size() == 2) return register_with(session, words.back());
  if (operation == "deregister" && words.size() <= 2) {
    const std::string answer = words.size() == 2 ? lower(words.back()) : "";
    if (words.size() == 2 && answer != "yes" && answer != "y" && answer != "no" && answer != "n")
      return bad_usage(kCloudserviceconfigUsage);
    return deregister(session, answer.starts_with('y'));
  }
  if (operation == "settrs" && words.size() >= 2) {
    std::string server;
    for (std::size_t i = 1; i < words.size(); ++i) server += (i > 1 ? " " : "") + words.at(i);
    return choose(session, server);
  }
  return bad_usage(kCloudserviceconfigUsage);
}

}  // namespace appliance::shell
