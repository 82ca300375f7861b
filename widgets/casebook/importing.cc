#include "casebook/importing.h"

#include <algorithm>

#include "casebook/adding.h"
#include "casebook/backup.h"
#include "casebook/changing.h"
#include "casebook/reading.h"

namespace casebook {
namespace {

using effects::Effects;
using exchange::ImportedCase;
using exchange::ImportProblem;
using Kind = Notice::Kind;

bool is_listed(const Model& model, const std::string& id) {
  return !id.empty() && (std::ranges::contains(model.list.cases, id, &Case::id) ||
                         (model.current && model.current->id == id));
}

bool is_offered(const ImportForm& form, const std::string& change_id) {
  return std::ranges::contains(form.changes, change_id, [](const ChangeOffer& one) { return one.change.id; });
}

void offer(Model& model, std::vector<ImportedCase> cases, std::vector<outbox::Change> changes) {
  for (ImportedCase& one : cases) {
    const bool is_there = is_listed(model, one.content.id);
    model.importing.cases.push_back({.found = std::move(one), .wanted = !is_there, .is_there = is_there});
  }
  for (outbox::Change& change : changes) {
    if (is_offered(model.importing, change.id)) continue;
    const bool is_there = outbox::find(model.outbox, change.id) != nullptr;
    model.importing.changes.push_back(
        {.change = std::move(change), .wanted = !is_there, .is_there = is_there});
  }
}

Effects read_for_import(Model& model, const FileRead& file) {
  model.importing.open = true;
  model.sharing = false;  // one dialog at a time
  const auto refuse = [&](ImportProblem problem) {
    model.importing.refused.push_back({file.name, problem});
    return Effects{};
  };
  if (file.problem) return refuse(*file.problem);
  if (auto backup = read_backup(file.text)) {
    if (!*backup) return refuse(backup->error());
    offer(model, std::move((*backup)->cases), std::move((*backup)->changes));
    return {};
  }
  auto read = exchange::read_import(file.text, file.name);
  if (!read) return refuse(read.error());
  offer(model, *std::move(read), {});
  return {};
}

Effects read_for_case(Model& model, const FileRead& file) {
  const auto refuse = [&](ImportProblem problem) {
    model.add.refused = problem;
    return Effects{};
  };
  if (file.problem) return refuse(*file.problem);
  const auto read = exchange::read_import(file.text, file.name);
  if (!read) return refuse(read.error());
  std::vector<Observable> found;
  for (const ImportedCase& one : *read)
    found.insert(found.end(), one.content.observables.begin(), one.content.observables.end());
  return found.empty() ? refuse(ImportProblem::kNothingFound) : offer_observables(model, found);
}

outbox::Change creation_of(Model& model, Case content) {
  // The ids by which outboxes look for cases are of the cases they were given to.
  std::erase_if(content.external_ids, [](const std::string& id) { return is_draft(id); });
  outbox::Change change = outbox::make_change(model.outbox, {}, model.now);
  change.external_id = draft_id(change);
  change.title = content.title;
  threat_response::NewCase made = threat_response::new_case_of(std::move(content));
  made.external_id = change.external_id;
  change.what = outbox::CreateCase{std::move(made)};
  return change;
}

outbox::Change restored(const Model& model, outbox::Change change) {
  const bool takes_away = std::holds_alternative<outbox::DeleteCase>(change.what) ||
                          std::holds_alternative<outbox::RemoveObservables>(change.what) ||
                          std::holds_alternative<outbox::RemoveNote>(change.what);
  change.due_at = takes_away ? model.now + outbox::kUndo : 0;
  // It may have been sent after it was written down. A case is then looked up before it is made; any other
  // change is compared with its case in any event.
  change.claims = std::holds_alternative<outbox::CreateCase>(change.what) ? std::max(change.claims, 1U) : 0;
  change.made_at = std::clamp(change.made_at, 0.0, model.now);
  if (change.account.empty()) change.account = model.outbox.last_account;
  return change;
}

}  // namespace

Effects read_file(Model& model, const FileRead& file) {
  return model.add.open ? read_for_case(model, file) : read_for_import(model, file);
}

Effects choose_offer(Model& model, std::size_t index, bool wanted) {
  ImportForm& form = model.importing;
  if (index < form.cases.size()) {
    form.cases[index].wanted = wanted;
    form.cases[index].is_chosen = true;
  } else if (index - form.cases.size() < form.changes.size()) {
    form.changes[index - form.cases.size()].wanted = wanted;
  }
  return {};
}

void cases_known(ImportForm& form, std::span<const Case> cases) {
  for (CaseOffer& one : form.cases) {
    if (one.is_there || one.found.content.id.empty()) continue;
    if (!std::ranges::contains(cases, one.found.content.id, &Case::id)) continue;
    one.is_there = true;
    if (!one.is_chosen) one.wanted = false;
  }
}

std::size_t wanted_offers(const ImportForm& form) {
  const auto is_new = [](const ChangeOffer& one) { return one.wanted && !one.is_there; };
  return static_cast<std::size_t>(std::ranges::count_if(form.cases, &CaseOffer::wanted) +
                                  std::ranges::count_if(form.changes, is_new));
}

Effects confirm_import(Model& model) {
  ImportForm form = std::exchange(model.importing, {});
  std::vector<outbox::Change> changes;
  for (const ChangeOffer& one : form.changes)
    if (one.wanted && !outbox::find(model.outbox, one.change.id))
      changes.push_back(restored(model, one.change));
  Notice notice{.kind = Kind::kImporting, .new_case = changes.empty()};
  std::vector<std::string> made;
  for (CaseOffer& one : form.cases) {
    if (!one.wanted) continue;
    changes.push_back(creation_of(model, std::move(one.found.content)));
    made.push_back(changes.back().external_id);
  }
  if (changes.empty()) return {};
  if (changes.size() > 1 || !notice.new_case) {
    notice.count = changes.size();
    Effects effects = make(model, std::move(changes), {});
    model.notice = notice;  // of all of them, not of the first
    return effects;
  }
  // One case is opened, and followed until it is made.
  notice = {.kind = Kind::kAdding, .count = 0, .title = changes.front().title, .new_case = true};
  Effects effects = make(model, std::move(changes), notice);
  for (auto& effect : open_case(model, made.front())) effects.push_back(std::move(effect));
  return effects;
}

}  // namespace casebook
