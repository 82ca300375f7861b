#include <cstdlib>

#include "cloud_service/view_parts.h"

namespace cloud_service {
namespace {

using kit::Box;

const char* next_words(const Registration& registration) {
  switch (next_stage(registration)) {
    case Stage::kConnector:
      return "connecting";
    case Stage::kToken:
      return "sending the token";
    case Stage::kCertificate:
      return "getting the certificate";
    case Stage::kConfirmed:
      return "waiting to be confirmed";
  }
  return "connecting";
}

std::string situation_words(const kit::Surface& surface, const State& state) {
  const Registration& registration = state.registration;
  const std::string region = region_of(state, registration.server);
  switch (situation(state)) {
    case Situation::kOff:
      return words(surface, "Disabled");
    case Situation::kNotCommitted:
      return words(surface, "Disabled: enabling it waits for its commit");
    case Situation::kReady:
      return words(surface, "Enabled, not registered with {0} yet",
                   {region_of(state, state.committed.server)});
    case Situation::kRegistering:
      return words(surface, "Registering with {0}: {1}", {region, words(surface, next_words(registration))});
    case Situation::kRegistered:
      return words(surface, "Registered with {0}", {region});
    case Situation::kDeregistering:
      return words(surface, "Deregistering from {0}", {region});
    case Situation::kFailed: {
      const Failure& failure = *registration.failure;
      return words(surface,
                   failure.of == Phase::kRegistered ? "Not registered any more: {0} has ended it"
                                                    : "Not registered: registering with {0} failed",
                   {region_of(state, failure.server)});
    }
    case Situation::kOffRegistered:
      return words(surface, "Disabled, but still registered with {0}", {region});
  }
  return "";
}

// How it stands, beside the words: shape and colour.
void draw_lamp(kit::Surface& surface, Box box, const State& state) {
  switch (situation(state)) {
    case Situation::kRegistered:
      return draw_mark(surface, box, Mark::kDone);
    case Situation::kRegistering:
    case Situation::kDeregistering:
      return draw_mark(surface, box, Mark::kRunning);
    case Situation::kFailed:
    case Situation::kOffRegistered:
      return draw_mark(surface, box, Mark::kFailed);
    case Situation::kOff:
    case Situation::kNotCommitted:
    case Situation::kReady:
      return draw_mark(surface, box, Mark::kEmpty);
  }
}

std::string since_words(const kit::Surface& surface, const State& state) {
  const Registration& registration = state.registration;
  const Instant since = registration.phase != Phase::kNone ? registration.since
                        : registration.failure             ? registration.failure->when
                        : state.committed.enabled          ? state.committed_when
                                                           : 0;
  return since == 0 ? "" : words(surface, "Since {0}", {moment(surface, since)});
}

std::string act_words(const kit::Surface& surface, const Settings& settings) {
  switch (settings.asking) {
    case Ask::kSubmit:
      return words(surface, "Submitting the settings.");
    case Ask::kCommit:
      return words(surface, "Committing the changes.");
    case Ask::kAbandon:
      return words(surface, "Abandoning the changes.");
    case Ask::kRegister:
      return words(surface, "Handing the token over.");
    case Ask::kDeregister:
      return words(surface, "Asking to deregister.");
    default:
      break;
  }
  switch (settings.done) {
    case Ask::kSubmit:
      return words(surface, settings.answer->state.pending
                                ? "Submitted: commit the changes to make them take effect."
                                : "Nothing to commit: these are the settings that hold.");
    case Ask::kCommit:
      return words(surface, "The changes are committed.");
    case Ask::kAbandon:
      return words(surface, "The changes are abandoned.");
    default:
      return "";
  }
}

// What is wrong, and what to do: of an act that was refused, else of the last attempt.
std::string problem_words(const kit::Surface& surface, const Settings& settings) {
  const messages::Language language = surface.frame().language;
  const State& state = settings.answer->state;
  if (settings.refused) {
    const Refused& refused = *settings.refused;
    if (refused.refusal) return refusal_sentence(language, *refused.refusal, state);
    if (refused.comment_too_long) return words(surface, "The comment is too long: shorten it.");
    return refused.words.empty() ? words(surface, "The appliance refused this, without saying why.")
                                 : refused.words;
  }
  if (const auto& failure = state.registration.failure) {
    const std::string why = failure_sentence(language, *failure, state);
    if (failure->of != Phase::kDeregistering) return why;
    return words(surface, "It could not be deregistered. {0}", {why});
  }
  const Phase phase = state.registration.phase;
  const bool is_tried = phase == Phase::kRegistered || (phase == Phase::kNone && state.committed.enabled);
  if (state.health.problem != Reason::kNone && is_tried && !awaits_contact(*settings.answer))
    return reason_sentence(language, state.health.problem, state,
                           phase == Phase::kNone ? state.committed.server : state.registration.server);
  if (situation(state) == Situation::kOffRegistered)
    return words(surface,
                 "Threat Response is disabled, and this appliance is still registered with {0}. Deregister "
                 "it, or enable Threat Response again.",
                 {region_of(state, state.registration.server)});
  return "";
}

std::string certificate_words(const kit::Surface& surface, const Answer& answer) {
  const Health& health = answer.state.health;
  const std::string ends = moment(surface, health.certificate_ends);
  switch (expiry(health, answer.now)) {
    case Expiry::kMonth:
      return words(surface,
                   "The certificate ends on {0}, in less than 30 days. The appliance renews it by itself: "
                   "check its connection.",
                   {ends});
    case Expiry::kWeek:
      return words(surface,
                   "The certificate ends on {0}, in less than 7 days, and has not been renewed: check the "
                   "connection today.",
                   {ends});
    case Expiry::kDay:
      return words(surface,
                   "The certificate ends on {0}, in less than a day: restore the connection now, or "
                   "deregister and register again.",
                   {ends});
    case Expiry::kOver:
      return words(surface, "The certificate ended on {0}: deregister this appliance and register it again.",
                   {ends});
    case Expiry::kNone:
    case Expiry::kFar:
      break;
  }
  return "";
}

std::string clock_words(const kit::Surface& surface, const Health& health) {
  if (health.last_contact == 0 || std::abs(health.clock_offset) <= kClockTolerance) return "";
  return words(
      surface,
      "The clock of this appliance differs from the service's by more than 60 seconds: set it by NTP, or "
      "tokens and certificates are refused.");
}

void draw_situation(kit::Surface& surface, Box box, const std::string& text) {
  constexpr float kSize = 18;
  const float height = surface.paragraph_height(text, box.width, kSize);
  const Box whole{box.x, box.y, box.width, height};
  surface.add("situation", "status", text, whole).label = {.size = kSize, .line = kit::line_height(kSize)};
  surface.paragraph(whole, text, surface.theme().text, kSize);
}

}  // namespace

float draw_status(kit::Surface& surface, const Settings& settings, Box at, Say& said) {
  constexpr float kSize = 18, kButton = 32;
  const State& state = settings.answer->state;
  const float gap = surface.theme().gap;
  const std::string edit = words(surface, "Edit Settings");
  const float button = kit::button_width(surface, edit);
  const bool beside = at.width >= button + 360;
  const float start = at.x + kMark + gap;
  const float wide = at.width - kMark - gap - (beside ? button + gap : 0);
  const float top = at.y;
  const std::string text = situation_words(surface, state);
  draw_lamp(surface, {at.x, at.y + 2, kMark, kMark}, state);
  draw_situation(surface, {start, at.y, wide, 0}, text);
  at.y += surface.paragraph_height(text, wide, kSize) + 2;
  const kit::TextLook quiet{.muted = true};
  if (const std::string since = since_words(surface, state); !since.empty())
    at.y += kit::note(surface, "since", {start, at.y, wide, 0}, since, quiet);
  const Server* const server = find_server(state.servers, state.committed.server);
  const std::string where = words(surface, "Threat Response Server") + ": " +
                            region_of(state, state.committed.server) +
                            (server ? " (" + server->host + ')' : "");
  at.y += kit::note(surface, "server", {start, at.y, wide, 0}, where, quiet) + gap;
  if (!settings.form) {
    const Box place =
        beside ? Box{at.x + at.width - button, top, button, kButton} : Box{start, at.y, button, kButton};
    said.on(kit::button(surface, "edit", place, edit, acting(surface, settings)), EditPressed{});
    if (!beside) at.y += kButton + gap;
  }
  const auto part = [&](float used) {
    if (used > 0) at.y += used + gap;
  };
  part(kit::alert(surface, "problem", at, problem_words(surface, settings)));
  part(kit::alert(surface, "certificate-warning", at, certificate_words(surface, *settings.answer)));  // D-11
  part(kit::alert(surface, "clock-warning", at, clock_words(surface, state.health)));
  part(kit::status(surface, "act", {start, at.y, at.x + at.width - start, 0}, act_words(surface, settings)));
  if (settings.trouble == Trouble::kNone)
    if (const std::string why = hindrance_words(surface, settings); !why.empty())
      part(kit::note(surface, "hindrance", {start, at.y, at.x + at.width - start, 0}, why));
  return at.y;
}

}  // namespace cloud_service
