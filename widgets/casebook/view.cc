#include "casebook/view.h"

#include "kit/dialog.h"
#include "kit/items.h"
#include "messages/locale.h"
#include "threat_response/instant.h"

namespace casebook {
namespace {

using messages::Text;

constexpr float kBar = 48, kList = 300, kNarrow = 640, kButton = 32;
constexpr float kIconInset = 8;  // a picture stands where the text of a button would

void draw_bar(kit::Surface& surface, const Model& model, bool stays, Say& said) {
  surface.fill({0, 0, surface.width(), kBar}, surface.theme().raised);
  kit::separator(surface, {0, kBar - 1, surface.width(), 1});
  const float end = surface.width() - surface.theme().pad + kIconInset + (stays ? kButton : 0);
  kit::heading(surface, "title", {surface.theme().pad, 8, end - 3 * kButton - 2 * surface.theme().pad, 32},
               surface.text(Text::kCasebook), 2);
  const kit::Box place{end - kButton, 8, kButton, kButton};
  kit::icon_button(surface, "shortcuts", {place.x - 2 * kButton, place.y, kButton, kButton},
                   kit::Icon::kKeyboard, surface.text(Text::kShortcuts), {.toggles = kit::kShortcuts});
  said.on(kit::icon_button(surface, "refresh", {place.x - kButton, place.y, kButton, kButton},
                           kit::Icon::kRefresh, surface.text(Text::kRefresh),
                           {.disabled = model.list.listing != 0 || !model.signed_in}),
          RefreshPressed{});
  if (!stays)
    said.on(kit::icon_button(surface, "close", place, kit::Icon::kClose, surface.text(Text::kClose)),
            Closed{});
}

void draw_question(kit::Surface& surface, const Model& model, Say& said) {
  if (!model.asks_to_delete || !model.shown) return;
  const auto ids =
      kit::question(surface, "delete-question",
                    {.title = surface.text(Text::kDeleteQuestion, {title_of(surface, model.shown->title)}),
                     .text = surface.text(Text::kDeleteWarning),
                     .confirm = surface.text(Text::kDelete),
                     .cancel = surface.text(Text::kCancel)});
  said.on(ids.confirm, DeleteConfirmed{});
  said.on(ids.cancel, DeleteCancelled{});
  said.on(ids.dialog, DeleteCancelled{});
}

}  // namespace

std::string title_of(const kit::Surface& surface, const std::string& title) {
  return title.empty() ? surface.text(Text::kUntitled) : title;
}

std::string facts_of(const kit::Surface& surface, std::size_t observables, const std::string& tlp,
                     const std::string& timestamp) {
  std::string facts = surface.plural_text(Text::kCaseFacts, observables, {tlp});
  if (const auto at = threat_response::parse_iso(timestamp))
    facts += " \xC2\xB7 " + messages::date(surface.frame().language, static_cast<double>(*at) / 1000);
  return facts;
}

Say draw(kit::Surface& surface, const Model& model, const Surroundings& around) {
  Say said;
  surface.fill({0, 0, surface.width(), surface.height()}, surface.theme().surface);
  draw_bar(surface, model, around.stays, said);
  const float height = surface.height() - kBar;
  const bool narrow = surface.width() < kNarrow;
  const bool one_open = !model.current_id.empty() || model.link_problem;
  if (!narrow) {
    draw_cases(surface, model, around, {0, kBar, kList, height}, said);
    surface.fill({kList, kBar, 1, height}, surface.theme().border);
    draw_case(surface, model, around, {kList + 1, kBar, surface.width() - kList - 1, height}, narrow, said);
  } else if (one_open) {
    draw_case(surface, model, around, {0, kBar, surface.width(), height}, narrow, said);
  } else {
    draw_cases(surface, model, around, {0, kBar, surface.width(), height}, said);
  }
  if (model.add.open) draw_add_form(surface, model, said);
  if (model.transfer.choice.open) draw_transfer(surface, model, around, said);
  if (model.importing.open) draw_import(surface, model, around, said);
  if (model.sharing && model.shown) draw_share(surface, model, around, said);
  draw_question(surface, model, said);
  return said;
}

}  // namespace casebook
