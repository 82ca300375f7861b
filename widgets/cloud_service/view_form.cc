// The form, and what waits for its commit (INT-10 to INT-13).
#include <cstdlib>

#include "cloud_service/view_parts.h"
#include "kit/flow.h"

namespace cloud_service {
namespace {

using kit::Box;

constexpr float kFieldWidth = 420, kButton = 36;

std::string on_words(const kit::Surface& surface, bool on) {
  return words(surface, on ? "Enabled" : "Disabled");
}

// What would keep a commit of this from being done (INT-22, INT-23).
std::string commit_refusal(const kit::Surface& surface, State state, const Configuration& configuration) {
  if (!update(state, Submit{configuration}, "", 1)) return "";
  return refusal_of(surface, state, Commit{});
}

std::vector<kit::Option> server_options(const kit::Surface& surface, const State& state) {
  std::vector<kit::Option> options;
  for (const Server& server : state.servers)
    options.push_back({.value = std::to_string(server.number), .label = server.region});
  if (!find_server(state.servers, kUnsupportedNumber))  // INT-08: said before it is tried
    options.push_back({.value = std::to_string(kUnsupportedNumber),
                       .label = words(surface, "Asia Pacific (not supported for this integration)"),
                       .disabled = true});
  return options;
}

// A bar at the start of what waits: begun here, drawn when its height is known.
void draw_bar(kit::Surface& surface, Box at, float bottom) {
  surface.fill({at.x, at.y, 3, bottom - at.y}, surface.theme().accent, 1);
}

}  // namespace

float draw_form(kit::Surface& surface, const Settings& settings, Box at, Say& said) {
  at.y += surface.theme().gap;
  const Box whole = at;
  const State& state = settings.answer->state;
  const Configuration& form = *settings.form;
  const float gap = surface.theme().gap, pad = surface.theme().pad;
  at.x += pad;
  at.width -= pad;
  const bool off = hindrance(settings).has_value();
  const float wide = std::min(at.width, kFieldWidth);
  said.on_text(kit::check_box(surface, "enable", {at.x, at.y, wide, 28}, words(surface, "Enable"),
                              form.enabled, {.disabled = off, .reason = hindrance_words(surface, settings)}),
               [](const std::string& on) -> Message { return EnableTicked{!on.empty()}; });
  at.y += 28 + gap;
  said.on_text(
      kit::select(surface, "server-choice", {at.x, at.y, wide, 0}, words(surface, "Threat Response Server"),
                  std::to_string(form.server), server_options(surface, state), off),
      [](const std::string& number) -> Message {
        return ServerPicked{static_cast<int>(std::strtol(number.c_str(), nullptr, 10))};
      });
  at.y += kit::field_height(surface) + gap;
  const std::string refused = commit_refusal(surface, state, form);
  at.y += kit::note(surface, "form-note", {at.x, at.y, at.width, 0},
                    refused.empty() ? words(surface, "What you submit takes effect when it is committed.")
                                    : refused,
                    {.muted = refused.empty()}) +
          gap;
  kit::Flow flow(surface, {at.x, at.y, at.width, 0}, kButton);
  const std::string submit = words(surface, "Submit"), cancel = words(surface, "Cancel");
  said.on(kit::button(surface, "submit", flow.next(kit::button_width(surface, submit)), submit,
                      acting(surface, settings, kit::ButtonLook::kPrimary)),
          SubmitPressed{});
  said.on(kit::button(surface, "cancel-form", flow.next(kit::button_width(surface, cancel)), cancel,
                      {.disabled = settings.asking != Ask::kNothing}),
          CancelPressed{});
  draw_bar(surface, whole, flow.bottom());
  return flow.bottom() + gap;
}

float draw_pending(kit::Surface& surface, const Settings& settings, Box at, Say& said) {
  at.y += surface.theme().gap;
  const Box whole = at;
  const State& state = settings.answer->state;
  const Pending& pending = *state.pending;
  const Configuration &next = pending.configuration, &now = state.committed;
  const float gap = surface.theme().gap, pad = surface.theme().pad;
  at.x += pad;
  at.width -= pad;
  kit::heading(surface, "pending", {at.x, at.y, at.width, 24},
               words(surface, "Changes wait for their commit"), 2);
  at.y += 26;
  at.y +=
      kit::note(surface, "pending-by", {at.x, at.y, at.width, 0},
                words(surface, "By {0}, {1}", {pending.by, moment(surface, pending.when)}), {.muted = true}) +
      gap;
  if (next.enabled != now.enabled)
    at.y += kit::note(surface, "pending-enabled", {at.x, at.y, at.width, 0},
                      words(surface, "Threat Response: {0}, was {1}",
                            {on_words(surface, next.enabled), on_words(surface, now.enabled)}));
  if (next.server != now.server)
    at.y += kit::note(surface, "pending-server", {at.x, at.y, at.width, 0},
                      words(surface, "Threat Response Server: {0}, was {1}",
                            {region_of(state, next.server), region_of(state, now.server)}));
  at.y += gap;
  if (const std::string refused = refusal_of(surface, state, Commit{}); !refused.empty() && !settings.refused)
    at.y += kit::note(surface, "pending-note", {at.x, at.y, at.width, 0}, refused) + gap;
  const bool off = hindrance(settings).has_value();
  const float area = 84;
  said.on_text(
      kit::text_area(surface, "comment", {at.x, at.y, std::min(at.width, kFieldWidth), area},
                     words(surface, "Comment (optional)"), {.value = settings.comment, .disabled = off}),
      [](std::string text) -> Message { return CommentTyped{std::move(text)}; });
  at.y += area + gap;
  kit::Flow flow(surface, {at.x, at.y, at.width, 0}, kButton);
  const std::string commit = words(surface, "Commit Changes"), abandon = words(surface, "Abandon Changes");
  said.on(kit::button(surface, "commit", flow.next(kit::button_width(surface, commit)), commit,
                      acting(surface, settings, kit::ButtonLook::kPrimary)),
          CommitPressed{});
  said.on(kit::button(surface, "abandon", flow.next(kit::button_width(surface, abandon)), abandon,
                      acting(surface, settings)),
          AbandonPressed{});
  draw_bar(surface, whole, flow.bottom());
  return flow.bottom() + gap;
}

}  // namespace cloud_service
