#include <algorithm>
#include <utility>

#include "sign_in/model.h"
#include "threat_response/token.h"

namespace sign_in {
namespace {

using effects::AskVault;
using effects::Effects;
using What = AskVault::What;

// Analysts paste ids; blanks and line breaks round them come along.
std::string trimmed(const std::string& text) {
  constexpr const char* kBlank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

AskVault ask(What what, const ClientName& about = {}, Place place = Place::kTab) {
  return {.what = what, .client_id = about.client_id, .server_id = about.server_id, .place = place};
}

const Client* find(const Model& model, const ClientName& name) {
  const auto found = std::ranges::find(model.clients, name, &Client::name);
  return found == model.clients.end() ? nullptr : &*found;
}

// "client server".
const Client* find(const Model& model, const std::string& name) {
  const auto found = std::ranges::find_if(model.clients, [&](const Client& one) {
    return one.name.client_id + ' ' + one.name.server_id == name;
  });
  return found == model.clients.end() ? nullptr : &*found;
}

void clear_problems(Model& model) {
  model.problem = {};
  model.trouble = Trouble::kNone;
}

Effects check(Model& model) {
  model.checking = true;
  clear_problems(model);
  return {effects::SignIn{model.asked.who.client_id, model.asked.who.server_id, model.asked.kept}};
}

Effects check_kept(Model& model, const ClientName& name) {
  model.asked = {.who = name, .kept = true};
  return check(model);
}

// With the client of the appliance that was used last, and without a dialog: who is logged in there has
// chosen it before. One that was refused is asked about.
Effects resume(Model& model, const std::string& name) {
  if (model.in_use || is_busy(model) || model.refused || model.problem) return {};
  const Client* last = find(model, name);
  if (!last || last->place != Place::kAppliance) return {};
  model.resuming = true;
  return check_kept(model, last->name);
}

// The secrets' fields are empty when the dialog opens again, and when the form does.
void empty_fields(Model& model) {
  model.tried = model.password_given = model.passphrase_given = model.repeated_given = false;
}

Effects close(Model& model) {
  empty_fields(model);
  model.telling = model.entering = model.forgetting_device = false;
  model.forgetting.reset();
  return {effects::CloseSurface{effects::Surface::kSignIn}};
}

// Signed in and kept, or not kept: the dialog stays when there is something to say.
Effects finish(Model& model) {
  if (model.abilities.full() && model.trouble == Trouble::kNone) return close(model);
  empty_fields(model);
  model.telling = true;
  return {};
}

Effects on(Model& model, const ServersOffered& message) {
  model.servers = message.servers;
  if (chosen_server(model)) return {};
  const auto can_be = [](const Server& server) { return server.unavailable.empty(); };
  auto chosen =
      std::ranges::find_if(model.servers, [&](const Server& one) { return one.registered && can_be(one); });
  if (chosen == model.servers.end()) chosen = std::ranges::find_if(model.servers, can_be);
  model.server_id = chosen == model.servers.end() ? "" : chosen->id;
  return {};
}

Effects on(Model& model, const ServerChosen& message) {
  const auto found = std::ranges::find(model.servers, message.id, &Server::id);
  if (found == model.servers.end() || !found->unavailable.empty()) return {};
  model.server_id = message.id;
  clear_problems(model);
  return {};
}

Effects on(Model& model, const ClientIdTyped& message) {
  model.client_id = message.text;
  clear_problems(model);
  return {};
}

Effects on(Model& model, const PasswordChanged& message) {
  model.password_given = message.given;
  clear_problems(model);
  return {};
}

Effects on(Model& model, const PlaceChosen& message) {
  if (!can_keep_in(model, message.place)) return {};
  model.place = message.place;
  model.place_chosen = true;
  model.passphrase_given = model.repeated_given = false;
  clear_problems(model);
  return {};
}

Effects on(Model& model, const PassphraseChanged& message) {
  model.passphrase_given = message.given;
  clear_problems(model);
  return {};
}

Effects on(Model& model, const RepeatedChanged& message) {
  model.repeated_given = message.given;
  clear_problems(model);
  return {};
}

Effects on(Model& model, const AuthenticatePressed&) {
  if (is_busy(model)) return {};
  model.tried = true;
  const std::string client_id = trimmed(model.client_id);
  if (client_id.empty() || !model.password_given || !chosen_server(model)) return {};
  if (needs_passphrase(model) && !model.passphrase_given) return {};
  if (needs_new_passphrase(model) && !model.repeated_given) return {};
  model.asked = {.who = {client_id, model.server_id}, .place = model.place};
  model.refused.reset();
  if (!needs_passphrase(model)) return check(model);
  model.opening = true;
  clear_problems(model);
  return {ask(What::kPrepare)};
}

Effects on(Model& model, const UnlockPressed&) {
  if (is_busy(model)) return {};
  model.tried = true;
  if (!model.passphrase_given) return {};
  model.opening = true;
  clear_problems(model);
  return {ask(What::kUnlock)};
}

Effects on(Model& model, const EnterPressed&) {
  empty_fields(model);
  model.entering = true;
  model.telling = false;
  model.place = usual_place(model);
  model.place_chosen = false;
  clear_problems(model);
  return {};
}

Effects on(Model& model, const ClientChosen& message) {
  if (is_busy(model) || !find(model, message.name)) return {};
  if (model.in_use == message.name) return {};
  model.refused.reset();
  return check_kept(model, message.name);
}

Effects on(Model& model, const ForgetPressed& message) {
  if (!is_busy(model)) model.forgetting = message.client;
  return {};
}

Effects on(Model& model, const ForgetDevicePressed&) {
  model.forgetting_device = !is_busy(model);
  return {};
}

Effects on(Model& model, const ForgetCancelled&) {
  model.forgetting.reset();
  model.forgetting_device = false;
  return {};
}

Effects on(Model& model, const ForgetConfirmed&) {
  const auto client = std::exchange(model.forgetting, {});
  const bool device = std::exchange(model.forgetting_device, false);
  clear_problems(model);
  const Client* used = model.in_use ? find(model, *model.in_use) : nullptr;
  if (device) {
    if (used && used->place == Place::kDevice) model.in_use.reset();
    return {ask(What::kForgetDevice)};
  }
  if (!client) return {};
  if (model.in_use == client->name) model.in_use.reset();
  return {ask(What::kForget, client->name)};
}

Effects on(Model& model, const SignOutPressed& message) {
  model.in_use.reset();
  clear_problems(model);
  Effects effects = close(model);
  effects.push_back(ask(message.everywhere ? What::kSignOutEverywhere : What::kSignOut));
  return effects;
}

Effects on(Model& model, const ContinuePressed&) {
  clear_problems(model);
  return close(model);
}

Effects on(Model& model, const CancelPressed&) {
  clear_problems(model);
  model.opening = false;
  return close(model);
}

// A client that does not work is not left in the place of one that did: that one goes on.
Effects on_failed(Model& model, const threat_response::Problem& problem) {
  model.problem = problem;
  const auto before = model.in_use;
  if (before && *before != model.asked.who && find(model, *before))
    return {effects::SignIn{before->client_id, before->server_id, true}};
  model.in_use.reset();
  return {};
}

Effects on(Model& model, const Answered& message) {
  const auto grant = threat_response::read_grant(message.reply);
  if (grant) model.abilities = threat_response::abilities_of(grant->scopes);
  if (!model.checking) {
    const bool is_over =
        !grant && grant.error().kind == threat_response::Problem::Kind::kWrongCredentials && model.in_use;
    if (!is_over) return {};
    if (const Client* client = find(model, *model.in_use)) model.refused = *client;
    model.in_use.reset();
    return {};
  }
  model.checking = false;
  const bool resumed = std::exchange(model.resuming, false);
  if (!grant) return on_failed(model, grant.error());
  model.in_use = model.asked.who;
  model.refused.reset();
  if (resumed) return close(model);  // what it may do was told when it was entered
  if (model.asked.kept) return finish(model);
  Effects effects = {ask(What::kKeep, model.asked.who, model.asked.place)};
  model.opening = model.asked.place != Place::kTab;
  if (model.opening) return effects;
  for (auto& effect : finish(model)) effects.push_back(std::move(effect));
  return effects;
}

Effects on(Model& model, const VaultTold& message) {
  model.is_told = true;
  model.keyring = message.keyring;
  model.clients = message.clients;
  model.last_used = message.last_used;
  model.appliance = message.appliance;
  if (!model.place_chosen || !can_keep_in(model, model.place)) model.place = usual_place(model);
  if (!message.done) return resume(model, message.resume);
  const bool forgot = *message.done == What::kForget || *message.done == What::kForgetDevice;
  if (model.opening || forgot) model.trouble = message.trouble;
  if (!std::exchange(model.opening, false)) return {};
  switch (*message.done) {
    case What::kPrepare:
      return model.trouble == Trouble::kNone ? check(model) : Effects{};
    case What::kKeep:
      return finish(model);
    case What::kUnlock: {
      if (model.trouble != Trouble::kNone) return {};
      empty_fields(model);
      const Client* last = find(model, model.last_used);
      return last ? check_kept(model, last->name) : Effects{};
    }
    default:
      return {};
  }
}

Effects on(Model& model, const Ended&) {
  model.in_use.reset();
  model.opening = model.checking = model.resuming = model.telling = false;
  return {};
}

}  // namespace

bool can_keep_in(const Model& model, Place place) {
  if (place == Place::kDevice) return model.keyring != Keyring::kUnavailable;
  return place == Place::kTab || usual_place(model) == Place::kAppliance;
}

const Server* chosen_server(const Model& model) {
  const auto found = std::ranges::find(model.servers, model.server_id, &Server::id);
  return found == model.servers.end() || !found->unavailable.empty() ? nullptr : &*found;
}

const Server* registered_elsewhere(const Model& model) {
  const auto found = std::ranges::find(model.servers, true, &Server::registered);
  return found == model.servers.end() || found->id == model.server_id ? nullptr : &*found;
}

Effects update(Model& model, const Message& message) {
  return message.visit([&](const auto& one) { return on(model, one); });
}

}  // namespace sign_in
