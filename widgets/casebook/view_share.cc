// The dialog in which the open case is given to others: each document with what it is for, a link, the
// printer.
#include <array>
#include <span>

#include "casebook/view.h"
#include "kit/dialog.h"
#include "kit/flow.h"
#include "kit/items.h"

namespace casebook {
namespace {

using kit::Box;
using messages::Text;

constexpr float kWide = 600, kHigh = 540, kButton = 32, kNarrow = 420, kLine = 20;

struct Offer {
  Document document;
  const char* key;
  Text name, hint;
};
constexpr std::array<Offer, 3> kOfCase = {{
    {Document::kReport, "report", Text::kDocumentReport, Text::kDocumentReportHint},
    {Document::kCasebook, "casebook", Text::kDocumentCasebook, Text::kDocumentCasebookHint},
    {Document::kStix, "stix", Text::kDocumentStix, Text::kDocumentStixHint},
}};
constexpr std::array<Offer, 3> kOfObservables = {{
    {Document::kTable, "table", Text::kDocumentTable, Text::kDocumentTableHint},
    {Document::kList, "list", Text::kDocumentList, Text::kDocumentListHint},
    {Document::kDefangedList, "defanged", Text::kDocumentDefanged, Text::kDocumentDefangedHint},
}};

// A thing that can be given away, with its buttons at the end, or under it where there is no room. Returns
// where the next one begins.
float draw_row(kit::Surface& surface, std::string_view key, const std::string& name, const std::string& hint,
               const std::vector<std::pair<std::string, Message>>& buttons, Box at, Say& said) {
  const kit::Theme& theme = surface.theme();
  float wide = 0;
  for (const auto& [label, message] : buttons) wide += kit::button_width(surface, label) + theme.gap;
  const bool under = at.width < kNarrow;
  const float words = under ? at.width : at.width - wide;
  surface.push(surface.add(key, "group", name, {at.x, at.y, at.width, 0}).id);
  const std::size_t group = surface.items().size() - 1;
  kit::label(surface, "name", {at.x, at.y, words, kLine}, name, {.strong = true});
  const float hinted =
      kit::note(surface, "hint", {at.x, at.y + kLine, words, 0}, hint, {.size = kit::kSmall, .muted = true});
  float bottom = at.y + kLine + hinted;
  const float beside = at.width - wide + theme.gap;
  // Beside there is a pixel more than they need: sums are not exact.
  kit::Flow flow(
      surface,
      under ? Box{at.x, bottom + 4, at.width, 0} : Box{at.x + beside, at.y + 4, at.width - beside + 1, 0},
      kButton);
  for (std::size_t index = 0; index < buttons.size(); ++index) {
    const auto& [label, message] = buttons[index];
    said.on(kit::button(surface, "button " + std::to_string(index),
                        flow.next(kit::button_width(surface, label)), label),
            message);
  }
  if (!buttons.empty()) bottom = std::max(bottom, flow.bottom());
  surface.pop();
  surface.set_height(group, bottom - at.y);
  return bottom + theme.gap + 4;
}

float draw_offers(kit::Surface& surface, const Known& known, std::span<const Offer> offers, Box at,
                  Say& said) {
  for (const Offer& offer : offers) {
    std::vector<std::pair<std::string, Message>> buttons = {
        {surface.text(Text::kDownload), DocumentWanted{offer.document, false, known}},
        {surface.text(Text::kCopy), DocumentWanted{offer.document, true, known}}};
    if (offer.document == Document::kReport)
      buttons.insert(buttons.begin(), {surface.text(Text::kPrint), PrintWanted{known}});
    at.y =
        draw_row(surface, offer.key, surface.text(offer.name), surface.text(offer.hint), buttons, at, said);
  }
  return at.y;
}

float draw_head(kit::Surface& surface, std::string_view key, const std::string& words, Box at) {
  kit::heading(surface, key, {at.x, at.y, at.width, 24}, words, 4, kit::kText);
  return at.y + 28;
}

// A link opens the case for whoever may read it, and for nobody else.
float draw_link(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const bool is_private = model.shown->tlp == "red";
  const std::string hint = surface.text(is_draft(model.current_id) ? Text::kLinkTooEarly
                                        : is_private               ? Text::kLinkPrivate
                                                                   : Text::kLinkHint);
  if (is_draft(model.current_id))
    return draw_row(surface, "link", surface.text(Text::kLink), hint, {}, at, said);
  return draw_row(surface, "link", surface.text(Text::kLink), hint,
                  {{surface.text(Text::kCopyLink), LinkWanted{}}}, at, said);
}

}  // namespace

void draw_share(kit::Surface& surface, const Model& model, const Surroundings& around, Say& said) {
  const kit::Theme& theme = surface.theme();
  const auto dialog = kit::begin_dialog(
      surface, "share-case", surface.text(Text::kShareTitle, {title_of(surface, model.shown->title)}), kWide,
      kHigh);
  said.on(dialog.id, ShareClosed{});
  const Box inner = dialog.inner;
  const float bottom = inner.y + inner.height - kButton;
  const Known known{around.verdicts, around.sightings, surface.frame().language};
  const Box box{inner.x, inner.y, inner.width, bottom - theme.gap - inner.y};
  surface.begin_scroll("documents", surface.text(Text::kShare), box, "group");
  Box at{box.x, box.y, box.width - theme.gap, 0};
  at.y = draw_tlp(surface, model, at, said);
  at.y = draw_head(surface, "of-case", surface.text(Text::kWholeCase), at);
  at.y = draw_offers(surface, known, kOfCase, at, said);
  at.y = draw_link(surface, model, at, said);
  if (!model.shown->observables.empty()) {
    const std::string which =
        model.selected.empty() ? surface.plural_text(Text::kObservableCount, model.shown->observables.size())
                               : surface.plural_text(Text::kSelectedCount, model.selected.size());
    at.y = draw_head(surface, "of-observables", which, {at.x, at.y + theme.gap, at.width, 0});
    at.y = draw_offers(surface, known, kOfObservables, at, said);
  }
  surface.end_scroll(at.y - box.y);
  const std::string close = surface.text(Text::kClose);
  const float closing = kit::button_width(surface, close);
  said.on(kit::button(surface, "close", {inner.x + inner.width - closing, bottom, closing, kButton}, close),
          ShareClosed{});
  kit::end_dialog(surface);
}

}  // namespace casebook
