#include <algorithm>
#include <array>

#include "kit/items.h"
#include "sign_in/view.h"

namespace sign_in {
namespace {

using kit::Box;
using messages::Text;

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

std::vector<kit::Option> place_options(const kit::Surface& surface, const Model& model) {
  const bool off = model.keyring == Keyring::kUnavailable;
  const std::string device = surface.text(Text::kPlaceDevice);
  std::vector<kit::Option> options;
  if (model.appliance != Appliance::kNone) {
    const bool away = !can_keep_in(model, Place::kAppliance);
    const std::string appliance = surface.text(Text::kPlaceAppliance);
    options.push_back({.value = "appliance",
                       .label = away ? surface.text(Text::kServerUnavailable,
                                                    {appliance, surface.text(Text::kApplianceAway)})
                                     : appliance,
                       .disabled = away});
  }
  options.push_back({.value = "tab", .label = surface.text(Text::kPlaceTab)});
  options.push_back(
      {.value = "device",
       .label =
           off ? surface.text(Text::kServerUnavailable, {device, surface.text(Text::kNoStorage)}) : device,
       .disabled = off});
  return options;
}

struct PlaceWords {
  Place place;
  std::string_view value;
  Text kept;  // what keeping it there means
};
constexpr std::array kPlaces = {PlaceWords{Place::kAppliance, "appliance", Text::kApplianceKept},
                                PlaceWords{Place::kTab, "tab", Text::kPasswordKept},
                                PlaceWords{Place::kDevice, "device", Text::kDeviceKept}};

// A field with what is wrong with it under it.
class Fields {
 public:
  Fields(kit::Surface& surface, const Model& model, Box at, Say& said)
      : surface_(surface), model_(model), at_(at), said_(said) {}

  void text(std::string_view key, Text caption, kit::FieldState state,
            kit::Said<sign_in::Message>::FromText say) {
    state.disabled = is_busy(model_);
    said_.on_text(kit::text_field(surface_, key, at_, surface_.text(caption), state), std::move(say));
    at_.y += kit::field_height(surface_) + kit::problem_height(surface_, state.problem, at_.width) +
             surface_.theme().pad;
  }
  // The vault has the text; what is said is "1" or "".
  template <typename Changed>
  void secret(std::string_view key, Text caption, const char* which, bool given, Text missing,
              const char* autocomplete) {
    text(key, caption,
         {.value = {},
          .problem = model_.tried && !given ? surface_.text(missing) : "",
          .autocomplete = autocomplete,
          .secret = which},
         [](const std::string& one) -> sign_in::Message { return Changed{!one.empty()}; });
  }
  void choice(std::string_view key, Text caption, const std::string& value,
              const std::vector<kit::Option>& options, kit::Said<sign_in::Message>::FromText say) {
    said_.on_text(kit::select(surface_, key, at_, surface_.text(caption), value, options, is_busy(model_)),
                  std::move(say));
    at_.y += kit::field_height(surface_) + surface_.theme().pad;
  }
  void note(std::string_view key, const std::string& words) {
    at_.y += kit::note(surface_, key, {at_.x, at_.y - 6, at_.width, 0}, words,
                       {.size = kit::kSmall, .muted = true}) +
             surface_.theme().pad;
  }
  float y() const { return at_.y; }

 private:
  kit::Surface& surface_;
  const Model& model_;
  Box at_;
  Say& said_;
};

void draw_place(kit::Surface& surface, const Model& model, Fields& fields) {
  const PlaceWords& words = *std::ranges::find(kPlaces, model.place, &PlaceWords::place);
  fields.choice("place", Text::kKeepIn, std::string(words.value), place_options(surface, model),
                [](const std::string& value) -> sign_in::Message {
                  const auto* chosen = std::ranges::find(kPlaces, value, &PlaceWords::value);
                  return PlaceChosen{chosen == kPlaces.end() ? Place::kTab : chosen->place};
                });
  fields.note("kept", surface.text(words.kept));
  if (!needs_passphrase(model)) return;
  const bool is_new = needs_new_passphrase(model);
  fields.secret<PassphraseChanged>("passphrase", is_new ? Text::kNewPassphrase : Text::kPassphrase,
                                   "passphrase", model.passphrase_given, Text::kPassphraseMissing,
                                   is_new ? "new-password" : "off");
  if (is_new)
    fields.secret<RepeatedChanged>("passphrase-again", Text::kRepeatPassphrase, "passphrase-again",
                                   model.repeated_given, Text::kPassphraseMissing, "new-password");
}

}  // namespace

float draw_form(kit::Surface& surface, const Model& model, Box at, Say& said) {
  if (!model.clients.empty()) {
    kit::heading(surface, "another", {at.x, at.y, at.width, 24}, surface.text(Text::kAnotherClient), 3);
    at.y += 32;
  }
  Fields fields(surface, model, at, said);
  fields.text("client-id", Text::kClientId,
              {.value = model.client_id,
               .problem = model.tried && model.client_id.empty() ? surface.text(Text::kClientIdMissing) : "",
               .autocomplete = "username"},
              [](std::string text) -> sign_in::Message { return ClientIdTyped{std::move(text)}; });
  fields.secret<PasswordChanged>("client-password", Text::kClientPassword, "password", model.password_given,
                                 Text::kPasswordMissing, "current-password");
  fields.choice("server", Text::kServer, model.server_id, server_options(surface, model),
                [](std::string id) -> sign_in::Message { return ServerChosen{std::move(id)}; });
  const Server* registered = registered_elsewhere(model);
  const Server* server = chosen_server(model);
  if (registered && server)
    fields.note("elsewhere", surface.text(Text::kRegisteredElsewhere, {registered->name, server->name}));
  draw_place(surface, model, fields);
  fields.note("scopes", surface.text(Text::kScopesNeeded));
  const float y = fields.y();
  if (!server || server->api_clients.empty()) return y;
  const std::string words = surface.text(Text::kApiClients);
  kit::link(surface, "api-clients", {at.x, y, surface.text_width(words) + 1, 24}, words, server->api_clients);
  return y + 24 + surface.theme().gap;
}

float draw_lock(kit::Surface& surface, const Model& model, Box at, Say& said) {
  at.y += kit::note(surface, "locked", at, surface.text(Text::kLocked)) + surface.theme().pad;
  Fields fields(surface, model, at, said);
  fields.secret<PassphraseChanged>("unlock", Text::kPassphrase, "passphrase", model.passphrase_given,
                                   Text::kPassphraseMissing, "off");
  return fields.y();
}

}  // namespace sign_in
