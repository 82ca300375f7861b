#include "kit/items.h"
#include "pivot_menu/view.h"

namespace pivot_menu {
namespace {

using kit::Box;
using messages::Text;
using threat_response::Judged;
using threat_response::Opinion;
using State = threat_response::Opinion::State;
using Say = kit::Said<pivot_menu::Message>;

constexpr kit::TextLook kQuiet = {.size = kit::kSmall, .muted = true};
constexpr double kTwentyYears = 20 * 365.25 * 86'400;  // longer is "never ends" (api.md 4.2)

// What a module says, with how old it is and how long it holds.
std::string sentence(const kit::Surface& surface, const Opinion& opinion, double now) {
  const messages::Language language = surface.frame().language;
  const auto& verdict = opinion.verdict;
  const std::string says =
      surface.text(Text::kModuleVerdict,
                   {opinion.module.name, messages::disposition_words(language, verdict.disposition)});
  if (!verdict.holds(now)) return surface.text(Text::kVerdictOver, {says});
  if (verdict.valid_from <= 0 || verdict.valid_from > now) return says;
  const double seconds = now - verdict.valid_from;
  const std::string age = seconds < 60
                              ? surface.text(Text::kNew)
                              : surface.text(Text::kOld, {messages::duration_words(language, seconds)});
  if (verdict.valid_until - now > kTwentyYears) return surface.text(Text::kVerdictAge, {says, age});
  return surface.text(Text::kVerdictAgeAndEnd,
                      {says, age, messages::duration_words(language, verdict.valid_until - now)});
}

// A module that did not answer, and a way to ask it again.
float draw_silent(kit::Surface& surface, const Opinion& opinion, const std::string& key, Box at, Say& said) {
  const bool late = opinion.state == State::kTimedOut;
  std::string words = surface.text(late ? Text::kModuleTimedOut : Text::kModuleFailed, {opinion.module.name});
  if (!late && !opinion.reason.empty()) words += " (" + opinion.reason + ")";
  at.y += kit::note(surface, key, at, words, kQuiet);
  if (opinion.module.instance_id.empty()) return at.y;
  const std::string again = surface.text(Text::kAskModuleAgain, {opinion.module.name});
  const float wide = std::min(kit::button_width(surface, again), at.width);
  said.on(kit::button(surface, key + "-again", {at.x - surface.theme().pad, at.y, wide, 26}, again,
                      {.look = kit::ButtonLook::kQuiet}),
          AskModulePressed{opinion.module.instance_id});
  return at.y + 28;
}

float draw_opinions(kit::Surface& surface, const Judged& judged, double now, Box at, Say& said) {
  std::vector<std::string> nothing;
  for (const Opinion& opinion : judged.opinions) {
    const std::string key = "module " + opinion.module.instance_id + opinion.module.name;
    if (opinion.state == State::kVerdict)
      at.y += kit::note(surface, key, at, sentence(surface, opinion, now), kQuiet);
    else if (opinion.state == State::kNothing)
      nothing.push_back(opinion.module.name);
    else if (opinion.state != State::kAsking)
      at.y = draw_silent(surface, opinion, key, at, said);
  }
  if (!nothing.empty())
    at.y += kit::note(
        surface, "nothing", at,
        surface.text(Text::kModuleNothing, {messages::list_words(surface.frame().language, nothing)}),
        kQuiet);
  return at.y;
}

}  // namespace

float draw_verdicts(kit::Surface& surface, const Model& model, const Surroundings& around, Box at,
                    Say& said) {
  const Judged* judged = around.judged;
  const bool known = judged && judged->answered;
  if (known) {
    kit::disposition_chip(surface, "disposition", {at.x, at.y, at.width, 22},
                          judged->disposition(around.now));
    at.y = draw_opinions(surface, *judged, around.now, {at.x, at.y + 24, at.width, 0}, said);
  }
  const bool waiting = judged && judged->waiting > 0;
  const bool looking = model.links.asking != 0 || model.actions.asking != 0;
  std::string asking = waiting ? surface.text(Text::kAskingModules) : "";
  if (!waiting && looking && !model.actions.asked) asking = surface.text(Text::kLoadingPivots);
  const float status = kit::status(surface, "asking", {at.x, at.y + 1, at.width, 0}, asking);
  at.y += status + (status > 0 ? 3 : 0);
  threat_response::Problem problem = !known && judged ? judged->problem : threat_response::Problem();
  if (!problem) problem = model.links.problem;
  if (!problem) problem = model.actions.problem;
  const float failed =
      kit::alert(surface, "problem", at, messages::problem_sentence(surface.frame().language, problem));
  if (failed == 0) return at.y;
  at.y += failed + surface.theme().gap;
  const std::string again = surface.text(Text::kTryAgain);
  said.on(kit::button(surface, "retry", {at.x, at.y, kit::button_width(surface, again), 30}, again),
          RetryPressed{});
  return at.y + 30;
}

}  // namespace pivot_menu
