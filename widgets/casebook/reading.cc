#include "casebook/reading.h"

#include <algorithm>
#include <utility>

#include "casebook/linking.h"
#include "casebook/listing.h"
#include "outbox/overlay.h"
#include "threat_response/casebooks.h"

namespace casebook {
namespace {

using effects::Effects;
using threat_response::Problem;

// The draft of a case that is on its way to be made, or null.
const outbox::Change* creation_of(const Model& model, const std::string& key) {
  for (const auto& entry : model.outbox.entries)
    if (std::holds_alternative<outbox::CreateCase>(entry.change.what) &&
        (entry.change.external_id == key || outbox::case_key(entry.change) == key))
      return &entry.change;
  return nullptr;
}

}  // namespace

Effects open_case(Model& model, const std::string& id) {
  leave_case(model);
  enter_case(model, id);
  const auto listed = std::ranges::find(model.list.cases, id, &Case::id);
  if (listed != model.list.cases.end()) model.current = *listed;
  show(model);
  Effects effects = read_case_again(model);
  std::string title = model.shown ? model.shown->title : "";
  effects.push_back(effects::CaseChanged{id, std::move(title)});
  return effects;
}

void enter_case(Model& model, const std::string& id) {
  model.current_id = id;
  if (auto kept = model.unfinished.extract(id)) model.edit = std::move(kept.mapped());
}

void leave_case(Model& model) {
  const bool is_writing = model.edit.field || !model.edit.note.empty();
  if (is_writing && !model.current_id.empty()) model.unfinished[model.current_id] = std::move(model.edit);
  model.current_id.clear();
  model.current.reset();
  model.shown.reset();
  ++model.shown_revision;
  model.case_problem = {};
  model.deleted_title.clear();
  model.opening = 0;
  model.selected.clear();
  model.last.reset();
  model.filter.clear();
  model.asks_all = false;
  model.seen.clear();
  model.seen_at = 0;
  model.edit = {};
  model.add = {};
  model.transfer = {};
  model.picture = {};
  model.sharing = false;
  model.is_linked = false;
  model.link_problem = {};
  model.asks_to_delete = false;
}

Effects read_case_again(Model& model) {
  if (model.current_id.empty() || model.opening != 0 || !model.signed_in) return {};
  if (is_draft(model.current_id)) return {};  // the service does not have it yet
  model.case_problem = {};
  model.opening = next_tag(model);
  return {effects::SendRequest{model.opening, threat_response::case_request(model.current_id)}};
}

Effects find_made(Model& model) {
  if (model.opening != 0 || !model.signed_in) return {};
  model.opening = next_tag(model);
  return {
      effects::SendRequest{model.opening, threat_response::cases_by_external_id_request(model.current_id)}};
}

Effects case_arrived(Model& model, const threat_response::Reply& reply) {
  model.opening = 0;
  model.read_at = model.now;
  if (is_draft(model.current_id)) {
    const auto found = threat_response::read_cases(reply);
    if (!found || found->empty()) return {};
    Effects effects = open_case(model, found->front().id);
    case_is(model, found->front());
    show(model);
    return effects;
  }
  auto read = threat_response::read_case(reply);
  if (read) {
    Effects effects;
    // A link has the short id; everything else goes by the long one.
    if (read->id != model.current_id && threat_response::short_id(read->id) == model.current_id) {
      model.current_id = read->id;
      model.is_linked = false;
      effects.push_back(effects::CaseChanged{read->id, read->title});
    }
    case_is(model, *read);
    show(model);
    for (auto& effect : ask_verdicts(model)) effects.push_back(std::move(effect));
    return effects;
  }
  const bool is_hidden =
      read.error().kind == Problem::Kind::kNotFound || read.error().kind == Problem::Kind::kNotAllowed;
  if (model.is_linked && is_hidden) return link_failed(model, read.error());
  if (read.error().kind != Problem::Kind::kNotFound) {
    model.case_problem = read.error();
    return {};
  }
  // Somebody has deleted it. What was written and not saved can still be copied; the list goes on without it.
  forget_case(model, model.current_id);
  const std::string title = model.shown ? model.shown->title : "";
  const Problem problem = read.error();
  leave_case(model);
  model.deleted_title = title;
  model.case_problem = problem;
  return {effects::CaseChanged{"", ""}};
}

void case_is(Model& model, const Case& fresh) {
  keep_case(model, fresh);
  if (model.current_id != fresh.id) return;
  model.current = fresh;
  model.read_at = model.now;
  model.case_problem = {};
}

Effects ask_verdicts(const Model& model, bool again) {
  if (!model.open || !model.signed_in || !model.shown || model.shown->observables.empty()) return {};
  const auto& all = model.shown->observables;
  const std::size_t count = model.asks_all ? all.size() : std::min(all.size(), kAskedUnbidden);
  // The latest stand at the end.
  return {effects::AskVerdicts{
      .about = {all.end() - static_cast<std::ptrdiff_t>(count), all.end()}, .again = again, .module = {}}};
}

namespace {

// The current case with what waits for it; what of it waits is noted.
void put_changes(Model& model) {
  model.shown = model.current;
  if (model.current_id.empty()) return;
  if (const auto* made = creation_of(model, model.current_id); made && !model.shown)
    model.shown = outbox::draft_of(*made);
  if (!model.shown) return;
  for (const auto& entry : model.outbox.entries) {
    if (outbox::case_key(entry.change) != model.current_id) continue;
    outbox::apply(*model.shown, entry.change);
    const auto* add = std::get_if<outbox::AddObservables>(&entry.change.what);
    if (add && entry.state != outbox::Entry::State::kSettling)
      model.pending.insert(add->observables.begin(), add->observables.end());
    const auto* create = std::get_if<outbox::CreateCase>(&entry.change.what);
    if (create) model.pending.insert(create->made.observables.begin(), create->made.observables.end());
  }
}

}  // namespace

void show(Model& model) {
  const std::string& id = model.current_id;
  const bool is_changed = std::ranges::any_of(
      model.outbox.entries, [&](const auto& entry) { return outbox::case_key(entry.change) == id; });
  model.pending.clear();
  if (!is_changed && model.shown && model.shown == model.current) return;
  const std::optional<Case> before = std::exchange(model.shown, {});
  put_changes(model);
  if (before && model.shown && before->observables == model.shown->observables) return;
  ++model.shown_revision;
  if (!model.shown) return;
  if (model.add.open) model.add.there = threat_response::canonical_of(model.shown->observables);
  if (model.selected.empty()) return;
  const threat_response::ObservableSet there(model.shown->observables.begin(),
                                             model.shown->observables.end());
  std::erase_if(model.selected, [&](const Observable& one) { return !there.contains(one); });
}

}  // namespace casebook
