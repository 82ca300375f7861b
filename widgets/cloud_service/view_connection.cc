// Health (D-11), and what the firewall has to let through (PRE-04 to PRE-08).
#include <algorithm>
#include <cmath>

#include "cloud_service/view_parts.h"

namespace cloud_service {
namespace {

using kit::Box;

// A name and what is so, beside each other or, where there is no room, one over the other.
float draw_fact(kit::Surface& surface, std::string_view key, Box at, const std::string& name,
                const std::string& value) {
  constexpr float kName = 150;
  const bool beside = at.width >= 2.2F * kName;
  const std::string name_key = std::string(key) + " name";
  if (beside) {
    kit::note(surface, name_key, {at.x, at.y, kName - 10, 0}, name, {.muted = true});
    const float used = kit::note(surface, key, {at.x + kName, at.y, at.width - kName, 0}, value);
    return at.y + used + 4;
  }
  at.y += kit::note(surface, name_key, at, name, {.size = kit::kSmall, .muted = true});
  return at.y + kit::note(surface, key, at, value) + 6;
}

std::string seconds(const kit::Surface& surface, std::int64_t milliseconds) {
  return messages::number(surface.frame().language,
                          std::round(std::abs(static_cast<double>(milliseconds)) / 100) / 10);
}

std::string clock_words(const kit::Surface& surface, const Health& health) {
  if (health.last_contact == 0) return words(surface, "not compared yet");
  if (std::abs(health.clock_offset) < 1000) return words(surface, "as the service's");
  return words(surface, health.clock_offset > 0 ? "{0} s ahead of the service" : "{0} s behind the service",
               {seconds(surface, health.clock_offset)});
}

float draw_health(kit::Surface& surface, const Settings& settings, Box at) {
  const State& state = settings.answer->state;
  const Health& health = state.health;
  kit::heading(surface, "health", {at.x, at.y, at.width, 24}, words(surface, "Health"), 2);
  at.y += 30;
  const auto fact = [&](std::string_view key, const char* name, const std::string& value) {
    at.y = draw_fact(surface, key, at, words(surface, name), value);
  };
  const int server = state.registration.server ? state.registration.server : state.committed.server;
  fact("contact", "Last contact",
       health.last_contact ? moment(surface, health.last_contact) : words(surface, "none yet"));
  if (health.problem != Reason::kNone)
    fact("attempt", "Last attempt",
         words(surface, "failed, {0}", {moment(surface, health.tried)}) + ". " +
             reason_sentence(surface.frame().language, health.problem, state, server));
  fact("certificate", "Certificate",
       health.certificate_ends ? words(surface, "valid until {0}", {moment(surface, health.certificate_ends)})
                               : words(surface, "none: it is issued with the registration"));
  fact("clock", "Clock", clock_words(surface, health));
  fact("proxy", "Proxy", state.proxy.empty() ? words(surface, "none") : state.proxy);
  if (state.registration.phase == Phase::kRegistered)
    fact("module", "Integration module",
         words(surface, health.is_module ? "added in the service" : "not added in the service yet"));
  return at.y;
}

const Tested* result_of(const Settings& settings, const std::string& host) {
  const auto found = std::ranges::find(settings.tested, host, &Tested::host);
  return found == settings.tested.end() ? nullptr : &*found;
}

float draw_host(kit::Surface& surface, const Settings& settings, Box at, const std::string& host,
                bool enrols) {
  const std::size_t item = surface.items().size();
  const float top = at.y, start = at.x + kMark + surface.theme().gap,
              wide = at.width - kMark - surface.theme().gap;
  const Tested* const result = result_of(settings, host);
  surface.push(surface.add("host " + host, "listitem", "", at).id);
  draw_mark(surface, {at.x, at.y, kMark, kMark},
            !result ? (settings.testing ? Mark::kRunning : Mark::kEmpty)
                    : (result->reason == Reason::kNone ? Mark::kDone : Mark::kFailed));
  kit::label(surface, "host", {start, at.y, wide, kMark}, host, {.strong = true});
  at.y += kMark;
  at.y += kit::note(surface, "why", {start, at.y, wide, 0},
                    words(surface, enrols ? "port 443, to get this appliance's certificate"
                                          : "port 443, to register and to answer"),
                    {.size = kit::kSmall, .muted = true});
  if (result)
    at.y += kit::note(
        surface, "result", {start, at.y, wide, 0},
        result->reason == Reason::kNone
            ? words(surface, "reached in {0} ms",
                    {messages::number(surface.frame().language, static_cast<double>(result->milliseconds))})
            : reason_sentence(surface.frame().language, result->reason, settings.answer->state,
                              shown_server(settings), host));
  surface.pop();
  surface.set_height(item, at.y - top);
  return at.y + surface.theme().gap;
}

std::string test_words(const kit::Surface& surface, const Settings& settings) {
  if (settings.testing)
    return words(surface, "The appliance tries these hosts. That takes up to 15 seconds.");
  if (settings.test_failed) return words(surface, "The connection could not be tested: try again.");
  if (settings.tested.empty()) return "";
  const bool all =
      std::ranges::all_of(settings.tested, [](const Tested& one) { return one.reason == Reason::kNone; });
  return words(surface, all ? "All hosts were reached." : "Some hosts were not reached.");
}

float draw_firewall(kit::Surface& surface, const Settings& settings, Box at, Say& said) {
  const State& state = settings.answer->state;
  const Server* const server = find_server(state.servers, shown_server(settings));
  kit::heading(surface, "firewall", {at.x, at.y, at.width, 24}, words(surface, "Firewall"), 2);
  at.y += 30;
  at.y += kit::note(surface, "open", at,
                    words(surface, "Open HTTPS, port 443, in and out, to these hosts for {0}:",
                          {region_of(state, shown_server(settings))})) +
          surface.theme().gap;
  if (!server) return at.y;
  const std::size_t list = surface.items().size();
  const float top = at.y;
  surface.push(surface.add("hosts", "bullets", words(surface, "Firewall"), at).id);
  at.y = draw_host(surface, settings, at, server->host, false);
  at.y = draw_host(surface, settings, at, server->enrolment, true);
  surface.pop();
  surface.set_height(list, at.y - top);
  const bool unsubmitted = server->number != wanted(state).server;
  std::string reason;
  if (!settings.answer->may_administer || settings.trouble == Trouble::kSessionEnded)
    reason = hindrance_words(surface, settings);
  else if (unsubmitted)
    reason = words(surface, "Submit this server first: the hosts of a submitted or committed one are tried.");
  const std::string label = words(surface, "Test Connection");
  said.on(kit::button(surface, "test", {at.x, at.y, kit::button_width(surface, label), 32}, label,
                      {.disabled = settings.testing || !reason.empty(), .reason = reason}),
          TestPressed{});
  at.y += 32 + surface.theme().gap;
  if (unsubmitted) at.y += kit::note(surface, "test-why", at, reason, {.muted = true});
  return at.y + kit::status(surface, "test-said", at, test_words(surface, settings));
}

}  // namespace

float draw_connection(kit::Surface& surface, const Settings& settings, Box at, Say& said) {
  if (at.width < kWide) {
    at.y = draw_health(surface, settings, at) + surface.theme().pad;
    return draw_firewall(surface, settings, at, said);
  }
  const float half = (at.width - 32) / 2;
  const float left = draw_health(surface, settings, {at.x, at.y, half, 0});
  return std::max(left, draw_firewall(surface, settings, {at.x + half + 32, at.y, half, 0}, said));
}

}  // namespace cloud_service
