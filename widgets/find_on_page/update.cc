#include <algorithm>
#include <utility>

#include "find_on_page/listing.h"
#include "find_on_page/message.h"

namespace find_on_page {
namespace {

using effects::Effects;
using threat_response::Verdicts;

// One turn of the update: what the user sees of the page, and what is known.
struct Turn {
  Model& model;
  const Verdicts& verdicts;
};

effects::MarkPlaces marks_of(const Model& model, bool shows) {
  return {.observables = model.listing.rows, .place = model.place, .shows = shows};
}

// The list anew, and the page marks what is in it.
Effects list_again(Turn turn, bool always = false) {
  Model& model = turn.model;
  list(model, turn.verdicts);
  if (!always && model.marked == model.listing.rows) return {};
  model.marked = model.listing.rows;
  return {marks_of(model, false)};
}

Effects show_place(Model& model, std::optional<std::size_t> place) {
  if (!place) return {};
  model.place = place;
  model.is_hidden = false;
  count_position(model);
  return {marks_of(model, true)};
}

// The same observable at the same of its places, when the page still has it there.
std::optional<std::size_t> same_place(const Page& before, std::size_t place, const Page& after) {
  const std::uint32_t old = before.places[place];
  const auto found = std::ranges::find(after.observables, before.observables[old]);
  if (found == after.observables.end()) return std::nullopt;
  const auto index = static_cast<std::uint32_t>(found - after.observables.begin());
  auto nth =
      std::count(before.places.begin(), before.places.begin() + static_cast<std::ptrdiff_t>(place), old);
  std::optional<std::size_t> at;
  for (std::size_t other = 0; other < after.places.size() && nth >= 0; ++other)
    if (after.places[other] == index) {
      at = other;
      --nth;
    }
  return at;
}

void take_page(Model& model, Page page) {
  if (model.place) model.place = same_place(model.page, *model.place, page);
  if (!model.place) model.is_hidden = false;
  model.page = std::move(page);
}

void count_selected(Model& model) {
  model.listing.selected = static_cast<std::size_t>(std::ranges::count_if(
      model.page.observables, [&](const Observable& one) { return model.selected.contains(one); }));
}

Effects on(Turn turn, const Opened& message) {
  turn.model.open = true;
  take_page(turn.model, message.page);
  return list_again(turn, true);
}
Effects on(Turn turn, const Closed&) {
  turn.model.open = false;
  turn.model.place.reset();
  turn.model.is_hidden = false;
  turn.model.marked.clear();
  return {effects::MarkPlaces{}, effects::CloseSurface{effects::Surface::kFindOnPage}};
}
Effects on(Turn turn, const PageChanged& message) {
  if (!turn.model.open) return {};
  take_page(turn.model, message.page);
  return list_again(turn, true);
}
Effects on(Turn turn, const VerdictsChanged&) { return turn.model.open ? list_again(turn) : Effects{}; }
Effects on(Turn turn, const PlaceHidden&) {
  turn.model.is_hidden = turn.model.place.has_value();
  return {};
}

Effects on(Turn turn, const TextTyped& message) {
  turn.model.text = message.text;
  return list_again(turn);
}
Effects on(Turn turn, const KindChosen& message) {
  turn.model.kind = message.kind;
  return list_again(turn);
}
Effects on(Turn turn, const StandingChosen& message) {
  turn.model.standing = message.standing;
  return list_again(turn);
}
Effects on(Turn turn, const FilterCleared&) {
  turn.model.text.clear();
  turn.model.kind.clear();
  turn.model.standing.reset();
  return list_again(turn);
}

Effects on(Turn turn, const NextPressed& message) {
  return show_place(turn.model, next_place(turn.model, message.back));
}

// Those that are listed from the one selected last to this one.
void extend(Model& model, const Observable& to) {
  const auto& rows = model.listing.rows;
  const auto row_of = [&](const Observable& one) {
    return std::ranges::find_if(rows, [&](std::uint32_t row) { return model.page.observables[row] == one; });
  };
  auto from = row_of(*model.last), until = row_of(to);
  if (until == rows.end()) return;
  if (from == rows.end()) from = until;
  if (until < from) std::swap(from, until);
  for (; from <= until; ++from) model.selected.insert(model.page.observables[*from]);
}

Effects on(Turn turn, const RowChosen& message) {
  Model& model = turn.model;
  const auto& all = model.page.observables;
  const auto found = std::ranges::find(all, message.observable);
  if (found == all.end()) return {};
  if (message.how.empty())
    return show_place(model, next_place_of(model, static_cast<std::uint32_t>(found - all.begin())));
  if (message.how == "extend" && model.last)
    extend(model, message.observable);
  else if (model.selected.erase(message.observable) == 0)
    model.selected.insert(message.observable);
  model.last = message.observable;
  count_selected(model);
  return {};
}
Effects on(Turn turn, const RowDragged& message) {
  const bool is_one_of_several = turn.model.selected.contains(message.observable);
  return {effects::DragData{is_one_of_several ? chosen(turn.model) : std::vector{message.observable}}};
}
Effects on(Turn turn, const AllChosen&) {
  Model& model = turn.model;
  for (const std::uint32_t row : model.listing.rows) model.selected.insert(model.page.observables[row]);
  count_selected(model);
  return {};
}
// What nobody has been asked about is left out: whether it is clean is not known.
Effects on(Turn turn, const NotCleanChosen&) {
  Model& model = turn.model;
  model.selected.clear();
  for (const std::uint32_t row : model.listing.rows) {
    const Standing standing = model.listing.standings[row];
    if (standing != Standing::kClean && standing != Standing::kNotAsked)
      model.selected.insert(model.page.observables[row]);
  }
  count_selected(model);
  return {};
}
Effects on(Turn turn, const SelectionCleared&) {
  turn.model.selected.clear();
  turn.model.last.reset();
  count_selected(turn.model);
  return {};
}

Effects on(Turn turn, const AskPressed&) {
  Model& model = turn.model;
  std::vector<Observable> about;
  for (const std::uint32_t row : model.listing.rows) {
    const Observable& one = model.page.observables[row];
    const auto* judged = turn.verdicts.of(one);
    if (!judged || (!judged->answered && judged->waiting == 0)) about.push_back(one);
  }
  if (about.empty()) return {};
  model.has_cancelled = false;
  return {effects::AskVerdicts{.about = std::move(about), .again = false, .module = {}}};
}
Effects on(Turn turn, const AskingCancelled&) {
  turn.model.has_cancelled = true;
  return {effects::CancelAsking{}};
}

Effects on(Turn turn, const AddPressed& message) {
  std::vector<Observable> added = chosen(turn.model);
  if (added.empty()) return {};
  return {effects::AddToCase{
      .observables = std::move(added), .new_case = message.new_case, .default_title = message.default_title}};
}
Effects on(Turn, const PivotAsked& message) {
  const auto known = threat_response::recognised(message.observable);
  if (!known) return {};
  return {effects::OpenPivot{*known}};
}

}  // namespace

Effects update(Model& model, const Message& message, const Verdicts& verdicts) {
  return message.visit([&](const auto& one) { return on(Turn{model, verdicts}, one); });
}

}  // namespace find_on_page
