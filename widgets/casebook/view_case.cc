#include "casebook/view.h"
#include "kit/items.h"

namespace casebook {
namespace {

using kit::Box;
using messages::Text;
using Say = kit::Said<casebook::Message>;

constexpr float kHead = 64, kObservable = 46;

float draw_head(kit::Surface& surface, const Case& one, const Surroundings& around, Box at, bool narrow,
                Say& said) {
  const std::string investigate = surface.text(Text::kInvestigate);
  const float wide = kit::button_width(surface, investigate);
  float y = at.y + 12;
  if (narrow) {
    const std::string all = surface.text(Text::kAllCases);
    said.on(kit::button(surface, "all", {at.x + surface.theme().gap, y, kit::button_width(surface, all), 32},
                        all, {.look = kit::ButtonLook::kQuiet}),
            AllCasesPressed{});
    y += 40;
  }
  const float start = at.x + surface.theme().pad, inner = at.width - 2 * surface.theme().pad;
  const float title_width = narrow ? inner : inner - wide - surface.theme().pad;
  kit::heading(surface, "case-title", {start, y, title_width, 24},
               one.title.empty() ? surface.text(Text::kUntitled) : one.title, 3);
  kit::label(surface, "case-facts", {start, y + 24, title_width, 18},
             surface.plural_text(Text::kCaseFacts, one.observables.size(), {one.tlp}),
             {.size = kit::kSmall, .muted = true});
  if (narrow) y += 48;
  said.on(kit::button(surface, "investigate",
                      {narrow ? start : start + inner - wide, y + 2, wide, surface.theme().row}, investigate,
                      {.look = kit::ButtonLook::kPrimary,
                       .disabled = one.observables.empty(),
                       .reason = one.observables.empty() ? surface.text(Text::kCaseEmpty) : ""}),
          InvestigatePressed{around.visibility});
  return y + kHead - 12;
}

// What each module says, on one line: "Example Reputation: Common - Second Opinion: Suspicious".
std::string modules_line(const kit::Surface& surface, const threat_response::Judged& judged, double now) {
  using State = threat_response::Opinion::State;
  std::string out;
  for (const auto& opinion : judged.opinions) {
    const std::string& name = opinion.module.name;
    std::string says;
    if (opinion.state == State::kVerdict && opinion.verdict.holds(now))
      says = surface.text(
          Text::kModuleVerdict,
          {name, messages::disposition_words(surface.frame().language, opinion.verdict.disposition)});
    else if (opinion.state == State::kTimedOut)
      says = surface.text(Text::kModuleTimedOut, {name});
    else if (opinion.state == State::kFailed)
      says = surface.text(Text::kModuleFailed, {name});
    if (!says.empty()) out += " \xC2\xB7 " + says;  // a middle dot
  }
  return out;
}

void draw_row(kit::Surface& surface, const Surroundings& around,
              const threat_response::Observable& observable, std::size_t index, Box row) {
  const float chip = 128;
  surface.push(surface.add("row-" + std::to_string(index), "listitem", "", row).id);
  const float start = row.x + surface.theme().gap, wide = row.width - 2 * surface.theme().gap;
  kit::label(surface, "value", {start, row.y + 4, wide - chip - surface.theme().gap, 20}, observable.value);
  const auto* judged = around.verdicts->of(observable);
  std::string facts = messages::type_words(surface.frame().language, observable.type);
  if (judged) facts += modules_line(surface, *judged, around.now);
  kit::label(surface, "facts", {start, row.y + 24, wide - chip - surface.theme().gap, 17}, facts,
             {.size = kit::kSmall, .muted = true});
  const Box at{start + wide - chip, row.y + 4, chip, 20};
  if (judged && judged->answered)
    kit::disposition_chip(surface, "disposition", at, judged->disposition(around.now));
  else if (judged && judged->waiting > 0)
    kit::label(surface, "asking", at, surface.text(Text::kAskingVerdict), {.muted = true});
  surface.pop();
  kit::separator(surface, {row.x, row.y + row.height - 1, row.width, 1});
}

// Of the first observable whose verdicts could not be asked for; the others' is the same.
threat_response::Problem verdict_problem(const Model& model, const Surroundings& around) {
  const Case* one = current_case(model);
  if (!one) return {};
  for (const auto& observable : one->observables)
    if (const auto* judged = around.verdicts->of(observable); judged && !judged->answered && judged->problem)
      return judged->problem;
  return {};
}

float draw_states(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  const auto problem = model.case_problem ? model.case_problem : verdict_problem(model, around);
  const float alert =
      kit::alert(surface, "case-problem", at, messages::problem_sentence(surface.frame().language, problem));
  if (alert > 0) {
    at.y += alert + surface.theme().gap;
    const std::string again = surface.text(Text::kTryAgain);
    said.on(kit::button(surface, "case-retry", {at.x, at.y, kit::button_width(surface, again), 32}, again),
            RefreshPressed{});
    at.y += 32 + surface.theme().gap;
  }
  std::string words;
  if (model.opening != 0 && !current_case(model)) words = surface.text(Text::kLoadingCase);
  const float status = kit::status(surface, "case-status", at, words);
  return at.y + status + (status > 0 ? surface.theme().gap : 0);
}

void draw_observables(kit::Surface& surface, const Surroundings& around, const Case& one, Box at) {
  surface.begin_scroll("observables", surface.text(Text::kObservables), at);
  float y = at.y;
  const float start = at.x + surface.theme().gap, wide = at.width - 2 * surface.theme().gap;
  for (std::size_t index = 0; index < one.observables.size(); ++index) {
    draw_row(surface, around, one.observables[index], index, {start, y, wide, kObservable});
    y += kObservable;
  }
  surface.end_scroll(y + surface.theme().gap - at.y);
}

}  // namespace

void draw_case(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, bool narrow,
               Say& said) {
  const Case* one = current_case(model);
  Box inner{at.x + surface.theme().pad, at.y + surface.theme().pad, at.width - 2 * surface.theme().pad, 0};
  if (!one) {
    inner.y = draw_states(surface, model, around, inner, said);
    if (model.current_id.empty() && !model.cases.empty())
      kit::note(surface, "choose", inner, surface.text(Text::kChooseCase), {.muted = true});
    return;
  }
  float y = draw_head(surface, *one, around, at, narrow, said) + surface.theme().gap;
  kit::separator(surface, {at.x, y - 5, at.width, 1});
  y = draw_states(surface, model, around, {inner.x, y, inner.width, 0}, said);
  if (one->observables.empty())
    kit::note(surface, "case-empty", {inner.x, y + surface.theme().gap, inner.width, 0},
              surface.text(Text::kCaseEmpty), {.muted = true});
  else
    draw_observables(surface, around, *one, {at.x, y, at.width, at.y + at.height - y});
}

}  // namespace casebook
