#include "pivot_menu/view.h"

#include "kit/items.h"

namespace pivot_menu {
namespace {

using kit::Box;
using messages::Text;
using Say = kit::Said<pivot_menu::Message>;

constexpr float kMargin = 6, kInset = 18;

// Who says what, and who did not answer.
float draw_modules(kit::Surface& surface, const Model& model, Box at) {
  int index = 0;
  for (const auto& verdict : model.verdicts) {
    const std::string words = messages::disposition_words(surface.frame().language, verdict.disposition);
    at.y += kit::note(surface, "module-" + std::to_string(index++), at,
                      surface.text(Text::kModuleVerdict, {verdict.module, words}),
                      {.size = kit::kSmall, .muted = true});
  }
  for (const auto& silent : model.silent_modules)
    at.y +=
        kit::note(surface, "silent-" + std::to_string(index++), at,
                  surface.text(Text::kModulesSilent, {silent.module}), {.size = kit::kSmall, .muted = true});
  return at.y;
}

float draw_verdict(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const bool waiting = model.waiting_for != 0;
  if (model.asked)
    kit::disposition_chip(surface, "disposition", {at.x, at.y, at.width, 22},
                          threat_response::roll_up(model.verdicts));
  const float asking = kit::status(surface, "asking", {at.x, at.y + 1, at.width, 0},
                                   waiting ? surface.text(Text::kAskingModules) : "");
  const float failed = kit::alert(surface, "problem", {at.x, at.y, at.width, 0},
                                  messages::problem_sentence(surface.frame().language, model.problem));
  if (model.asked) at.y = draw_modules(surface, model, {at.x, at.y + 24, at.width, 0});
  at.y += asking + (asking > 0 ? 3 : 0) + failed;
  if (failed == 0) return at.y;
  const std::string again = surface.text(Text::kTryAgain);
  said.on(
      kit::button(surface, "retry", {at.x, at.y + kit::kGap, kit::button_width(surface, again), 30}, again),
      RetryPressed{});
  return at.y + kit::kGap + 30;
}

float draw_entries(kit::Surface& surface, const Surroundings& around, float y, Say& said) {
  const float wide = surface.width() - 2 * kMargin;
  const float top = y;
  kit::Item& menu = surface.add("menu", "menu", "", {kMargin, top, wide, 4 * kit::kRow + 9});
  surface.push(menu.id);
  const auto entry = [&](std::string_view key, Text words, const kit::ButtonState& state,
                         pivot_menu::Message message) {
    said.on(kit::menu_item(surface, key, {kMargin, y, wide, kit::kRow}, surface.text(words), state),
            std::move(message));
    y += kit::kRow;
  };
  entry("new", Text::kAddToNewCase, {}, AddToNewCasePressed{around.default_title});
  entry("current", Text::kAddToCurrentCase,
        {.disabled = !around.has_current_case,
         .reason = around.has_current_case ? "" : surface.text(Text::kNoCurrentCase)},
        AddToCurrentCasePressed{});
  kit::separator(surface, {kMargin + 4, y + 4, wide - 8, 1});
  y += 9;
  entry("copy", Text::kCopy, {}, CopyPressed{false});
  entry("copy-defanged", Text::kCopyDefanged, {}, CopyPressed{true});
  surface.pop();
  return y;
}

}  // namespace

Say draw(kit::Surface& surface, const Model& model, const Surroundings& around) {
  Say said;
  const float wide = surface.width() - 2 * kInset;
  surface.fill({0, 0, surface.width(), surface.height()}, surface.theme().surface);
  kit::heading(surface, "value", {kInset, 12, wide, 24}, model.observable.value, 2);
  kit::label(surface, "type", {kInset, 35, wide, 18},
             messages::type_words(surface.frame().language, model.observable.type),
             {.size = kit::kSmall, .muted = true});
  float y = draw_verdict(surface, model, {kInset, 60, wide, 0}, said) + 10;
  kit::separator(surface, {0, y, surface.width(), 1});
  y = draw_entries(surface, around, y + kMargin + 1, said);
  surface.set_content_height(y + kMargin);
  return said;
}

}  // namespace pivot_menu
