#include "casebook/view.h"
#include "kit/items.h"

namespace casebook {
namespace {

using kit::Box;
using messages::Text;

constexpr float kChoice = 52;

std::string facts_of(const kit::Surface& surface, const Case& one) {
  return surface.plural_text(Text::kCaseFacts, one.observables.size(), {one.tlp});
}

void draw_empty(kit::Surface& surface, Box at) {
  kit::label(surface, "empty", {at.x, at.y, at.width, 22}, surface.text(Text::kNoCases), {.strong = true});
  kit::note(surface, "empty-hint", {at.x, at.y + 26, at.width, 0}, surface.text(Text::kNoCasesHint),
            {.muted = true});
}

void draw_failed(kit::Surface& surface, const Model& model, Box at, kit::Said<casebook::Message>& said) {
  at.y += kit::alert(surface, "list-problem", at,
                     messages::problem_sentence(surface.frame().language, model.list_problem)) +
          surface.theme().gap;
  const std::string again = surface.text(Text::kTryAgain);
  said.on(kit::button(surface, "list-retry", {at.x, at.y, kit::button_width(surface, again), 32}, again),
          RefreshPressed{});
}

}  // namespace

void draw_cases(kit::Surface& surface, const Model& model, Box at, kit::Said<casebook::Message>& said) {
  const Box inner{at.x + surface.theme().pad, at.y + surface.theme().pad, at.width - 2 * surface.theme().pad,
                  0};
  const bool loading = !model.listed && model.listing != 0;
  kit::status(surface, "list-status", inner, loading ? surface.text(Text::kLoadingCases) : "");
  if (model.list_problem) return draw_failed(surface, model, inner, said);
  if (model.listed && model.cases.empty()) return draw_empty(surface, inner);
  if (model.cases.empty()) return;

  surface.begin_scroll("cases", surface.text(Text::kCases), at);
  float y = at.y + surface.theme().gap;
  for (const Case& one : model.cases) {
    const Box row{at.x + surface.theme().gap, y, at.width - 2 * surface.theme().gap, kChoice - 2};
    surface.push(surface.add(one.id, "listitem", "", row).id);
    said.on(kit::choice(surface, "open", row, one.title.empty() ? surface.text(Text::kUntitled) : one.title,
                        facts_of(surface, one), one.id == model.current_id),
            CasePressed{one.id});
    surface.pop();
    y += kChoice;
  }
  surface.end_scroll(y + surface.theme().gap - at.y);
}

}  // namespace casebook
