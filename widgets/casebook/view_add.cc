#include <algorithm>

#include "casebook/view.h"
#include "kit/dialog.h"
#include "kit/feedback.h"
#include "kit/items.h"
#include "kit/rows.h"

namespace casebook {
namespace {

using kit::Box;
using messages::Text;

constexpr float kWide = 640, kButton = 32, kText = 96, kRow = 32, kList = 28;

std::string words_of(const kit::Surface& surface, const Candidate& one) {
  std::string words = messages::type_words(surface.frame().language, one.observable.type);
  if (one.why == Candidate::Why::kAlreadyThere) words += " \xC2\xB7 " + surface.text(Text::kAlreadyInCase);
  if (one.why == Candidate::Why::kIgnored) words += " \xC2\xB7 " + surface.text(Text::kOnIgnoreList);
  if (one.by_service) words += " \xC2\xB7 " + surface.text(Text::kFoundByService);
  return words;
}

void draw_candidates(kit::Surface& surface, const AddForm& form, Box at, Say& said) {
  kit::Rows rows(surface, "found", kit::Rows::kList, surface.text(Text::kFound), at,
                 {.count = form.candidates.size(), .row_height = kRow, .multiple = true, .ticked = true});
  for (const std::size_t index : rows.shown()) {
    const Candidate& one = form.candidates[index];
    const std::string words = words_of(surface, one);
    const bool there = one.why == Candidate::Why::kAlreadyThere;
    said.on(
        rows.begin_row(one.observable.type + ' ' + one.observable.value, one.observable.value + ' ' + words,
                       index, {.selected = one.wanted && !there, .named_by_content = true}),
        CandidateChosen{index, !one.wanted});
    const Box row = rows.box(index);
    const float half = row.width * 0.58F;
    kit::label(surface, "value", {row.x + kit::kTickRoom, row.y, half - kit::kTickRoom, row.height},
               one.observable.value, {.muted = there});
    kit::label(surface, "words", {row.x + half + 8, row.y, row.width - half - 16, row.height}, words,
               {.size = kit::kSmall, .muted = true});
    rows.end_row();
  }
  rows.end();
}

// What there is to say between the text and its observables; returns the height.
float draw_words(kit::Surface& surface, const AddForm& form, Box at) {
  std::string words;
  if (form.refused)
    words = messages::import_problem_sentence(surface.frame().language, *form.refused);
  else if (!form.inspecting.empty())
    words = surface.text(Text::kInspecting);
  else if (form.cut)
    words = surface.text(Text::kTextCut);
  else if (form.problem)
    words = messages::problem_sentence(surface.frame().language, form.problem);
  else if (!form.text.empty() && form.candidates.empty())
    words = surface.text(Text::kNothingFound);
  return kit::status(surface, "words", at, words);
}

}  // namespace

void draw_add_form(kit::Surface& surface, const Model& model, Say& said) {
  const AddForm& form = model.add;
  const kit::Theme& theme = surface.theme();
  const auto dialog = kit::begin_dialog(
      surface, "add-form",
      surface.text(Text::kAddTo, {model.shown ? title_of(surface, model.shown->title) : ""}), kWide, 420);
  said.on(dialog.id, AddClosed{});
  const Box inner = dialog.inner;
  const float bottom = inner.y + inner.height - kButton;
  float y = inner.y;
  // The field keeps what is typed by itself: megabytes are not said back with every frame.
  said.on_text(kit::text_area(surface, "text", {inner.x, y, inner.width, kText},
                              surface.text(Text::kPasteHere), {.value = {}, .problem = {}}),
               [](std::string text) -> Message { return AddTyped{std::move(text)}; });
  y += kText + 4;
  const std::string list = surface.text(Text::kIgnoreList);
  const float listing = kit::button_width(surface, list);
  said.on(kit::button(surface, "ignored", {inner.x + inner.width - listing, y, listing, kList}, list,
                      {.look = kit::ButtonLook::kQuiet}),
          IgnoredPressed{});
  const Box beside{inner.x, y + 5, inner.width - listing - theme.gap, 0};
  const float words = form.rules ? kit::note(surface, "ignored-hint", beside, surface.text(Text::kIgnoreHint),
                                             {.size = kit::kSmall, .muted = true})
                                 : draw_words(surface, form, beside);
  y += std::max(kList, words + 5) + 4;
  if (form.rules) {
    draw_ignored(surface, *form.rules, {inner.x, y, inner.width, inner.y + inner.height - y}, said);
    return kit::end_dialog(surface);
  }
  if (!form.candidates.empty())
    draw_candidates(surface, form, {inner.x, y, inner.width, bottom - theme.gap - y}, said);
  const std::string file = surface.text(Text::kFromFile);
  kit::button(surface, "file", {inner.x, bottom, kit::button_width(surface, file), kButton}, file,
              {.look = kit::ButtonLook::kQuiet, .files = true});
  std::size_t wanted = 0;
  for (const Candidate& one : form.candidates)
    wanted += one.wanted && one.why != Candidate::Why::kAlreadyThere ? 1 : 0;
  const std::string add = surface.plural_text(Text::kAddChosen, wanted), cancel = surface.text(Text::kCancel);
  const float cancelling = kit::button_width(surface, cancel);
  const float adding = std::min(kit::button_width(surface, add),
                                inner.width - cancelling - kit::button_width(surface, file) - 2 * theme.gap);
  const float end = inner.x + inner.width;
  said.on(kit::button(surface, "cancel", {end - adding - theme.gap - cancelling, bottom, cancelling, kButton},
                      cancel),
          AddClosed{});
  said.on(kit::button(surface, "confirm", {end - adding, bottom, adding, kButton}, add,
                      {.look = kit::ButtonLook::kPrimary, .disabled = wanted == 0}),
          AddConfirmed{});
  kit::end_dialog(surface);
}

}  // namespace casebook
