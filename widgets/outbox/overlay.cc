#include "outbox/overlay.h"

#include <algorithm>

namespace outbox {
namespace {

void put(Case& one, const CreateCase&) { static_cast<void>(one); }
void put(Case& one, const DeleteCase&) { static_cast<void>(one); }
void put(Case& one, const AddObservables& change) {
  const auto missing = threat_response::missing_from(one, change.observables);
  one.observables.insert(one.observables.end(), missing.begin(), missing.end());
}
void put(Case& one, const RemoveObservables& change) {
  const auto held = threat_response::held_by(one, change.observables);
  const threat_response::ObservableSet gone(held.begin(), held.end());
  std::erase_if(one.observables, [&](const Observable& observable) { return gone.contains(observable); });
}
void put(Case& one, const EditField& change) { one.*member_of(change.field) = change.after; }
void put(Case& one, const AddNote& change) {
  if (!std::ranges::contains(one.texts, change.note)) one.texts.push_back(change.note);
}
void put(Case& one, const RemoveNote& change) { std::erase(one.texts, change.note); }

bool done(const Case&, const CreateCase&) { return false; }
bool done(const Case&, const DeleteCase&) { return false; }
bool done(const Case& one, const AddObservables& change) {
  return threat_response::missing_from(one, change.observables).empty();
}
bool done(const Case& one, const RemoveObservables& change) {
  return threat_response::held_by(one, change.observables).empty();
}
bool done(const Case& one, const EditField& change) { return one.*member_of(change.field) == change.after; }
bool done(const Case& one, const AddNote& change) { return std::ranges::contains(one.texts, change.note); }
bool done(const Case& one, const RemoveNote& change) {
  return !std::ranges::contains(one.texts, change.note);
}

std::vector<Observable>* observables_of(What& what) {
  if (auto* add = std::get_if<AddObservables>(&what)) return &add->observables;
  if (auto* remove = std::get_if<RemoveObservables>(&what)) return &remove->observables;
  return nullptr;
}

const Note* note_of(const What& what) {
  if (const auto* add = std::get_if<AddNote>(&what)) return &add->note;
  if (const auto* remove = std::get_if<RemoveNote>(&what)) return &remove->note;
  return nullptr;
}

}  // namespace

void apply(Case& one, const Change& change) {
  std::visit([&](const auto& what) { put(one, what); }, change.what);
}

Case draft_of(const Change& create) {
  const auto* what = std::get_if<CreateCase>(&create.what);
  if (!what) return {};
  const auto& made = what->made;
  return {.id = create.external_id,
          .title = made.title,
          .short_description = made.short_description,
          .description = made.description,
          .tlp = made.tlp,
          .timestamp = {},
          .owner = {},
          .observables = made.observables,
          .texts = made.texts,
          .language = made.language,
          .source = made.source,
          .source_uri = made.source_uri,
          .external_ids = made.external_ids,
          .external_references = made.external_references,
          .bundle = made.bundle};
}

bool is_done(const Case& one, const Change& change) {
  return std::visit([&](const auto& what) { return done(one, what); }, change.what);
}

bool without(Change& change, const Change& later) {
  if (std::holds_alternative<DeleteCase>(later.what)) return false;
  const auto* edit = std::get_if<EditField>(&change.what);
  const auto* edited = std::get_if<EditField>(&later.what);
  if (edit && edited) return edit->field != edited->field;
  const Note* note = note_of(change.what);
  const Note* noted = note_of(later.what);
  if (note && noted) return *note != *noted;
  Change touching = later;
  auto* own = observables_of(change.what);
  const auto* others = observables_of(touching.what);
  if (!own || !others) return true;
  const auto gone = threat_response::canonical_of(*others);
  std::erase_if(*own, [&](const Observable& one) { return gone.contains(threat_response::canonical(one)); });
  return !own->empty();
}

}  // namespace outbox
