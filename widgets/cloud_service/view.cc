#include "cloud_service/view.h"

#include <array>

#include "cloud_service/view_parts.h"
#include "kit/dialog.h"
#include "kit/feedback.h"

namespace cloud_service {
namespace {

using kit::Box;

constexpr float kWidest = 1080;  // longer lines are not read well

std::string trouble_words(const kit::Surface& surface, Trouble trouble) {
  switch (trouble) {
    case Trouble::kNone:
      return "";
    case Trouble::kUnreachable:
      return words(surface, "The appliance does not answer: check the network, then try again.");
    case Trouble::kSessionEnded:
      return words(surface, "Your session has ended: log in again.");
    case Trouble::kUnreadable:
      return words(surface,
                   "The appliance gave an answer that this page does not understand: load the page again.");
  }
  return "";
}

// Before the first answer there is nothing else.
float draw_nothing(kit::Surface& surface, const Settings& settings, Box at, Say& said) {
  const bool failed = settings.trouble != Trouble::kNone;
  const bool again = failed && settings.trouble != Trouble::kSessionEnded;
  const auto drawn = kit::place(
      surface, "place", at,
      {.state = failed ? kit::PlaceState::kFailed : kit::PlaceState::kLoading,
       .title = failed ? trouble_words(surface, settings.trouble)
                       : words(surface, "Asking the appliance for its settings."),
       .hint = failed && settings.reading ? words(surface, "Asking the appliance for its settings.") : "",
       .action = again ? words(surface, "Try Again") : ""});
  if (drawn.action) said.on(drawn.action, TryAgainPressed{});
  return at.y + drawn.height;
}

// What is shown is old.
float draw_trouble(kit::Surface& surface, const Settings& settings, Box at, Say& said) {
  std::string text = trouble_words(surface, settings.trouble);
  if (!text.empty())
    text += ' ' + words(surface, "What is shown is from {0}.", {moment(surface, settings.answer->now)});
  const float used = kit::alert(surface, "trouble", at, text);
  if (used == 0) return at.y;
  at.y += used + surface.theme().gap;
  if (settings.trouble == Trouble::kSessionEnded) return at.y + surface.theme().gap;
  const std::string label = words(surface, "Try Again");
  said.on(kit::button(surface, "again", {at.x, at.y, kit::button_width(surface, label), 32}, label,
                      {.disabled = settings.reading}),
          TryAgainPressed{});
  return at.y + 32 + surface.theme().pad;
}

struct SectionWords {
  Section section;
  const char* key;
  const char* english;
};
constexpr std::array kSections = {SectionWords{Section::kConnection, "connection", "Connection"},
                                  SectionWords{Section::kSteps, "steps", "Steps"},
                                  SectionWords{Section::kData, "data", "What Is Sent"},
                                  SectionWords{Section::kChanges, "changes", "Changes"}};

float draw_section(kit::Surface& surface, const Settings& settings, Box at, Say& said) {
  switch (settings.section) {
    case Section::kConnection:
      return draw_connection(surface, settings, at, said);
    case Section::kSteps:
      return draw_checklist(surface, settings, at);
    case Section::kData:
      return draw_sent(surface, settings, at);
    case Section::kChanges:
      return draw_changes(surface, settings, at);
  }
  return at.y;
}

float draw_sections(kit::Surface& surface, const Settings& settings, Box at, Say& said) {
  std::vector<kit::Tab> tabs;
  std::string_view chosen;
  std::string name;
  for (const SectionWords& one : kSections) {
    tabs.push_back({one.key, words(surface, one.english)});
    if (one.section != settings.section) continue;
    chosen = one.key;
    name = tabs.back().label;
  }
  const auto ids = kit::tabs(surface, "sections", {at.x, at.y, at.width, surface.theme().row},
                             words(surface, "Sections"), tabs, chosen);
  for (std::size_t i = 0; i < ids.size(); ++i) said.on(ids[i], SectionChosen{kSections.at(i).section});
  at.y += surface.theme().row;
  const std::size_t panel = surface.items().size();
  kit::begin_tab_panel(surface, "panel", at, name);
  const float bottom = draw_section(surface, settings, {at.x, at.y + surface.theme().pad, at.width, 0}, said);
  surface.pop();
  surface.set_height(panel, bottom - at.y);
  return bottom;
}

void draw_question(kit::Surface& surface, const Settings& settings, Say& said) {
  const State& state = settings.answer->state;
  const auto ids = kit::question(
      surface, "deregister-question",
      {words(surface, "Deregister this appliance?"),
       words(surface,
             "{0} gets no answers from this appliance any more, and its module in the service stops "
             "working. To register it again you need a new token.",
             {region_of(state, state.registration.server)}),
       words(surface, "Deregister"), words(surface, "Keep Registered")});
  said.on(ids.confirm, DeregisterAnswered{.yes = true});
  for (const kit::ItemId id : {ids.cancel, ids.dialog}) said.on(id, DeregisterAnswered{.yes = false});
}

}  // namespace

std::string hindrance_words(const kit::Surface& surface, const Settings& settings) {
  const auto found = hindrance(settings);
  if (!found) return "";
  switch (*found) {
    case Hindrance::kNotAdministrator:
      return words(surface, "Only an administrator may change these settings.");
    case Hindrance::kWrongMode:
      return refusal_sentence(surface.frame().language, Refusal::kWrongMode, settings.answer->state);
    case Hindrance::kNoAnswer:
      return trouble_words(surface, settings.trouble);
    case Hindrance::kBusy:
      return "";
  }
  return "";
}

kit::ButtonState acting(const kit::Surface& surface, const Settings& settings, kit::ButtonLook look) {
  return {.look = look,
          .disabled = hindrance(settings).has_value(),
          .reason = hindrance_words(surface, settings)};
}

std::string refusal_of(const kit::Surface& surface, const State& state, const Act& act) {
  State tried = state;
  const auto outcome = update(tried, act, "", 1);
  return outcome ? "" : refusal_sentence(surface.frame().language, outcome.error(), state);
}

void draw_mark(kit::Surface& surface, Box box, Mark mark) {
  const kit::Theme& theme = surface.theme();
  const ImVec2 from = surface.min(box);
  const ImVec2 centre{from.x + kMark / 2, from.y + kMark / 2};
  ImDrawList& draw = surface.draw();
  if (!surface.is_visible(box)) return;
  switch (mark) {
    case Mark::kEmpty:
      draw.AddCircle(centre, 9, theme.field_border, 0, 1.5F);
      return;
    case Mark::kRunning:
      draw.AddCircle(centre, 9, theme.accent, 0, 2);
      draw.AddCircleFilled(centre, 4.5F, theme.accent);
      return;
    case Mark::kDone: {
      draw.AddCircleFilled(centre, 10, theme.accent);
      const ImVec2 tick[] = {
          {from.x + 6, from.y + 11.5F}, {from.x + 9.5F, from.y + 15}, {from.x + 16, from.y + 7.5F}};
      draw.AddPolyline(tick, 3, theme.on_accent, 0, 2);
      return;
    }
    case Mark::kFailed:
      draw.AddCircle(centre, 9, theme.danger, 0, 2);
      draw.AddLine({from.x + 7.5F, from.y + 7.5F}, {from.x + 14.5F, from.y + 14.5F}, theme.danger, 2);
      draw.AddLine({from.x + 14.5F, from.y + 7.5F}, {from.x + 7.5F, from.y + 14.5F}, theme.danger, 2);
      return;
  }
}

kit::Said<Message> draw(kit::Surface& surface, const Settings& settings) {
  Say said;
  const float pad = surface.theme().pad;
  surface.fill({0, 0, surface.width(), surface.height()}, surface.theme().surface);
  Box at{pad, pad, std::min(surface.width() - 2 * pad, kWidest), 0};
  if (!settings.answer) {
    surface.set_content_height(draw_nothing(surface, settings, at, said) + pad);
    return said;
  }
  at.y = draw_trouble(surface, settings, at, said);
  at.y = draw_status(surface, settings, at, said);
  if (settings.form)
    at.y = draw_form(surface, settings, at, said);
  else if (settings.answer->state.pending)
    at.y = draw_pending(surface, settings, at, said);
  at.y += pad;
  at.y = draw_steps(surface, settings, at) + pad;
  at.y = draw_registration(surface, settings, at, said) + 2 * pad;
  at.y = draw_sections(surface, settings, at, said);
  float height = at.y + pad;
  if (settings.confirming) {
    // A question needs room even where there is little on the page.
    height = std::max(height, 360.0F);
    draw_question(surface, settings, said);
  }
  surface.set_content_height(height);
  return said;
}

}  // namespace cloud_service
