#include "case_choice/view.h"

#include <algorithm>

#include "kit/dialog.h"
#include "kit/feedback.h"
#include "kit/items.h"
#include "kit/rows.h"
#include "messages/locale.h"

namespace case_choice {
namespace {

using kit::Box;
using messages::Text;
using Say = kit::Said<Message>;

constexpr float kRow = 48, kFooter = 36, kRoom = 300;

// What stands in the place of a list that is not there.
void draw_place(kit::Surface& surface, const Choice& choice, Box at, Say& said) {
  kit::Place place{.title = {}, .hint = {}, .action = {}};
  if (choice.problem) {
    place.state = kit::PlaceState::kFailed;
    place.title = messages::problem_sentence(surface.frame().language, choice.problem);
    place.action = surface.text(Text::kTryAgain);
  } else if (!choice.listed || choice.asking != 0) {
    place.state = kit::PlaceState::kLoading;
    place.title = surface.text(Text::kLoadingCases);
  } else {
    place.title = surface.text(choice.text.empty() ? Text::kNoCases : Text::kNoCaseFound);
  }
  const auto drawn = kit::place(surface, "place", at, place);
  if (drawn.action != 0) said.on(drawn.action, RetryPressed{});
}

std::string facts_of(const kit::Surface& surface, const Entry& one) {
  std::string facts = surface.plural_text(Text::kCaseFacts, one.observables, {one.tlp});
  if (one.has_it) facts += " \xC2\xB7 " + surface.text(Text::kAlreadyInCase);
  if (!one.is_saved) facts += " \xC2\xB7 " + surface.text(Text::kNotSavedYet);
  return facts;
}

void draw_list(kit::Surface& surface, const std::vector<Entry>& cases, Box box, Say& said) {
  kit::Rows rows(surface, "cases", kit::Rows::kList, surface.text(Text::kCases), box,
                 {.count = cases.size(), .row_height = kRow});
  for (const std::size_t index : rows.shown()) {
    const Entry& one = cases[index];
    const std::string title = one.title.empty() ? surface.text(Text::kUntitled) : one.title;
    const std::string facts = facts_of(surface, one);
    said.on(rows.begin_row(one.id, title + ' ' + facts, index, {.named_by_content = true}), Chosen{one});
    const Box row = rows.box(index);
    kit::label(surface, "title", {row.x + 8, row.y + 4, row.width - 16, 22}, title);
    kit::label(surface, "facts", {row.x + 8, row.y + 25, row.width - 16, 18}, facts,
               {.size = kit::kSmall, .muted = true});
    rows.end_row();
  }
  rows.end();
}

void draw_footer(kit::Surface& surface, const Choice& choice, std::size_t shown, Box at, Say& said) {
  const auto counted = [&](std::size_t number) {
    return messages::number(surface.frame().language, static_cast<double>(number));
  };
  const auto total = static_cast<std::size_t>(std::max<std::int64_t>(0, choice.total.value_or(0)));
  const std::string more = surface.text(Text::kMoreCases);
  const float button = choice.next.empty() ? 0 : kit::button_width(surface, more);
  kit::label(surface, "count", {at.x, at.y, at.width - button, at.height},
             surface.text(Text::kCasesShown, {counted(shown), counted(std::max(total, shown))}),
             {.size = kit::kSmall, .muted = true});
  if (choice.next.empty()) return;
  said.on(kit::button(surface, "more", {at.x + at.width - button, at.y + 4, button, at.height - 8}, more,
                      {.look = kit::ButtonLook::kQuiet, .disabled = choice.asking != 0}),
          MorePressed{});
}

// What is looked for and, beside it, the ways out of the list.
void draw_head(kit::Surface& surface, const Choice& choice, const Look& look, Box at, Say& said) {
  const std::string cancel = surface.text(Text::kCancel), make = surface.text(Text::kNewCase);
  const float button = kit::button_width(surface, cancel);
  const float making = look.offers_new ? kit::button_width(surface, make) + 4 : 0;
  const float field = at.width - button - making - 4;
  said.on_text(kit::search_field(surface, "search", {at.x, at.y, field, at.height},
                                 surface.text(Text::kSearchCases), choice.text),
               [](std::string text) -> Message { return SearchTyped{std::move(text)}; });
  if (look.offers_new)
    said.on(kit::button(surface, "new-case", {at.x + field + 4, at.y, making - 4, at.height}, make),
            NewCaseChosen{look.default_title});
  said.on(kit::button(surface, "leave", {at.x + at.width - button, at.y, button, at.height}, cancel,
                      {.look = kit::ButtonLook::kQuiet}),
          Left{});
}

}  // namespace

kit::Said<Message> draw(kit::Surface& surface, const Choice& choice, const Look& look) {
  Say said;
  const kit::Theme& theme = surface.theme();
  const kit::Dialog dialog = kit::begin_dialog(surface, "choose-case", look.title, look.width,
                                               theme.field_height + theme.gap + kRoom + kFooter);
  said.on(dialog.id, Left{});
  Box at = dialog.inner;
  draw_head(surface, choice, look, {at.x, at.y, at.width, theme.field_height}, said);
  at.y += theme.field_height + theme.gap;
  const std::vector<Entry> cases = offered(choice);
  const Box box{at.x, at.y, at.width, dialog.inner.y + dialog.inner.height - at.y - kFooter};
  if (cases.empty() || choice.problem)
    draw_place(surface, choice, {at.x, at.y + theme.gap, at.width, 0}, said);
  else
    draw_list(surface, cases, box, said);
  if (!cases.empty())
    draw_footer(surface, choice, cases.size(), {at.x, box.y + box.height, at.width, kFooter}, said);
  kit::end_dialog(surface);
  return said;
}

}  // namespace case_choice
