// The way to a registered appliance as a picture, and what can be done about it now (INT-16, INT-19, D-12).
#include <algorithm>

#include "cloud_service/steps.h"
#include "cloud_service/view_parts.h"
#include "kit/flow.h"

namespace cloud_service {
namespace {

using kit::Box;

constexpr std::array<const char*, kSteps> kLabels = {"Saved",          "Committed",          "Connector up",
                                                     "Token accepted", "Certificate issued", "Registered"};
constexpr float kCell = 140;  // the narrowest that steps are beside each other

std::string step_words(const kit::Surface& surface, const StepState& step) {
  switch (step.is) {
    case Progressed::kWaiting:
      return words(surface, "to come");
    case Progressed::kRunning:
      return words(surface, "in progress");
    case Progressed::kDone:
      return step.when > 0 ? short_moment(surface, step.when) : words(surface, "done");
    case Progressed::kFailed:
      return words(surface, "failed, {0}", {short_moment(surface, step.when)});
  }
  return "";
}

Mark mark_of(Progressed progressed) {
  switch (progressed) {
    case Progressed::kWaiting:
      return Mark::kEmpty;
    case Progressed::kRunning:
      return Mark::kRunning;
    case Progressed::kDone:
      return Mark::kDone;
    case Progressed::kFailed:
      return Mark::kFailed;
  }
  return Mark::kEmpty;
}

// One step in its place; returns its height. `line` is from its mark to the next one's; none with the last.
float draw_step(kit::Surface& surface, std::size_t index, const StepState& step, Box box, Box text,
                Box line) {
  const kit::Theme& theme = surface.theme();
  if (line.width > 0) surface.fill(line, step.is == Progressed::kDone ? theme.accent : theme.border);
  const std::size_t item = surface.items().size();
  {
    kit::Item& one = surface.add("step " + std::to_string(index), "listitem", "", box);
    one.current = step.is == Progressed::kRunning;
    surface.push(one.id);
  }
  draw_mark(surface, {box.x, box.y, kMark, kMark}, mark_of(step.is));
  kit::label(surface, "name", {text.x, text.y, text.width, kMark}, words(surface, kLabels.at(index)),
             {.muted = step.is == Progressed::kWaiting, .strong = step.is != Progressed::kWaiting});
  const float height = kit::note(surface, "state", {text.x, text.y + kMark, text.width, 0},
                                 step_words(surface, step), {.size = kit::kSmall, .muted = true});
  surface.pop();
  const float bottom = text.y + kMark + height - box.y;
  surface.set_height(item, bottom);
  return bottom;
}

float draw_token(kit::Surface& surface, const Settings& settings, Box at, Say& said) {
  const float gap = surface.theme().gap;
  const State& state = settings.answer->state;
  const bool off = hindrance(settings).has_value();
  const std::string label = words(surface, "Register");
  const float button = kit::button_width(surface, label);
  const float wide = std::min(at.width, 420.0F);
  const std::string problem =
      settings.token_missed ? refusal_sentence(surface.frame().language, Refusal::kTokenMissing, state) : "";
  said.on_text(kit::text_field(surface, "token", {at.x, at.y, wide, 0}, words(surface, "Registration Token"),
                               {.problem = problem, .secret = "token", .disabled = off}),
               [](const std::string& one) -> Message { return TokenTyped{!one.empty()}; });
  const float field = surface.theme().field_height;
  const bool beside = at.width >= wide + gap + button;
  const float top = at.y;
  at.y += kit::field_height(surface) + kit::problem_height(surface, problem, wide) + gap;
  const Box place = beside ? Box{at.x + wide + gap, top + kit::field_height(surface) - field, button, field}
                           : Box{at.x, at.y, button, field};
  said.on(
      kit::button(surface, "register", place, label, acting(surface, settings, kit::ButtonLook::kPrimary)),
      RegisterPressed{});
  if (!beside) at.y += field + gap;
  at.y += kit::note(
      surface, "token-note", {at.x, at.y, at.width, 0},
      words(surface, "Get it in the service, on the modules page: Add New Module. A token works once."),
      {.muted = true});
  if (settings.portal.empty()) return at.y;
  const std::string link = words(surface, "Modules page");
  kit::link(surface, "token-link", {at.x, at.y, surface.text_width(link) + 1, 24}, link,
            settings.portal + std::string(kModulesPage));
  return at.y + 24;
}

}  // namespace

float draw_steps(kit::Surface& surface, const Settings& settings, Box at) {
  const auto steps = steps_of(*settings.answer);
  const bool beside = at.width >= kCell * kSteps;
  const std::string name = words(surface, "Progress of the registration");
  kit::heading(surface, "way-title", {at.x, at.y, at.width, 24}, name, 2);
  at.y += 32;
  const std::size_t list = surface.items().size();
  surface.push(surface.add("way", "numbers", name, at).id);
  float bottom = at.y;
  for (std::size_t i = 0; i < kSteps; ++i) {
    const bool last = i + 1 == kSteps;
    if (beside) {
      const float cell = at.width / kSteps, x = at.x + static_cast<float>(i) * cell;
      const Box line = last ? Box{} : Box{x + kMark + 4, at.y + kMark / 2 - 1, cell - kMark - 8, 2};
      const Box box{x, at.y, cell - 8, 0}, text{x, at.y + kMark + 4, cell - 8, 0};
      bottom = std::max(bottom, at.y + draw_step(surface, i, steps.at(i), box, text, line));
      continue;
    }
    const Box text{at.x + kMark + 10, bottom, at.width - kMark - 10, 0};
    const Box line = last ? Box{} : Box{at.x + kMark / 2 - 1, bottom + kMark + 2, 2, 22};
    bottom += std::max(48.0F, draw_step(surface, i, steps.at(i), {at.x, bottom, at.width, 0}, text, line));
  }
  surface.pop();
  surface.set_height(list, bottom - at.y);
  return bottom;
}

float draw_registration(kit::Surface& surface, const Settings& settings, Box at, Say& said) {
  const State& state = settings.answer->state;
  const float gap = surface.theme().gap;
  // INT-14. The region is always there, so that what comes into it is read out.
  const std::string not_ready = awaits_contact(*settings.answer)
                                    ? words(surface,
                                            "Not ready yet: the first contact with {0} since the commit is "
                                            "still to come. That takes a few "
                                            "minutes at most, and this page shows it by itself.",
                                            {region_of(state, state.committed.server)})
                                    : "";
  if (const float used = kit::status(surface, "contact", at, not_ready); used > 0) at.y += used + 2 * gap;
  const auto offered = operations(state);
  if (std::ranges::contains(offered, Operation::kRegister)) return draw_token(surface, settings, at, said);
  if (std::ranges::contains(offered, Operation::kDeregister)) {
    const std::string label = words(surface, "Deregister");
    said.on(kit::button(surface, "deregister", {at.x, at.y, kit::button_width(surface, label), 36}, label,
                        acting(surface, settings)),
            DeregisterPressed{});
    return at.y + 36;
  }
  return at.y + kit::note(surface, "why-not", at, refusal_of(surface, state, Register{.token = "-"}),
                          {.muted = true});
}

}  // namespace cloud_service
