#include "find_on_page/view.h"

#include <algorithm>

#include "kit/dialog.h"
#include "kit/feedback.h"
#include "kit/flow.h"
#include "kit/items.h"
#include "messages/locale.h"

namespace find_on_page {
namespace {

using kit::Box;
using messages::Text;

constexpr float kBar = 48, kFilter = 230, kNarrow = 640, kButton = 32;
constexpr float kIconInset = 8;  // a picture stands where the text of a button would

// Where the shown place is among those that are listed, or how many there are.
std::string place_words(const kit::Surface& surface, const Model& model) {
  const auto number = [&](std::size_t count) {
    return messages::number(surface.frame().language, static_cast<double>(count));
  };
  const Listing& listing = model.listing;
  if (listing.position == 0) return surface.plural_text(Text::kPlaces, listing.places);
  return surface.text(Text::kPlaceOf, {number(listing.position), number(listing.places)});
}

// Through the places; returns where the rest begins.
float draw_steps(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const std::string back = surface.text(Text::kPreviousPlace), next = surface.text(Text::kNextPlace);
  kit::Flow flow(surface, at, kButton);
  const bool disabled = model.listing.places == 0;
  said.on(kit::button(surface, "previous", flow.next(kit::button_width(surface, back)), back,
                      {.disabled = disabled}),
          NextPressed{.back = true});
  said.on(
      kit::button(surface, "next", flow.next(kit::button_width(surface, next)), next, {.disabled = disabled}),
      NextPressed{.back = false});
  const std::string words = place_words(surface, model);
  const Box place = flow.next(surface.text_width(words) + 16);
  kit::status(surface, "place", {place.x, place.y + 7, place.width, 0}, words);
  return flow.bottom();
}

void draw_bar(kit::Surface& surface, const Model& model, bool narrow, Say& said) {
  const kit::Theme& theme = surface.theme();
  surface.fill({0, 0, surface.width(), kBar}, theme.raised);
  kit::separator(surface, {0, kBar - 1, surface.width(), 1});
  const std::string title = surface.text(Text::kFindOnPage);
  const float end = surface.width() - theme.pad + kIconInset;
  const float wide = narrow ? end - 2 * kButton - 2 * theme.pad : kFilter - theme.pad;
  kit::heading(surface, "title", {theme.pad, 8, wide, 32}, title, 2);
  if (!narrow && !model.page.observables.empty())
    draw_steps(surface, model, {kFilter + 1 + theme.pad, 8, end - 2 * kButton - kFilter - 2 * theme.pad, 0},
               said);
  const Box place{end - kButton, 8, kButton, kButton};
  kit::icon_button(surface, "shortcuts", {place.x - kButton, place.y, kButton, kButton}, kit::Icon::kKeyboard,
                   surface.text(Text::kShortcuts), {.toggles = kit::kShortcuts});
  said.on(kit::icon_button(surface, "close", place, kit::Icon::kClose, surface.text(Text::kClose)), Closed{});
}

void draw_nothing(kit::Surface& surface, const Page& page, Box at) {
  kit::Place place{.state = kit::PlaceState::kEmpty, .title = {}, .hint = {}, .action = {}};
  if (page.state == Page::State::kNotSearched) {
    place.title = surface.text(Text::kNotSearched);
    place.hint = surface.text(Text::kNotSearchedHint);
  } else if (page.state == Page::State::kSearching) {
    place.state = kit::PlaceState::kLoading;
    place.title = surface.text(Text::kSearchingPage);
  } else {
    place.title = surface.text(Text::kNothingOnPage);
    place.hint = surface.text(Text::kNothingOnPageHint);
  }
  kit::place(surface, "nothing", at, place);
}

}  // namespace

Say draw(kit::Surface& surface, const Model& model, const Surroundings& around) {
  Say said;
  const kit::Theme& theme = surface.theme();
  surface.fill({0, 0, surface.width(), surface.height()}, theme.surface);
  const bool narrow = surface.width() < kNarrow;
  draw_bar(surface, model, narrow, said);
  if (model.page.observables.empty()) {
    draw_nothing(surface, model.page, {theme.pad, kBar + theme.pad, surface.width() - 2 * theme.pad, 0});
    return said;
  }
  Box list{0, kBar, surface.width(), surface.height() - kBar};
  if (narrow) {
    const Box line{theme.pad, kBar + theme.gap, surface.width() - 2 * theme.pad, 0};
    const float y = draw_steps(surface, model, line, said) + theme.gap;
    list.y = draw_filter_lines(surface, model, {line.x, y, line.width, 0}, said);
    list.height = surface.height() - list.y;
  } else {
    draw_filter(surface, model, {0, kBar, kFilter, list.height}, said);
    surface.fill({kFilter, kBar, 1, list.height}, theme.border);
    list.x = kFilter + 1;
    list.width -= list.x;
  }
  draw_list(surface, model, around, list, said);
  return said;
}

std::optional<threat_response::Disposition> disposition_of(Standing standing) {
  using threat_response::Disposition;
  switch (standing) {
    case Standing::kMalicious:
      return Disposition::kMalicious;
    case Standing::kSuspicious:
      return Disposition::kSuspicious;
    case Standing::kUnknown:
      return Disposition::kUnknown;
    case Standing::kNoVerdict:
      return Disposition::kNone;
    case Standing::kCommon:
      return Disposition::kCommon;
    case Standing::kClean:
      return Disposition::kClean;
    case Standing::kNotAsked:
      break;
  }
  return std::nullopt;
}

std::string standing_words(const kit::Surface& surface, Standing standing) {
  const auto disposition = disposition_of(standing);
  return disposition ? messages::disposition_words(surface.frame().language, *disposition)
                     : surface.text(Text::kNotAskedYet);
}

}  // namespace find_on_page
