#include "casebook/dragging.h"

#include "casebook/adding.h"
#include "casebook/ignoring.h"
#include "casebook/listing.h"
#include "casebook/selecting.h"
#include "observables/find.h"
#include "threat_response/scopes.h"

namespace casebook {
namespace {

using effects::Effects;
using Kind = DropHint::Kind;

// A value of a kind that the recogniser knows, as it would have found it.
std::optional<Observable> checked(const Json& element) {
  const auto type = observables::type_from_name(json::text(element, "type"));
  if (!type) return std::nullopt;
  const observables::Hits hits = observables::recognise_as(*type, json::text(element, "value"));
  if (hits.list.size() != 1 || hits.list.front().type != *type) return std::nullopt;
  return Observable{std::string(observables::type_name(*type)), std::string(hits.value(hits.list.front()))};
}

std::vector<Observable> read_list(std::string_view text) {
  std::vector<Observable> found;
  if (text.empty() || text.size() > kLongestDrop) return found;
  const auto document = json::parse(text);
  if (!document) return found;
  threat_response::ObservableSet known;
  for (const Json* element : json::elements(*document))
    if (auto one = checked(*element); one && known.insert(*one).second) found.push_back(*std::move(one));
  return found;
}

DropHint about(Kind kind, const Drag& drag) {
  return {.kind = kind,
          .count = drag.observables.size(),
          .value = drag.observables.empty() ? "" : drag.observables.front().value,
          .title = {},
          .scope = {}};
}

DropHint hint_for(const Model& model, const Drag& drag, const DropTarget& target) {
  DropHint hint = about(drag.from_case ? Kind::kCopy : Kind::kAdd, drag);
  hint.scope = threat_response::missing_scope(model.scopes, threat_response::Need::kChangeCases);
  const std::string id = case_of_target(model, target);
  hint.new_case = id.empty();
  const auto there = case_as_shown(model, id);
  if (there) hint.title = there->title;
  if (!hint.scope.empty()) {
    hint.kind = Kind::kNeedsScope;
  } else if (!drag.is_known) {
    hint.kind = Kind::kAddWhatIsFound;
  } else if (drag.observables.empty()) {
    hint.kind = Kind::kNothingFound;
  } else if (there) {
    const auto missing = threat_response::missing_from(*there, drag.observables);
    if (missing.empty()) {
      hint.kind = Kind::kAlreadyThere;
    } else {
      hint.count = missing.size();
      hint.value = missing.front().value;
    }
  } else if (!hint.new_case) {
    hint.count = 0;  // the current case has not been read on this page: how many it lacks is not known
  }
  return hint;
}

}  // namespace

Drag read_dragged(std::string_view json, std::string_view text, std::string_view ignored) {
  Drag drag{.is_known = true, .observables = read_list(json)};
  if (!drag.observables.empty()) return drag;
  const observables::Hits hits = observables::find(text.substr(0, kLongestText));
  const IgnoreRules rules(ignored);
  threat_response::ObservableSet known;
  std::vector<Observable> left_out;
  for (const auto& hit : hits.list) {
    Observable one{std::string(observables::type_name(hit.type)), std::string(hits.value(hit))};
    if (!known.insert(one).second) continue;
    (rules.cover(one) ? left_out : drag.observables).push_back(std::move(one));
  }
  // Somebody who drags one private address means it.
  if (drag.observables.empty())
    drag.observables = std::move(left_out);
  else
    drag.ignored = left_out.size();
  return drag;
}

Effects begin_drag(Model& model, const DragBegan& message) {
  model.drag = message.is_known ? read_dragged(message.json, message.text, model.ignored) : Drag{};
  model.hint = about(Kind::kDragging, *model.drag);
  return {};
}

Effects drag_row(Model& model, const Observable& observable) {
  if (!model.selected.contains(observable)) {
    model.selected = {observable};
    model.last = observable;
  }
  model.drag = Drag{.is_known = true, .observables = chosen(model), .from_case = true};
  model.hint = about(Kind::kDragging, *model.drag);
  return {effects::DragData{model.drag->observables}};
}

Effects drag_over(Model& model, const DropTarget& target) {
  if (model.drag) model.hint = hint_for(model, *model.drag, target);
  return {};
}

Effects drop(Model& model, const DropTarget& target) {
  if (!model.drag) return {};
  const Drag drag = *std::move(model.drag);
  const DropHint hint = hint_for(model, drag, target);
  end_drag(model);
  if (hint.kind == Kind::kNeedsScope || !drag.is_known) return {};
  if (hint.kind == Kind::kNothingFound) {
    model.notice = {.kind = Notice::Kind::kNothingFound};
    return {};
  }
  return add_to(model, target, drag.observables, drag.ignored);
}

void end_drag(Model& model) {
  model.drag.reset();
  model.hint = {};
}

}  // namespace casebook
