// What is in the chosen files, and which of it becomes cases and waiting changes: asked before anything is
// made.
#include "casebook/importing.h"
#include "casebook/view.h"
#include "kit/dialog.h"
#include "kit/items.h"
#include "kit/rows.h"

namespace casebook {
namespace {

using kit::Box;
using messages::Text;

constexpr float kWide = 640, kHigh = 400, kButton = 32, kRow = 48;

std::string facts_about(const kit::Surface& surface, const CaseOffer& one) {
  const Case& content = one.found.content;
  std::string facts = facts_of(surface, content.observables.size(),
                               content.tlp.empty() ? "amber" : content.tlp, content.timestamp);
  if (one.found.notes_made > 0)
    facts += " \xC2\xB7 " + surface.plural_text(Text::kNotesMade, one.found.notes_made);
  if (one.is_there) facts += " \xC2\xB7 " + surface.text(Text::kAlreadyInCasebook);
  return facts;
}

std::string facts_about(const kit::Surface& surface, const ChangeOffer& one, double now) {
  if (one.is_there) return surface.text(Text::kAlreadyWaiting);
  const double age = std::max(0.0, now - one.change.made_at);
  return surface.text(Text::kSince, {surface.text(Text::kStateWaiting),
                                     messages::duration_words(surface.frame().language, age)});
}

void draw_row(kit::Surface& surface, kit::Rows& rows, std::size_t index, const std::string& title,
              const std::string& facts, bool wanted, Say& said) {
  said.on(rows.begin_row("offer " + std::to_string(index), title + ' ' + facts, index,
                         {.selected = wanted, .named_by_content = true}),
          OfferChosen{index, !wanted});
  const Box row = rows.box(index);
  const float start = row.x + kit::kTickRoom, wide = row.width - kit::kTickRoom - 8;
  kit::label(surface, "title", {start, row.y + 4, wide, 20}, title, {.strong = wanted});
  kit::label(surface, "facts", {start, row.y + 24, wide, 18}, facts, {.size = kit::kSmall, .muted = true});
  rows.end_row();
}

void draw_offers(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  const ImportForm& form = model.importing;
  const std::size_t count = form.cases.size() + form.changes.size();
  kit::Rows rows(surface, "offers", kit::Rows::kList, surface.text(Text::kImportFound), at,
                 {.count = count, .row_height = kRow, .multiple = true, .ticked = true});
  for (const std::size_t index : rows.shown()) {
    if (index < form.cases.size()) {
      const CaseOffer& one = form.cases[index];
      draw_row(surface, rows, index, title_of(surface, one.found.content.title), facts_about(surface, one),
               one.wanted, said);
    } else {
      const ChangeOffer& one = form.changes[index - form.cases.size()];
      draw_row(surface, rows, index, change_words(surface, one.change), facts_about(surface, one, around.now),
               one.wanted && !one.is_there, said);
    }
  }
  rows.end();
}

}  // namespace

void draw_import(kit::Surface& surface, const Model& model, const Surroundings& around, Say& said) {
  const ImportForm& form = model.importing;
  const kit::Theme& theme = surface.theme();
  const auto dialog =
      kit::begin_dialog(surface, "import-files", surface.text(Text::kImportTitle), kWide, kHigh);
  said.on(dialog.id, ImportClosed{});
  const Box inner = dialog.inner;
  const float bottom = inner.y + inner.height - kButton;
  float y = inner.y;
  const messages::Language language = surface.frame().language;
  std::string refused;
  for (const RefusedFile& one : form.refused)
    refused += (refused.empty() ? "" : "\n") +
               surface.text(Text::kFileRefused,
                            {one.name, messages::import_problem_sentence(language, one.problem)});
  y += kit::alert(surface, "refused", {inner.x, y, inner.width, 0}, refused);
  if (!refused.empty()) y += theme.gap;
  if (!form.cases.empty() || !form.changes.empty())
    draw_offers(surface, model, around, {inner.x, y, inner.width, bottom - theme.gap - y}, said);
  const std::size_t wanted = wanted_offers(form);
  const std::string another = surface.text(Text::kAnotherFile), cancel = surface.text(Text::kCancel);
  const std::string confirm = surface.plural_text(Text::kImportChosen, wanted);
  const float end = inner.x + inner.width;
  const float confirming = kit::button_width(surface, confirm);
  const float cancelling = kit::button_width(surface, cancel);
  const float left = inner.width - confirming - cancelling - 2 * theme.gap;
  kit::button(surface, "another",
              {inner.x, bottom, std::min(kit::button_width(surface, another), left), kButton}, another,
              {.files = true});
  said.on(kit::button(surface, "cancel",
                      {end - confirming - theme.gap - cancelling, bottom, cancelling, kButton}, cancel),
          ImportClosed{});
  said.on(kit::button(surface, "confirm", {end - confirming, bottom, confirming, kButton}, confirm,
                      {.look = kit::ButtonLook::kPrimary, .disabled = wanted == 0}),
          ImportConfirmed{});
  kit::end_dialog(surface);
}

}  // namespace casebook
