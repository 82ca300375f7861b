#include <algorithm>

#include "sign_in/model.h"
#include "threat_response/token.h"

namespace sign_in {
namespace {

using effects::Effects;

// Analysts paste ids; blanks and line breaks round them come along.
std::string trimmed(const std::string& text) {
  constexpr const char* kBlank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

Effects on(Model& model, const ServersOffered& message) {
  model.servers = message.servers;
  if (chosen_server(model)) return {};
  const auto first = std::ranges::find(model.servers, std::string(), &Server::unavailable);
  model.server_id = first == model.servers.end() ? "" : first->id;
  return {};
}

Effects on(Model& model, const ServerChosen& message) {
  const auto found = std::ranges::find(model.servers, message.id, &Server::id);
  if (found == model.servers.end() || !found->unavailable.empty()) return {};
  model.server_id = message.id;
  model.problem = {};
  return {};
}

Effects on(Model& model, const ClientIdTyped& message) {
  model.client_id = message.text;
  model.problem = {};
  return {};
}

Effects on(Model& model, const PasswordChanged& message) {
  model.password_given = message.given;
  model.problem = {};
  return {};
}

Effects on(Model& model, const AuthenticatePressed&) {
  if (model.checking) return {};
  model.tried = true;
  const std::string client_id = trimmed(model.client_id);
  if (client_id.empty() || !model.password_given || !chosen_server(model)) return {};
  model.checking = true;
  model.problem = {};
  return {effects::SignIn{client_id, model.server_id}};
}

Effects on(Model& model, const CancelPressed&) {
  model.tried = false;
  model.problem = {};
  return {effects::CloseSurface{effects::Surface::kSignIn}};
}

Effects on(Model& model, const Answered& message) {
  if (!model.checking) return {};
  model.checking = false;
  if (const auto grant = threat_response::read_grant(message.reply); !grant) {
    model.problem = grant.error();
    return {};
  }
  model.tried = false;
  return {effects::CloseSurface{effects::Surface::kSignIn}};
}

}  // namespace

const Server* chosen_server(const Model& model) {
  const auto found = std::ranges::find(model.servers, model.server_id, &Server::id);
  return found == model.servers.end() || !found->unavailable.empty() ? nullptr : &*found;
}

Effects update(Model& model, const Message& message) {
  return std::visit([&](const auto& one) { return on(model, one); }, message);
}

}  // namespace sign_in
