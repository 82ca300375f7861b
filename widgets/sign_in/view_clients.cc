#include <algorithm>

#include "kit/dialog.h"
#include "kit/flow.h"
#include "kit/items.h"
#include "sign_in/view.h"

namespace sign_in {
namespace {

using kit::Box;
using messages::Text;

constexpr float kRow = 48, kIconButton = 32;

std::string server_name(const Model& model, const std::string& id) {
  const auto found = std::ranges::find(model.servers, id, &Server::id);
  return found == model.servers.end() ? id : found->name;
}

std::string age_words(const kit::Surface& surface, double seconds) {
  if (seconds < 60) return surface.text(Text::kNew);
  return surface.text(Text::kOld, {messages::duration_words(surface.frame().language, seconds)});
}

Text place_words(Place place) {
  switch (place) {
    case Place::kTab:
      break;
    case Place::kDevice:
      return Text::kPlaceDeviceShort;
    case Place::kAppliance:
      return Text::kPlaceAppliance;
  }
  return Text::kPlaceTab;
}

std::string facts_of(const kit::Surface& surface, const Client& client, bool in_use, double now) {
  const std::string facts = surface.text(
      Text::kClientFacts, {surface.text(place_words(client.place)), age_words(surface, now - client.added)});
  return in_use ? surface.text(Text::kClientInUse, {facts}) : facts;
}

void draw_client(kit::Surface& surface, const Model& model, const Client& client, double now, Box row,
                 Say& said) {
  const bool in_use = model.in_use == client.name;
  const std::string name = short_name(client.name.client_id);
  const std::string key = client.name.client_id + ' ' + client.name.server_id;
  const Box choice{row.x, row.y, row.width - kIconButton - 4, row.height};
  said.on(kit::choice(surface, "use " + key, choice,
                      surface.text(Text::kClientFacts, {name, server_name(model, client.name.server_id)}),
                      facts_of(surface, client, in_use, now), in_use),
          ClientChosen{client.name});
  said.on(kit::icon_button(surface, "forget " + key,
                           {row.x + row.width - kIconButton, row.y + 8, kIconButton, kIconButton},
                           kit::Icon::kClose, surface.text(Text::kForgetClient, {name}),
                           {.disabled = is_busy(model)}),
          ForgetPressed{client});
}

}  // namespace

std::string short_name(const std::string& client_id) {
  constexpr std::size_t kShown = 4;
  if (client_id.size() <= kShown) return client_id;
  std::size_t start = client_id.size() - kShown;
  // Not in the middle of a character.
  while (start > 0 && (static_cast<unsigned char>(client_id[start]) & 0xC0U) == 0x80U) --start;
  return "\xE2\x80\xA6" + client_id.substr(start);
}

std::string abilities_words(const kit::Surface& surface, const threat_response::Abilities& abilities) {
  if (abilities.full()) return surface.text(Text::kWorksFully);
  const std::string missing = messages::scope_words(surface.frame().language, abilities.missing);
  if (abilities.casebook && abilities.pivot_menu) return surface.text(Text::kWorksPartly, {missing});
  if (abilities.casebook) return surface.text(Text::kWorksCasebook, {missing});
  if (abilities.pivot_menu) return surface.text(Text::kWorksPivotMenu, {missing});
  return surface.text(Text::kWorksHardly, {missing});
}

float draw_clients(kit::Surface& surface, const Model& model, double now, Box at, Say& said) {
  if (model.clients.empty() && !model.in_use) return at.y;
  kit::heading(surface, "clients", {at.x, at.y, at.width, 24}, surface.text(Text::kClients), 3);
  at.y += 28;
  for (const Client& client : model.clients) {
    draw_client(surface, model, client, now, {at.x, at.y, at.width, kRow}, said);
    at.y += kRow;
  }
  if (model.in_use)
    at.y += 4 + kit::note(surface, "abilities", {at.x, at.y + 4, at.width, 0},
                          abilities_words(surface, model.abilities), {.size = kit::kSmall, .muted = true});
  kit::Flow flow(surface, {at.x, at.y + 4, at.width, 0}, surface.theme().row);
  const auto offer = [&](std::string_view key, Text words, sign_in::Message message) {
    const std::string label = surface.text(words);
    said.on(kit::button(surface, key, flow.next(kit::button_width(surface, label)), label,
                        {.disabled = is_busy(model)}),
            std::move(message));
  };
  if (model.in_use) {
    offer("sign-out", Text::kSignOutHere, SignOutPressed{false});
    offer("sign-out-all", Text::kSignOutEverywhere, SignOutPressed{true});
  }
  const bool any_kept = std::ranges::contains(model.clients, Place::kDevice, &Client::place);
  if (any_kept) offer("forget-device", Text::kForgetDevice, ForgetDevicePressed{});
  const float bottom = model.in_use || any_kept ? flow.bottom() + surface.theme().pad : at.y + 8;
  kit::separator(surface, {at.x, bottom, at.width, 1});
  return bottom + surface.theme().pad;
}

void draw_question(kit::Surface& surface, const Model& model, Say& said) {
  if (!model.forgetting && !model.forgetting_device) return;
  const std::string title =
      model.forgetting ? surface.text(Text::kForgetQuestion, {short_name(model.forgetting->name.client_id)})
                       : surface.text(Text::kForgetDeviceQuestion);
  const auto ids = kit::question(surface, "forget-question",
                                 {.title = title,
                                  .text = surface.text(Text::kForgetWarning),
                                  .confirm = surface.text(Text::kForget),
                                  .cancel = surface.text(Text::kCancel)});
  said.on(ids.confirm, ForgetConfirmed{});
  said.on(ids.cancel, ForgetCancelled{});
  said.on(ids.dialog, ForgetCancelled{});
}

}  // namespace sign_in
