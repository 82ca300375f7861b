#include "casebook/changing.h"

#include <algorithm>
#include <span>

#include "casebook/listing.h"
#include "casebook/reading.h"

namespace casebook {
namespace {

using effects::Effects;
using Kind = Notice::Kind;
using Told = outbox::Told;

// The observables that a change is about; none for others.
const std::vector<Observable>* observables_of(const outbox::Change& change) {
  if (const auto* add = std::get_if<outbox::AddObservables>(&change.what)) return &add->observables;
  if (const auto* remove = std::get_if<outbox::RemoveObservables>(&change.what)) return &remove->observables;
  if (const auto* create = std::get_if<outbox::CreateCase>(&change.what)) return &create->made.observables;
  return nullptr;
}

Notice notice_about(const Told& told, Kind kind) {
  const auto* about = observables_of(told.change);
  return {.kind = kind,
          .count = about ? about->size() : 0,
          .value = about && !about->empty() ? about->front().value : "",
          .title = told.fresh && !told.fresh->title.empty() ? told.fresh->title : told.change.title,
          .new_case = std::holds_alternative<outbox::CreateCase>(told.change.what),
          .change_id = told.change.id,
          .problem = told.problem};
}

// A success is told only for what was announced: a change that runs behind says nothing.
void tell_success(Model& model, const Told& told) {
  if (model.notice.change_id != told.change.id) return;
  const bool removes = std::holds_alternative<outbox::RemoveObservables>(told.change.what) ||
                       std::holds_alternative<outbox::DeleteCase>(told.change.what);
  if (removes) {
    model.notice = {};  // it can no longer be undone
    return;
  }
  const bool adds = observables_of(told.change) != nullptr;
  const bool already = told.kind == Told::Kind::kAlready;
  const bool notes = std::holds_alternative<outbox::AddNote>(told.change.what);
  const Kind kind = model.notice.kind == Kind::kMoving ? Kind::kMoved
                    : already && notes                 ? Kind::kNotedAlready
                    : already                          ? Kind::kAlreadyThere
                    : adds                             ? Kind::kAdded
                                                       : Kind::kSaved;
  const std::size_t ignored = model.notice.ignored;
  model.notice = notice_about(told, kind);
  model.notice.ignored = ignored;
}

// The case of a change that makes one has its id now.
Effects case_is_made(Model& model, const Told& told) {
  if (auto kept = model.unfinished.extract(told.change.external_id)) {
    kept.key() = told.fresh->id;
    model.unfinished.insert(std::move(kept));
  }
  if (model.current_id != told.change.external_id) return {};
  model.current_id = told.fresh->id;
  return {effects::CaseChanged{told.fresh->id, told.fresh->title}};
}

Effects take(Model& model, const Told& told) {
  Effects effects;
  const bool makes = std::holds_alternative<outbox::CreateCase>(told.change.what);
  if (makes && told.fresh && told.kind == Told::Kind::kTaken) effects = case_is_made(model, told);
  if (told.fresh) case_is(model, *told.fresh);
  if (std::holds_alternative<outbox::DeleteCase>(told.change.what) && told.kind == Told::Kind::kTaken)
    forget_case(model, told.change.case_id);
  if (told.kind == Told::Kind::kTaken &&
      !std::holds_alternative<outbox::RemoveObservables>(told.change.what)) {
    const auto* added = observables_of(told.change);
    if (added != nullptr && !added->empty())
      effects.push_back(effects::ObservablesAdded{told.fresh ? told.fresh->id : told.change.case_id,
                                                  told.change.title, *added});
  }
  switch (told.kind) {
    case Told::Kind::kTaken:
    case Told::Kind::kAlready:
      tell_success(model, told);
      break;
    case Told::Kind::kSettled:
      break;
    case Told::Kind::kElsewhere:
      if (model.current_id == told.change.external_id) return find_made(model);
      if (model.notice.change_id == told.change.id) model.notice = {};
      return read_case_again(model);
    case Told::Kind::kUncertain:
      model.notice = notice_about(told, Kind::kUncertain);
      // The outbox waits for half a minute before it looks, and by then somebody may have deleted it.
      if (makes && model.current_id == told.change.external_id) return find_made(model);
      break;
    case Told::Kind::kConflict:
      model.notice = notice_about(told, Kind::kConflict);
      break;
    case Told::Kind::kFailed:
      model.notice = notice_about(told, std::holds_alternative<outbox::RemoveObservables>(told.change.what)
                                            ? Kind::kNotRemoved
                                            : Kind::kFailed);
      break;
  }
  return effects;
}

void append(Effects& effects, Effects more) {
  for (auto& effect : more) effects.push_back(std::move(effect));
}

}  // namespace

namespace {

// What a case was before the service had it, "" when it was made elsewhere. The change that made it may be in
// the store still, of a page that died before it could drop it: the case's other changes come after that one.
std::string draft_of(const Model& model, const std::string& id) {
  const auto listed = std::ranges::find(model.list.cases, id, &Case::id);
  const Case* found = listed != model.list.cases.end()           ? &*listed
                      : model.current && model.current->id == id ? &*model.current
                                                                 : nullptr;
  if (!found) return {};
  const auto draft = std::ranges::find_if(found->external_ids, is_draft);
  return draft != found->external_ids.end() ? *draft : std::string();
}

}  // namespace

outbox::Change change_of(Model& model, const std::string& key, const std::string& title, outbox::What what) {
  outbox::Change change = outbox::make_change(model.outbox, std::move(what), model.now);
  change.title = title;
  // The id of a case that is not made yet is its external id; its other changes name it in the same way.
  // Without any another tab has just made it.
  if (!is_draft(key)) {
    change.case_id = key;
    change.external_id = draft_of(model, key);
    return change;
  }
  change.external_id = key;
  for (const auto& entry : model.outbox.entries) {
    if (entry.change.external_id != key) continue;
    change.case_id = entry.change.case_id;
    if (change.account.empty()) change.account = entry.change.account;
  }
  return change;
}

Effects make(Model& model, std::vector<outbox::Change> changes, Notice notice) {
  if (changes.empty()) return {};
  notice.change_id = changes.front().id;
  if (changes.front().due_at > model.now) notice.undo_until = changes.front().due_at;
  model.notice = std::move(notice);
  return progressed(model, outbox::put(model.outbox, std::move(changes), model.now));
}

Effects make_case(Model& model, threat_response::NewCase made, Notice notice) {
  outbox::Change change = outbox::make_change(model.outbox, {}, model.now);
  change.external_id = draft_id(change);
  change.title = made.title;
  made.external_id = change.external_id;
  const std::string key = change.external_id, title = made.title;
  notice.title = title;
  notice.new_case = true;
  change.what = outbox::CreateCase{std::move(made)};
  leave_case(model);
  model.current_id = key;
  Effects effects = make(model, {std::move(change)}, std::move(notice));
  effects.push_back(effects::CaseChanged{key, title});
  return effects;
}

Effects progressed(Model& model, outbox::Progress progress) {
  Effects effects = std::move(progress.effects);
  const std::size_t before = model.shown ? model.shown->observables.size() : 0;
  for (const Told& told : progress.told) append(effects, take(model, told));
  show(model);
  if (model.shown && model.shown->observables.size() > before) append(effects, ask_verdicts(model));
  return effects;
}

Effects find_made_cases(Model& model) {
  Effects effects =
      progressed(model, outbox::seen_made(model.outbox, model.list.cases, model.user, model.now));
  if (!model.current) return effects;
  const std::span<const Case> current(&*model.current, 1);
  append(effects, progressed(model, outbox::seen_made(model.outbox, current, model.user, model.now)));
  return effects;
}

}  // namespace casebook
