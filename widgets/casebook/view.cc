#include "casebook/view.h"

#include "kit/items.h"

namespace casebook {
namespace {

using messages::Text;

constexpr float kBar = 48, kList = 300, kNarrow = 640;

void draw_bar(kit::Surface& surface, const Model& model, kit::Said<casebook::Message>& said) {
  surface.fill({0, 0, surface.width(), kBar}, surface.theme().raised);
  kit::separator(surface, {0, kBar - 1, surface.width(), 1});
  const std::string close = surface.text(Text::kCloseCasebook), refresh = surface.text(Text::kRefresh);
  const float close_width = kit::button_width(surface, close),
              refresh_width = kit::button_width(surface, refresh);
  const float end = surface.width() - surface.theme().pad;
  kit::heading(surface, "title",
               {surface.theme().pad, 8, end - close_width - refresh_width - 3 * surface.theme().gap, 32},
               surface.text(Text::kCasebook), 2);
  said.on(kit::button(surface, "refresh",
                      {end - close_width - surface.theme().gap - refresh_width, 8, refresh_width, 32},
                      refresh, {.disabled = model.listing != 0}),
          RefreshPressed{});
  said.on(kit::button(surface, "close", {end - close_width, 8, close_width, 32}, close), Closed{});
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
