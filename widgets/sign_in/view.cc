#include "sign_in/view.h"

#include "kit/items.h"

namespace sign_in {
namespace {

using kit::Box;
using messages::Text;
using Say = kit::Said<sign_in::Message>;

constexpr float kMargin = 24;

std::vector<kit::Option> server_options(const kit::Surface& surface, const Model& model) {
  std::vector<kit::Option> options;
  for (const Server& server : model.servers) {
    const bool off = !server.unavailable.empty();
    options.push_back(
        {.value = server.id,
         .label =
             off ? surface.text(Text::kServerUnavailable, {server.name, server.unavailable}) : server.name,
         .disabled = off});
  }
  return options;
}

float draw_fields(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const std::string id_problem =
      model.tried && model.client_id.empty() ? surface.text(Text::kClientIdMissing) : "";
  const std::string password_problem =
      model.tried && !model.password_given ? surface.text(Text::kPasswordMissing) : "";

  said.on_text(kit::text_field(surface, "client-id", at, surface.text(Text::kClientId),
                               {.value = model.client_id,
                                .problem = id_problem,
                                .autocomplete = "username",
                                .disabled = model.checking}),
               [](std::string text) -> sign_in::Message { return ClientIdTyped{std::move(text)}; });
  at.y +=
      kit::field_height(surface) + kit::problem_height(surface, id_problem, at.width) + surface.theme().pad;

  said.on_text(kit::text_field(surface, "client-password", at, surface.text(Text::kClientPassword),
                               {.value = {},
                                .problem = password_problem,
                                .autocomplete = "current-password",
                                .password = true,
                                .disabled = model.checking}),
               // The vault has the text; what comes here is "1" or "".
               [](const std::string& given) -> sign_in::Message { return PasswordChanged{!given.empty()}; });
  at.y += kit::field_height(surface) + kit::problem_height(surface, password_problem, at.width) +
          surface.theme().pad;

  said.on_text(kit::select(surface, "server", at, surface.text(Text::kServer), model.server_id,
                           server_options(surface, model), model.checking),
               [](std::string id) -> sign_in::Message { return ServerChosen{std::move(id)}; });
  return at.y + kit::field_height(surface) + surface.theme().pad;
}

float draw_help(kit::Surface& surface, const Model& model, Box at) {
  at.y += kit::note(surface, "kept", at, surface.text(Text::kPasswordKept),
                    {.size = kit::kSmall, .muted = true}) +
          surface.theme().gap;
  const Server* server = chosen_server(model);
  if (!server || server->api_clients.empty()) return at.y;
  const std::string words = surface.text(Text::kApiClients);
  kit::link(surface, "api-clients", {at.x, at.y, surface.text_width(words) + 1, 24}, words,
            server->api_clients);
  return at.y + 24 + surface.theme().gap;
}

}  // namespace

Say draw(kit::Surface& surface, const Model& model) {
  Say said;
  const float wide = surface.width() - 2 * kMargin;
  surface.fill({0, 0, surface.width(), surface.height()}, surface.theme().surface);
  kit::heading(surface, "title", {kMargin, 20, wide, 28}, surface.text(Text::kSignInTitle), 2, 18);

  float y = 64;
  const float alert = kit::alert(surface, "problem", {kMargin, y, wide, 0},
                                 messages::problem_sentence(surface.frame().language, model.problem));
  if (alert > 0) y += alert + surface.theme().pad;
  y = draw_fields(surface, model, {kMargin, y, wide, 0}, said);
  y = draw_help(surface, model, {kMargin, y, wide, 0}) + surface.theme().gap;

  const std::string cancel = surface.text(Text::kCancel), authenticate = surface.text(Text::kAuthenticate);
  const float cancel_width = kit::button_width(surface, cancel);
  const float primary_width = kit::button_width(surface, authenticate);
  const float end = kMargin + wide;
  kit::status(surface, "checking",
              {kMargin, y + 8, end - primary_width - cancel_width - 2 * surface.theme().gap - kMargin, 0},
              model.checking ? surface.text(Text::kAuthenticating) : "");
  said.on(kit::button(surface, "cancel",
                      {end - primary_width - surface.theme().gap - cancel_width, y, cancel_width,
                       surface.theme().row},
                      cancel),
          CancelPressed{});
  said.on(kit::button(surface, "authenticate", {end - primary_width, y, primary_width, surface.theme().row},
                      authenticate, {.look = kit::ButtonLook::kPrimary, .disabled = model.checking}),
          AuthenticatePressed{});
  surface.set_content_height(y + surface.theme().row + kMargin);
  return said;
}

}  // namespace sign_in
