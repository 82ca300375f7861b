#include <algorithm>

#include "find_on_page/view.h"
#include "kit/feedback.h"
#include "kit/flow.h"
#include "kit/items.h"
#include "kit/rows.h"
#include "messages/locale.h"
#include "threat_response/scopes.h"

namespace find_on_page {
namespace {

using kit::Box;
using messages::Text;
using threat_response::Need;

constexpr float kRow = 42, kChip = 128, kToolbar = 32, kFewRows = 3;

// Off where the client may not; before a sign-in it is on, and asks for one.
kit::ButtonState allowed(const kit::Surface& surface, const Surroundings& around,
                         std::initializer_list<Need> needs, const std::string& otherwise = "") {
  if (around.signed_in)
    for (const Need need : needs)
      if (const std::string scope = threat_response::missing_scope(around.scopes, need); !scope.empty()) {
        const std::string name = messages::scope_words(surface.frame().language, {scope});
        return {.disabled = true, .reason = surface.text(Text::kNeedsScope, {name})};
      }
  return {.disabled = !otherwise.empty(), .reason = otherwise};
}

float draw_toolbar(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  const kit::Theme& theme = surface.theme();
  const Listing& listing = model.listing;
  kit::Flow flow(surface, {at.x + theme.pad, at.y + 4, at.width - 2 * theme.pad, 0}, kToolbar);
  const auto button = [&](std::string_view key, Text words, auto message,
                          const kit::ButtonState& state = {}) {
    const std::string label = surface.text(words);
    said.on(kit::button(surface, key, flow.next(kit::button_width(surface, label)), label, state),
            std::move(message));
  };
  const std::string about = listing.selected > 0 ? surface.plural_text(Text::kSelected, listing.selected)
                                                 : surface.plural_text(Text::kAllListed, listing.rows.size());
  kit::label(surface, "about", flow.next(surface.text_width(about, kit::kText, true) + 8), about,
             {.muted = listing.selected == 0, .strong = listing.selected > 0});
  button("new", Text::kAddToNewCase, AddPressed{.new_case = true, .default_title = around.default_title},
         allowed(surface, around, {Need::kChangeCases}));
  button("current", Text::kAddToCurrentCase, AddPressed{.new_case = false},
         allowed(surface, around, {Need::kChangeCases},
                 around.has_current_case ? "" : surface.text(Text::kNoCurrentCase)));
  button("not-clean", Text::kSelectNotClean, NotCleanChosen{},
         {.disabled = listing.known == 0,
          .reason = listing.known == 0 ? surface.text(Text::kNoVerdictsYet) : ""});
  if (listing.selected == 0)
    button("all", Text::kSelectAll, AllChosen{});
  else
    button("clear", Text::kClearSelection, SelectionCleared{}, {.look = kit::ButtonLook::kQuiet});
  return flow.bottom() + 4;
}

// What the modules have said, or what asking them would be; returns where the rest begins.
float draw_asking(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  constexpr std::size_t kPerCall = 100;
  const Listing& listing = model.listing;
  if (listing.is_asking && !model.has_cancelled) {
    const auto number = [&](std::size_t count) {
      return messages::number(surface.frame().language, static_cast<double>(count));
    };
    const kit::ItemId cancel = kit::progress(
        surface, "progress", {at.x, at.y, at.width, 0}, surface.text(Text::kAskingModules),
        static_cast<double>(listing.known) / static_cast<double>(std::max<std::size_t>(1, listing.asked)),
        surface.text(Text::kVerdictProgress, {number(listing.known), number(listing.asked)}),
        surface.text(Text::kCancel));
    said.on(cancel, AskingCancelled{});
    return at.y + kit::kProgress;
  }
  at.y += kit::alert(surface, "problem", at,
                     messages::problem_sentence(surface.frame().language, listing.problem));
  if (listing.unasked == 0) return at.y;
  const std::string ask =
      surface.plural_text(Text::kAskAboutThese, (listing.unasked + kPerCall - 1) / kPerCall,
                          {surface.plural_text(Text::kObservableCount, listing.unasked)});
  said.on(
      kit::button(surface, "ask", {at.x, at.y, std::min(at.width, kit::button_width(surface, ask)), kToolbar},
                  ask, allowed(surface, around, {Need::kVerdicts})),
      AskPressed{});
  return at.y + kToolbar + 4;
}

void draw_row(kit::Surface& surface, const Model& model, kit::Rows& rows, std::size_t index, Say& said) {
  const kit::Theme& theme = surface.theme();
  const std::uint32_t which = model.listing.rows[index];
  const Observable& observable = model.page.observables[which];
  const Standing standing = model.listing.standings[which];
  const bool is_shown = model.place && model.page.places[*model.place] == which;
  const std::string facts = messages::type_words(surface.frame().language, observable.type) + " \xC2\xB7 " +
                            surface.plural_text(Text::kPlaces, model.listing.times[which]);
  const std::string verdict = standing == Standing::kNotAsked ? "" : standing_words(surface, standing);
  const std::string name = observable.value + ' ' + facts + (verdict.empty() ? "" : ' ' + verdict);
  said.on_text(rows.begin_row(observable.type + ' ' + observable.value, name, index,
                              {.selected = model.selected.contains(observable),
                               .current = is_shown,
                               .menu = true,
                               .drags = true,
                               .named_by_content = true}),
               [observable](const std::string& how) -> Message {
                 if (how == "menu") return PivotAsked{observable};
                 if (how == "drag") return RowDragged{observable};
                 return RowChosen{observable, how};
               });
  const Box row = rows.box(index);
  const float start = row.x + kit::kTickRoom, end = row.x + row.width - theme.pad;
  const float wide = end - start - kChip - theme.gap;
  kit::label(surface, "value", {start, row.y + 3, wide, 20}, observable.value, {.strong = is_shown});
  kit::label(surface, "facts", {start, row.y + 22, wide, 17}, facts, {.size = kit::kSmall, .muted = true});
  if (const auto disposition = disposition_of(standing))
    kit::disposition_chip(surface, "disposition", {end - kChip, row.y + 4, kChip, 20}, *disposition);
  surface.fill({row.x, row.y + row.height - 1, row.width, 1}, theme.border);
  rows.end_row();
}

}  // namespace

void draw_list(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  const kit::Theme& theme = surface.theme();
  const Box line{at.x + theme.pad, 0, at.width - 2 * theme.pad, 0};
  float y = draw_toolbar(surface, model, around, at, said);
  y = draw_asking(surface, model, around, {line.x, y, line.width, 0}, said);
  y += kit::status(surface, "hidden", {line.x, y, line.width, 0},
                   model.is_hidden ? surface.text(Text::kPlaceHidden) : "");
  if (model.listing.rows.empty()) {
    const auto nothing = kit::place(
        surface, "nothing", {line.x, y + 4, line.width, 0},
        {.title = surface.text(Text::kNothingListed), .hint = {}, .action = surface.text(Text::kShowEvery)});
    said.on(nothing.action, FilterCleared{});
    return;
  }
  // On a narrow surface the lines above are many: then it is high enough for some rows.
  surface.set_content_height(y + kFewRows * kRow);
  kit::Rows rows(surface, "observables", kit::Rows::kList, surface.text(Text::kObservables),
                 {at.x, y, at.width, std::max(kRow, at.y + at.height - y)},
                 {.count = model.listing.rows.size(), .row_height = kRow, .multiple = true, .ticked = true});
  for (const std::size_t index : rows.shown()) draw_row(surface, model, rows, index, said);
  rows.end();
}

}  // namespace find_on_page
