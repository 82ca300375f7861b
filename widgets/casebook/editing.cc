#include "casebook/editing.h"

#include <algorithm>

#include "casebook/changing.h"
#include "casebook/listing.h"
#include "casebook/reading.h"

namespace casebook {
namespace {

using effects::Effects;
using Kind = Notice::Kind;

constexpr std::string_view kNoteType = "note";

Notice about(const Model& model, Kind kind) {
  return {.kind = kind,
          .count = 0,
          .value = {},
          .title = model.shown ? model.shown->title : "",
          .change_id = {},
          .problem = {}};
}

outbox::Change change(Model& model, outbox::What what) {
  return change_of(model, model.current_id, model.shown->title, std::move(what));
}

}  // namespace

std::size_t limit_of(Field field) {
  switch (field) {
    case Field::kTitle:
      return threat_response::kTitleLimit;
    case Field::kSummary:
      return threat_response::kShortDescriptionLimit;
    case Field::kDescription:
      return threat_response::kDescriptionLimit;
    case Field::kTlp:
      break;
  }
  return 0;
}

Effects new_case(Model& model, const std::string& title) {
  Effects effects = make_case(
      model, {.title = title, .short_description = {}, .description = {}, .external_id = {}},
      {.kind = Kind::kAdding, .count = 0, .value = {}, .title = {}, .change_id = {}, .problem = {}});
  model.tab = Tab::kObservables;
  return effects;
}

Effects begin_edit(Model& model, Field field) {
  if (!model.shown) return {};
  std::string now = (*model.shown).*outbox::member_of(field);
  model.edit = {.field = field, .before = now, .text = now, .note = std::move(model.edit.note)};
  return {};
}

Effects save_edit(Model& model) {
  if (!model.shown || !model.edit.field) return {};
  const Field field = *model.edit.field;
  if (const std::size_t limit = limit_of(field); threat_response::service_length(model.edit.text) > limit)
    return {};
  outbox::EditField what{field, std::move(model.edit.before), std::move(model.edit.text)};
  model.edit = {.field = {}, .before = {}, .text = {}, .note = std::move(model.edit.note)};
  if (what.before == what.after) return {};
  return make(model, {change(model, std::move(what))}, about(model, Kind::kSaved));
}

Effects choose_tlp(Model& model, const std::string& tlp) {
  if (!model.shown || model.shown->tlp == tlp) return {};
  return make(model, {change(model, outbox::EditField{Field::kTlp, model.shown->tlp, tlp})},
              about(model, Kind::kSaved));
}

Effects add_note(Model& model) {
  if (!model.shown || model.edit.note.empty()) return {};
  Note note{std::string(kNoteType), std::move(model.edit.note)};
  model.edit.note.clear();
  return make(model, {change(model, outbox::AddNote{std::move(note)})}, about(model, Kind::kSaved));
}

Effects note_in_case(Model& model, const std::string& text) {
  if (model.current_id.empty() || text.empty()) return {};
  const outbox::AddNote what{{std::string(kNoteType), text}};
  const auto there = case_as_shown(model, model.current_id);
  const auto is_same = [&](const outbox::Entry& entry) {
    return outbox::case_key(entry.change) == model.current_id && entry.change.what == outbox::What(what);
  };
  // Of a case that was not read yet nothing is known but what waits for it.
  const bool has_it = there ? std::ranges::contains(there->texts, what.note)
                            : std::ranges::any_of(model.outbox.entries, is_same);
  Notice notice = about(model, has_it ? Kind::kNotedAlready : Kind::kSaved);
  notice.title = there ? there->title : "";
  if (has_it) {
    model.notice = std::move(notice);
    return {};
  }
  outbox::Change addition = change_of(model, model.current_id, notice.title, what);
  return make(model, {std::move(addition)}, std::move(notice));
}

Effects remove_note(Model& model, const Note& note) {
  if (!model.shown) return {};
  outbox::Change removal = change(model, outbox::RemoveNote{note});
  removal.due_at = model.now + outbox::kUndo;
  Notice notice = about(model, Kind::kRemoved);
  return make(model, {std::move(removal)}, std::move(notice));
}

Effects delete_case(Model& model) {
  if (!model.shown || !model.asks_to_delete) return {};
  outbox::Change deletion = change(model, outbox::DeleteCase{});
  deletion.due_at = model.now + outbox::kUndo;
  Notice notice = about(model, Kind::kDeleted);
  leave_case(model);
  Effects effects = make(model, {std::move(deletion)}, std::move(notice));
  effects.push_back(effects::CaseChanged{"", ""});
  return effects;
}

}  // namespace casebook
