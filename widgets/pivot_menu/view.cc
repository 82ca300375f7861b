#include "pivot_menu/view.h"

#include "kit/items.h"

namespace pivot_menu {
namespace {

using kit::Box;
using messages::Text;
using Say = kit::Said<pivot_menu::Message>;

constexpr float kMargin = 6, kInset = 18;

float draw_entries(kit::Surface& surface, const Model& model, const Surroundings& around, float y,
                   Say& said) {
  const float wide = surface.width() - 2 * kMargin;
  const std::size_t menu = surface.items().size();
  const std::string name = surface.text(Text::kActionsFor, {model.observable.value});
  surface.push(surface.add("menu", "menu", name, {kMargin, y, wide, 0}).id);
  const auto entry = [&](std::string_view key, Text words, const kit::ButtonState& state, auto message) {
    said.on(kit::menu_item(surface, key, {kMargin, y, wide, surface.theme().row}, surface.text(words), state),
            std::move(message));
    y += surface.theme().row;
  };
  const float top = y;
  entry("new", Text::kAddToNewCase, {}, AddToNewCasePressed{around.default_title});
  entry("current", Text::kAddToCurrentCase,
        {.disabled = !around.has_current_case,
         .reason = around.has_current_case ? "" : surface.text(Text::kNoCurrentCase)},
        AddToCurrentCasePressed{});
  kit::separator(surface, {kMargin + 4, y + 4, wide - 8, 1});
  y += 9;
  entry("copy", Text::kCopy, {}, CopyPressed{false});
  entry("copy-defanged", Text::kCopyDefanged, {}, CopyPressed{true});
  y = draw_pivots(surface, model, {kMargin, y, wide, 0}, said);
  surface.pop();
  surface.set_height(menu, y - top);
  return y;
}

}  // namespace

Say draw(kit::Surface& surface, const Model& model, const Surroundings& around) {
  Say said;
  const float wide = surface.width() - 2 * kInset;
  surface.fill({0, 0, surface.width(), surface.height()}, surface.theme().surface);
  kit::heading(surface, "value", {kInset, 12, wide, 24}, model.observable.value, 2);
  kit::label(surface, "type", {kInset, 35, wide, 18},
             messages::type_words(surface.frame().language, observables::type_name(model.observable.type)),
             {.size = kit::kSmall, .muted = true});
  float y = draw_verdicts(surface, model, around, {kInset, 60, wide, 0}, said) + 10;
  kit::separator(surface, {0, y, surface.width(), 1});
  y = draw_entries(surface, model, around, y + kMargin + 1, said);
  surface.set_content_height(y + kMargin);
  return said;
}

}  // namespace pivot_menu
