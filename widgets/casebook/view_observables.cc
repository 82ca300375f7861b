#include <array>

#include "casebook/reading.h"
#include "casebook/view.h"
#include "kit/feedback.h"
#include "kit/flow.h"
#include "kit/items.h"
#include "kit/rows.h"
#include "messages/locale.h"

namespace casebook {
namespace {

using kit::Box;
using messages::Text;

constexpr float kObservable = 48, kChip = 128, kToolbar = 32;

bool is_large(const Model& model) { return model.shown->observables.size() > kAskedUnbidden; }

constexpr std::array<std::pair<Order, Text>, 4> kOrders = {{
    {Order::kDisposition, Text::kByDisposition},
    {Order::kType, Text::kByType},
    {Order::kTime, Text::kByTime},
    {Order::kValue, Text::kByValue},
}};

bool has_menu(const Observable& observable) { return threat_response::recognised(observable).has_value(); }

// A case has kinds that there is no pivot menu for: MD5, SHA-1 (C-35).
std::string kind_words(const kit::Surface& surface, const Observable& observable) {
  const std::string kind = messages::type_words(surface.frame().language, observable.type);
  return has_menu(observable) ? kind : kind + " \xC2\xB7 " + surface.text(Text::kNoPivotMenu);
}

// What each module says, on one line: "Example Reputation: Common - Second Opinion: Suspicious", with ages
// "Example Reputation: Common (3 h old, 29 d left) - ...".
std::string modules_line(const kit::Surface& surface, const threat_response::Judged& judged, double now,
                         bool with_ages) {
  using State = threat_response::Opinion::State;
  std::string out;
  for (const auto& opinion : judged.opinions) {
    const std::string& name = opinion.module.name;
    std::string says;
    if (opinion.state == State::kVerdict && opinion.verdict.holds(now))
      says = surface.text(
          Text::kModuleVerdict,
          {name, messages::disposition_words(surface.frame().language, opinion.verdict.disposition)});
    else if (opinion.state == State::kTimedOut)
      says = surface.text(Text::kModuleTimedOut, {name});
    else if (opinion.state == State::kFailed)
      says = surface.text(Text::kModuleFailed, {name});
    const bool has_age = with_ages && opinion.state == State::kVerdict && !says.empty();
    if (const std::string age =
            has_age ? messages::verdict_age(surface.frame().language, opinion.verdict, now) : "";
        !age.empty())
      says = surface.text(Text::kVerdictWithAge, {says, age});
    if (!says.empty()) out += " \xC2\xB7 " + says;  // a middle dot
  }
  return out;
}

// With nothing selected what can be added and in which order it stands; else what can be done with it.
float draw_toolbar(kit::Surface& surface, const Model& model, const Prepared& prepared, Box at, Say& said) {
  const kit::Theme& theme = surface.theme();
  kit::Flow flow(surface, {at.x + theme.pad, at.y + 4, at.width - 2 * theme.pad, 0}, kToolbar);
  const auto button = [&](std::string_view key, const std::string& label, auto message,
                          kit::ButtonLook look = kit::ButtonLook::kPlain) {
    said.on(kit::button(surface, key, flow.next(kit::button_width(surface, label)), label, {.look = look}),
            std::move(message));
  };
  button("add", surface.text(Text::kAddObservables), AddOpened{});
  if (model.shown->observables.empty()) return flow.bottom() + 4;
  const std::string sort = surface.text(Text::kSortBy);
  std::vector<kit::Option> options;
  for (const auto& [order, label] : kOrders)
    options.push_back({std::to_string(static_cast<int>(order)), surface.text(label)});
  said.on_text(
      kit::compact_select(surface, "sort", flow.next(kit::compact_select_width(surface, sort, options)), sort,
                          std::to_string(static_cast<int>(model.order)), options),
      [](const std::string& text) -> Message {
        for (const auto& [order, label] : kOrders)
          if (std::to_string(static_cast<int>(order)) == text) return OrderChosen{order};
        return OrderChosen{};
      });
  if (!model.filter.empty()) button("show-all", surface.text(Text::kShowEvery), FilterChosen{""});
  if (model.selected.empty()) {
    said.on_text(
        kit::button(surface, "select-all",
                    flow.next(kit::button_width(surface, surface.text(Text::kSelectAll))),
                    surface.text(Text::kSelectAll)),
        [&prepared, &model](const std::string&) -> Message { return AllChosen{prepared.all(model)}; });
  } else {
    const std::string count = surface.plural_text(Text::kSelected, model.selected.size());
    kit::label(surface, "selected", flow.next(surface.text_width(count, kit::kText, true) + 8), count,
               {.strong = true});
    button("remove", surface.text(Text::kRemove), RemovePressed{});
    button("copy-to", surface.text(Text::kCopyToCase), TransferPressed{.moves = false});
    button("move-to", surface.text(Text::kMoveToCase), TransferPressed{.moves = true});
  }
  button("copy", surface.text(Text::kCopy), CopyPressed{false});
  button("copy-defanged", surface.text(Text::kCopyDefanged), CopyPressed{true});
  button("ask", surface.text(Text::kAskAgain), AskAgainPressed{});
  if (!model.selected.empty())
    button("clear", surface.text(Text::kClearSelection), SelectionCleared{}, kit::ButtonLook::kQuiet);
  return flow.bottom() + 4;
}

// Of a large case: that the modules were asked about a part, and what asking about all would be.
float draw_unasked(kit::Surface& surface, std::size_t unasked, Box at, Say& said) {
  constexpr std::size_t kPerCall = 100;
  const kit::Theme& theme = surface.theme();
  const auto number = [&](std::size_t count) {
    return messages::number(surface.frame().language, static_cast<double>(count));
  };
  const std::string words = surface.text(Text::kNotAsked, {number(unasked)});
  const std::string ask =
      surface.plural_text(Text::kAskAboutAll, (unasked + kPerCall - 1) / kPerCall, {number(unasked)});
  kit::Flow flow(surface, {at.x + theme.pad, at.y, at.width - 2 * theme.pad, 0}, kToolbar);
  kit::label(surface, "unasked", flow.next(surface.text_width(words) + theme.gap), words, {.muted = true});
  said.on(kit::button(surface, "ask-all", flow.next(kit::button_width(surface, ask)), ask), AskAllPressed{});
  return flow.bottom() + 4;
}

float draw_progress(kit::Surface& surface, const Model& model, const Prepared& prepared, Box at, Say& said) {
  const bool is_asking = prepared.is_asking && !model.has_cancelled;
  const std::size_t all = prepared.asked, unasked = model.shown->observables.size() - prepared.asked;
  if (!is_asking && unasked > 0 && is_large(model) && model.signed_in)
    return draw_unasked(surface, unasked, at, said);
  if (!is_asking || all < 2) return at.y;
  const std::string words =
      surface.text(Text::kVerdictProgress, {std::to_string(prepared.known), std::to_string(all)});
  const kit::ItemId cancel = kit::progress(
      surface, "progress", {at.x + surface.theme().pad, at.y, at.width - 2 * surface.theme().pad, 0},
      surface.text(Text::kAskingModules), static_cast<double>(prepared.known) / static_cast<double>(all),
      words, surface.text(Text::kCancel));
  said.on(cancel, AskingCancelled{});
  return at.y + kit::kProgress;
}

void draw_head(kit::Surface& surface, const Model& model, const Prepared& prepared, kit::Rows& rows,
               std::size_t index, Say& said) {
  const Row& row = prepared.rows[index];
  const messages::Language language = surface.frame().language;
  const Observable& first = model.shown->observables[row.index];
  const std::string words = model.order == Order::kType
                                ? messages::type_words(language, first.type)
                                : messages::disposition_words(language, row.disposition);
  const std::string name = surface.text(Text::kGroup, {words, std::to_string(row.count)});
  const std::string key =
      "group " +
      (model.order == Order::kType ? first.type : std::to_string(static_cast<int>(row.disposition)));
  said.on_text(rows.begin_row(key, name, index), [&prepared, &model, index](const std::string&) -> Message {
    return AllChosen{prepared.group(model, index)};
  });
  const Box at = rows.box(index);
  surface.caption("name", {at.x + surface.theme().pad, at.y, at.width - 2 * surface.theme().pad, at.height},
                  name, surface.theme().muted, kit::kText, true);
  rows.end_row();
}

void draw_row(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Rows& rows,
              std::size_t index, Say& said) {
  const kit::Theme& theme = surface.theme();
  const Prepared& prepared = *around.prepared;
  const Observable& observable = model.shown->observables[prepared.rows[index].index];
  const auto* judged = around.verdicts->of(observable);
  const bool is_pending = model.pending.contains(observable);
  std::string facts = kind_words(surface, observable);
  if (is_pending) facts += " \xC2\xB7 " + surface.text(Text::kOnItsWay);
  const Box row = rows.box(index);
  const float start = row.x + theme.pad, wide = row.width - 2 * theme.pad, words = wide - kChip - theme.gap;
  if (judged) {
    // How old a verdict is and how long it holds stands there as long as there is room for all of it; the
    // menu of the observable says it in any case.
    const std::string aged = facts + modules_line(surface, *judged, around.now, true);
    facts = surface.text_width(aged, kit::kSmall) <= words
                ? aged
                : facts + modules_line(surface, *judged, around.now, false);
  }
  const bool is_selected = model.selected.contains(observable);
  const bool is_known = judged && judged->answered;
  const std::string verdict =
      is_known ? messages::disposition_words(surface.frame().language, judged->disposition(around.now))
      : judged && judged->waiting > 0 ? surface.text(Text::kAskingVerdict)
                                      : "";
  // What is seen of a row is its name, in that order (WCAG 2.5.3).
  const std::string name = observable.value + ' ' + facts + (verdict.empty() ? "" : ' ' + verdict);
  said.on_text(
      rows.begin_row(
          observable.type + ' ' + observable.value, name, index,
          {.selected = is_selected, .menu = has_menu(observable), .drags = true, .named_by_content = true}),
      [&prepared, &model, observable](const std::string& how) -> Message {
        if (how == "menu") return PivotAsked{observable};
        if (how == "drag") return RowDragged{observable};
        if (how == "extend" && model.last)
          return RowChosen{observable, how, prepared.between(model, *model.last, observable)};
        return RowChosen{observable, how, {}};
      });
  kit::label(surface, "value", {start, row.y + 4, words, 20}, observable.value, {.muted = is_pending});
  kit::label(surface, "facts", {start, row.y + 24, words, 17}, facts, {.size = kit::kSmall, .muted = true});
  const Box chip{start + wide - kChip, row.y + 4, kChip, 20};
  if (is_known)
    kit::disposition_chip(surface, "disposition", chip, judged->disposition(around.now));
  else if (!verdict.empty())
    kit::label(surface, "asking", chip, verdict, {.muted = true});
  surface.fill({row.x, row.y + row.height - 1, row.width, 1}, theme.border);
  rows.end_row();
}

}  // namespace

void draw_observables(kit::Surface& surface, const Model& model, const Surroundings& around, Box at,
                      Say& said) {
  const Prepared& prepared = *around.prepared;
  const float bottom = at.y + at.height;
  float y = draw_toolbar(surface, model, prepared, at, said);
  y = draw_progress(surface, model, prepared, {at.x, y, at.width, 0}, said);
  if (prepared.rows.empty()) {
    kit::place(surface, "case-empty",
               {at.x + surface.theme().pad, y + 4, at.width - 2 * surface.theme().pad, 0},
               {.title = surface.text(Text::kCaseEmpty), .hint = {}, .action = {}});
    return;
  }
  kit::Rows rows(surface, "observables", kit::Rows::kList, surface.text(Text::kObservables),
                 {at.x, y, at.width, bottom - y},
                 {.count = prepared.rows.size(), .row_height = kObservable, .multiple = true});
  for (const std::size_t index : rows.shown())
    if (prepared.rows[index].count > 0)
      draw_head(surface, model, prepared, rows, index, said);
    else
      draw_row(surface, model, around, rows, index, said);
  rows.end();
  if (!is_large(model) || !model.signed_in) return;
  std::vector<Observable> unasked;
  for (const std::size_t index : rows.shown()) {
    const Row& row = prepared.rows[index];
    const Observable& observable = model.shown->observables[row.index];
    if (row.count == 0 && around.verdicts->of(observable) == nullptr) unasked.push_back(observable);
  }
  if (!unasked.empty() && unasked != model.seen) said.on(kit::kFrame, RowsSeen{std::move(unasked)});
}

}  // namespace casebook
