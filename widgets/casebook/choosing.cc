#include "casebook/choosing.h"

#include <algorithm>

#include "casebook/changing.h"
#include "casebook/listing.h"
#include "casebook/selecting.h"

namespace casebook {
namespace {

using effects::Effects;
using Kind = Notice::Kind;

// Whether the service is known to have them all in this case.
bool has_all(const Model& model, const std::string& id, const std::vector<Observable>& about) {
  if (model.shown && model.shown->id == id) return threat_response::missing_from(*model.shown, about).empty();
  const auto found = std::ranges::find(model.list.cases, id, &Case::id);
  return found != model.list.cases.end() && threat_response::missing_from(*found, about).empty();
}

// Not opened: whoever puts something into it stays where they are.
outbox::Change creation(Model& model, const std::string& title, const std::vector<Observable>& holding) {
  outbox::Change change = outbox::make_change(model.outbox, {}, model.now);
  change.external_id = draft_id(change);
  change.title = title;
  change.what = outbox::CreateCase{{.title = title,
                                    .short_description = {},
                                    .description = {},
                                    .external_id = change.external_id,
                                    .observables = holding}};
  return change;
}

// What puts them into the case; nothing when it has them already.
std::optional<outbox::Change> addition(Model& model, const case_choice::Entry& to,
                                       const std::vector<Observable>& about) {
  const auto there = case_as_shown(model, to.id);
  auto missing = there       ? threat_response::missing_from(*there, about)
                 : to.has_it ? std::vector<Observable>{}
                             : about;
  if (missing.empty()) return std::nullopt;
  return change_of(model, to.id, to.title, outbox::AddObservables{std::move(missing)});
}

// An observable is taken out of its case only when the other one has it: until then it is in one of them,
// whatever becomes of the calls.
Effects put_into(Model& model, const Transfer& transfer, std::optional<outbox::Change> put,
                 std::string title) {
  const std::vector<Observable>& about = transfer.choice.about;
  Notice notice{.kind = transfer.moves ? Kind::kMoving : Kind::kAdding,
                .count = about.size(),
                .value = about.front().value,
                .title = std::move(title)};
  notice.new_case = put && std::holds_alternative<outbox::CreateCase>(put->what);
  if (!put && !transfer.moves) {
    notice.kind = Kind::kAlreadyThere;
    model.notice = std::move(notice);
    return {};
  }
  std::vector<outbox::Change> changes;
  if (put) changes.push_back(*std::move(put));
  if (transfer.moves) {
    changes.push_back(
        change_of(model, model.current_id, model.shown->title, outbox::RemoveObservables{about}));
    if (changes.size() > 1) changes.back().after = changes.front().id;
    model.selected.clear();
  }
  for (outbox::Change& change : changes) change.due_at = model.now + outbox::kUndo;
  return make(model, std::move(changes), std::move(notice));
}

}  // namespace

case_choice::Known known_cases(const Model& model, const std::vector<Observable>& about) {
  case_choice::Known known;
  for (const CaseRow& one : listed_cases(model))
    known.entries.push_back({.id = one.id,
                             .title = one.title,
                             .tlp = one.tlp,
                             .observables = one.observables,
                             .has_it = has_all(model, one.id, about),
                             .is_saved = one.is_saved});
  for (const auto& entry : model.outbox.entries)
    if (std::holds_alternative<outbox::DeleteCase>(entry.change.what))
      known.gone.push_back(entry.change.case_id);
  return known;
}

Effects begin_choosing(Model& model, bool moves) {
  if (!model.shown || model.selected.empty()) return {};
  const std::vector<Observable> about = chosen(model);
  case_choice::Known known = known_cases(model, about);
  // Not into the case they are in.
  std::erase_if(known.entries, [&](const auto& one) { return one.id == model.current_id; });
  known.gone.push_back(model.current_id);
  model.transfer.moves = moves;
  Effects effects = case_choice::begin(model.transfer.choice, about, std::move(known), model.outbox.last_tag);
  if (model.signed_in) return effects;
  model.transfer.choice.asking = 0;  // what this page knows of is all there is
  return {};
}

Effects use_choice(Model& model, const case_choice::Message& message) {
  if (!model.transfer.choice.open || !model.shown) return {};
  const auto* chosen = std::get_if<case_choice::Chosen>(&message);
  const auto* made = std::get_if<case_choice::NewCaseChosen>(&message);
  if (!chosen && !made)
    return case_choice::update(model.transfer.choice, message, model.outbox.last_tag, model.now);
  const Transfer transfer = std::exchange(model.transfer, {});
  if (made)
    return put_into(model, transfer, creation(model, made->default_title, transfer.choice.about),
                    made->default_title);
  return put_into(model, transfer, addition(model, chosen->what, transfer.choice.about), chosen->what.title);
}

}  // namespace casebook
