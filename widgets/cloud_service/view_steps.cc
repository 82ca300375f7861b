// What has to be done elsewhere, and what is sent there, in plain words (PRE-01 to PRE-04, INT-15 to INT-24,
// D-16, D-18).
#include <algorithm>

#include "cloud_service/view_parts.h"
#include "kit/flow.h"

namespace cloud_service {
namespace {

using kit::Box;

// Where things are in the service (threat-response-api: its settings pages).
constexpr std::string_view kBeta = "/settings/modules?beta-modules=1", kClients = "/settings/apiClients";

class List {
 public:
  List(kit::Surface& surface, std::string_view key, const std::string& name, Box at)
      : surface_(surface), at_(at), top_(at.y), list_(surface.items().size()) {
    surface.push(surface.add(key, "bullets", name, at).id);
  }
  void add(const std::string& text, Mark mark, const std::string& state = "") {
    const float start = at_.x + kMark + surface_.theme().gap, wide = at_.x + at_.width - start, top = at_.y;
    const std::size_t item = surface_.items().size();
    surface_.push(surface_.add("item " + std::to_string(count_++), "listitem", "", at_).id);
    draw_mark(surface_, {at_.x, at_.y, kMark, kMark}, mark);
    at_.y += kit::note(surface_, "text", {start, at_.y + 1, wide, 0}, text) + 2;
    if (!state.empty())
      at_.y +=
          kit::note(surface_, "state", {start, at_.y, wide, 0}, state, {.size = kit::kSmall, .muted = true});
    surface_.pop();
    surface_.set_height(item, at_.y - top);
    at_.y += surface_.theme().gap;
  }
  float end() {
    surface_.pop();
    surface_.set_height(list_, at_.y - top_);
    return at_.y;
  }

 private:
  kit::Surface& surface_;
  Box at_;
  float top_;
  std::size_t list_;
  int count_ = 0;
};

float draw_points(kit::Surface& surface, std::string_view key, const std::string& name, Box at,
                  std::initializer_list<const char*> points) {
  const std::size_t list = surface.items().size();
  const float top = at.y;
  surface.push(surface.add(key, "bullets", name, at).id);
  int count = 0;
  for (const char* point : points) {
    const std::size_t item = surface.items().size();
    surface.push(surface.add("point " + std::to_string(count++), "listitem", "", at).id);
    const ImVec2 from = surface.min({at.x + 6, at.y + 7, 6, 6});
    surface.draw().AddCircleFilled({from.x + 3, from.y + 3}, 2.6F, surface.theme().muted);
    const float used = kit::note(surface, "text", {at.x + 24, at.y, at.width - 24, 0}, words(surface, point));
    surface.pop();
    surface.set_height(item, used);
    at.y += used + 6;
  }
  surface.pop();
  surface.set_height(list, at.y - top);
  return at.y;
}

float draw_links(kit::Surface& surface, const Settings& settings, Box at) {
  if (settings.portal.empty()) return at.y;
  kit::Flow flow(surface, at, 24);
  const auto link = [&](std::string_view key, const char* english, std::string_view path) {
    const std::string label = words(surface, english);
    kit::link(surface, key, flow.next(surface.text_width(label) + 12), label,
              settings.portal + std::string(path));
  };
  link("portal", "Service portal", "/");
  link("clients", "API clients", kClients);
  link("modules", "Modules page", kModulesPage);
  link("beta", "Modules page with beta modules", kBeta);
  return flow.bottom() + surface.theme().gap;
}

float draw_before(kit::Surface& surface, const Settings& settings, Box at) {
  const std::string name = words(surface, "Before you register");
  kit::heading(surface, "before", {at.x, at.y, at.width, 24}, name, 2);
  at.y += 30;
  at.y = draw_points(
      surface, "needed", name, at,
      {"You need an account of the service with administrator rights. Accounts are made on its log-in "
       "page.",
       "The integration must be enabled on the Security Services Exchange.",
       "The hosts under Connection must be open on the firewall.",
       "E-mail gateways behind this management appliance need no registration of their own: their "
       "reports are collected here.",
       "Other documents call the menu Network instead of Networks: it is this page."});
  return draw_links(surface, settings, {at.x, at.y + surface.theme().gap, at.width, 0});
}

float draw_service(kit::Surface& surface, const Settings& settings, Box at) {
  const State& state = settings.answer->state;
  const Phase phase = state.registration.phase;
  const std::string name = words(surface, "In the service"), to_do = words(surface, "still to do");
  const bool is_registered = phase == Phase::kRegistered, is_module = state.health.is_module;
  kit::heading(surface, "in-service", {at.x, at.y, at.width, 24}, name, 2);
  at.y += 30;
  List list(surface, "checklist", name, at);
  const auto step = [&](const char* english, bool done) {
    list.add(words(surface, english), done ? Mark::kDone : Mark::kEmpty,
             done ? words(surface, "done") : to_do);
  };
  step("Get a registration token: Settings, Modules, Add New Module", phase != Phase::kNone);
  step("Register this appliance with the token, on this page", is_registered);
  step("Add this appliance as an integration module", is_module);
  step("E-mail reports, web reports and message tracking can then be asked in the service", is_module);
  list.add(words(surface, "For web data: Settings, Integration Modules, Configure Modules, SMA Web (beta)"),
           Mark::kEmpty, words(surface, "only the service knows"));
  return list.end();
}

}  // namespace

float draw_checklist(kit::Surface& surface, const Settings& settings, Box at) {
  if (at.width < kWide) {
    at.y = draw_before(surface, settings, at) + surface.theme().pad;
    return draw_service(surface, settings, at);
  }
  const float half = (at.width - 32) / 2;
  const float left = draw_before(surface, settings, {at.x, at.y, half, 0});
  return std::max(left, draw_service(surface, settings, {at.x + half + 32, at.y, half, 0}));
}

float draw_sent(kit::Surface& surface, const Settings& settings, Box at) {
  const State& state = settings.answer->state;
  const float wide = std::min(at.width, kWide);
  at.y = draw_points(
      surface, "sent", words(surface, "What Is Sent"), {at.x, at.y, wide, 0},
      {"Answers to questions about an observable, and nothing else: where this appliance has seen it, "
       "when, and whom it concerned.",
       "Searched are the mail and web tables of this appliance, the last 30 days.",
       "For the registration: the name of this appliance, and a certificate request.",
       "No telemetry: nothing is sent that nobody has asked for."});
  const char* const now = state.registration.phase == Phase::kNone
                              ? "Now: nothing is sent, because this appliance is not registered."
                          : state.health.is_module
                              ? "Now: the service can ask this appliance."
                              : "Now: the service cannot ask this appliance, because it is no module there.";
  return at.y +
         kit::note(surface, "sent-now", {at.x, at.y + surface.theme().gap, wide, 0}, words(surface, now)) +
         surface.theme().gap;
}

}  // namespace cloud_service
