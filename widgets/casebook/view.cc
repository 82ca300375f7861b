#include "casebook/view.h"

#include "kit/dialog.h"
#include "kit/items.h"

namespace casebook {
namespace {

using messages::Text;

constexpr float kBar = 48, kList = 300, kNarrow = 640, kButton = 32;
constexpr float kIconInset = 8;  // a picture stands where the text of a button would

void draw_bar(kit::Surface& surface, const Model& model, kit::Said<casebook::Message>& said) {
  surface.fill({0, 0, surface.width(), kBar}, surface.theme().raised);
  kit::separator(surface, {0, kBar - 1, surface.width(), 1});
  const float end = surface.width() - surface.theme().pad + kIconInset;
  kit::heading(surface, "title", {surface.theme().pad, 8, end - 3 * kButton - 2 * surface.theme().pad, 32},
               surface.text(Text::kCasebook), 2);
  const kit::Box place{end - kButton, 8, kButton, kButton};
  kit::icon_button(surface, "shortcuts", {place.x - 2 * kButton, place.y, kButton, kButton},
                   kit::Icon::kKeyboard, surface.text(Text::kShortcuts), {.toggles = kit::kShortcuts});
  said.on(
      kit::icon_button(surface, "refresh", {place.x - kButton, place.y, kButton, kButton},
                       kit::Icon::kRefresh, surface.text(Text::kRefresh), {.disabled = model.listing != 0}),
      RefreshPressed{});
  said.on(kit::icon_button(surface, "close", place, kit::Icon::kClose, surface.text(Text::kClose)), Closed{});
}

}  // namespace

kit::Said<casebook::Message> draw(kit::Surface& surface, const Model& model, const Surroundings& around) {
  kit::Said<casebook::Message> said;
  surface.fill({0, 0, surface.width(), surface.height()}, surface.theme().surface);
  draw_bar(surface, model, said);
  const float height = surface.height() - kBar;
  const bool narrow = surface.width() < kNarrow;
  const bool one_open = !model.current_id.empty();
  if (!narrow) {
    draw_cases(surface, model, {0, kBar, kList, height}, said);
    surface.fill({kList, kBar, 1, height}, surface.theme().border);
    draw_case(surface, model, around, {kList + 1, kBar, surface.width() - kList - 1, height}, narrow, said);
  } else if (one_open) {
    draw_case(surface, model, around, {0, kBar, surface.width(), height}, narrow, said);
  } else {
    draw_cases(surface, model, {0, kBar, surface.width(), height}, said);
  }
  return said;
}

}  // namespace casebook
