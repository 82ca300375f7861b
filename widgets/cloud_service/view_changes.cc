// The log of changes: who, when, by what, and what for.
#include <algorithm>
#include <array>
#include <utility>

#include "cloud_service/view_parts.h"
#include "kit/feedback.h"

namespace cloud_service {
namespace {

using kit::Box;

constexpr std::array kWhat = std::to_array<std::pair<std::string_view, const char*>>(
    {{"enabled", "Enabled"},
     {"disabled", "Disabled"},
     {"server_chosen", "Server chosen"},
     {"submitted", "Submitted"},
     {"committed", "Committed"},
     {"abandoned", "Abandoned"},
     {"registering", "Registration begun"},
     {"registered", "Registered"},
     {"registration_failed", "Registration failed"},
     {"deregistering", "Deregistration begun"},
     {"deregistered", "Deregistered"},
     {"deregistration_failed", "Deregistration failed"},
     {"ended_at_portal", "Ended in the service"},
     {"certificate_renewed", "Certificate renewed"}});

// A newer appliance may log what this page does not know: that is shown as it came.
std::string what_words(const kit::Surface& surface, const Logged& logged, const State& state) {
  const auto* const found =
      std::ranges::find(kWhat, logged.what, &std::pair<std::string_view, const char*>::first);
  std::string made = found == kWhat.end() ? logged.what : words(surface, found->second);
  if (logged.detail.empty()) return made;
  const auto reason = reason_from(logged.detail);
  const std::string detail =
      reason ? reason_sentence(surface.frame().language, *reason, state, state.committed.server)
             : logged.detail;
  return detail.empty() ? made : made + ": " + detail;
}

std::string who_words(const kit::Surface& surface, const Logged& logged) {
  if (logged.via == "appliance") return words(surface, "the appliance itself");
  return words(surface, logged.via == "command" ? "{0}, by a command" : "{0}, on the page", {logged.who});
}

float draw_one(kit::Surface& surface, std::size_t index, const Logged& logged, const State& state, Box at) {
  constexpr float kWhen = 240;
  const bool beside = at.width >= kWide;
  const kit::TextLook quiet{.size = kit::kSmall, .muted = true};
  const std::size_t item = surface.items().size();
  surface.push(surface.add("change " + std::to_string(index), "listitem", "", at).id);
  const Box main = beside ? Box{at.x + kWhen, at.y, at.width - kWhen, 0} : at;
  float y = at.y;
  float side = at.y;
  const auto facts = [&](Box box) {
    box.y += kit::note(surface, "when", box, moment(surface, logged.when), quiet);
    return box.y + kit::note(surface, "who", box, who_words(surface, logged), quiet);
  };
  if (beside) side = facts({at.x, at.y + 1, kWhen - 16, 0});
  y += kit::note(surface, "what", {main.x, y, main.width, 0}, what_words(surface, logged, state));
  if (!logged.comment.empty())
    y += kit::note(surface, "comment", {main.x, y, main.width, 0},
                   words(surface, "Comment: {0}", {logged.comment}), {.muted = true});
  if (!beside) y = facts({main.x, y, main.width, 0});
  surface.pop();
  const float bottom = std::max(y, side);
  surface.set_height(item, bottom - at.y);
  return bottom;
}

}  // namespace

float draw_changes(kit::Surface& surface, const Settings& settings, Box at) {
  const auto& log = settings.answer->log;
  if (log.empty())
    return at.y + kit::place(surface, "no-changes", at,
                             {.state = kit::PlaceState::kEmpty, .title = words(surface, "No changes yet.")})
                      .height;
  const std::size_t list = surface.items().size();
  const float top = at.y;
  surface.push(surface.add("log", "bullets", words(surface, "Changes"), at).id);
  for (std::size_t i = 0; i < log.size(); ++i) {
    if (i > 0) {
      kit::separator(surface, {at.x, at.y + 6, at.width, 1});
      at.y += 14;
    }
    at.y = draw_one(surface, i, log[i], settings.answer->state, at);
  }
  surface.pop();
  surface.set_height(list, at.y - top);
  return at.y;
}

}  // namespace cloud_service
