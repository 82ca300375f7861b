// A change as a record of the store, and back. What is read was written by this or another version of the
// widgets, or by anybody who runs on this origin: a record that is not whole is left alone.
#include "outbox/change.h"

namespace outbox {
namespace {

using threat_response::NewCase;

Json to_json(const Note& note) { return json::object({{"type", note.type}, {"text", note.text}}); }

Note read_note(const Json& record) { return {json::text(record, "type"), json::text(record, "text")}; }

std::vector<Observable> read_observables(const Json& record) {
  return threat_response::read_observables(json::array(record, "observables"));
}

void write(Json& record, const CreateCase& one) {
  json::set(record, "kind", "create");
  json::set(record, "made", threat_response::to_json(one.made));
}
void write(Json& record, const AddObservables& one) {
  json::set(record, "kind", "add-observables");
  json::set(record, "observables", threat_response::to_json(one.observables));
}
void write(Json& record, const RemoveObservables& one) {
  json::set(record, "kind", "remove-observables");
  json::set(record, "observables", threat_response::to_json(one.observables));
}
void write(Json& record, const EditField& one) {
  json::set(record, "kind", "edit");
  json::set(record, "field", field_name(one.field));
  json::set(record, "before", one.before);
  json::set(record, "after", one.after);
}
void write(Json& record, const AddNote& one) {
  json::set(record, "kind", "add-note");
  json::set(record, "note", to_json(one.note));
}
void write(Json& record, const RemoveNote& one) {
  json::set(record, "kind", "remove-note");
  json::set(record, "note", to_json(one.note));
}
void write(Json& record, const DeleteCase&) { json::set(record, "kind", "delete"); }

CreateCase read_create(const Json& record, std::string external_id) {
  const Json* found = json::find(record, "made");
  NewCase made = threat_response::new_case_of(threat_response::case_of(found ? *found : record));
  std::erase(made.external_ids, external_id);
  made.external_id = std::move(external_id);
  return {std::move(made)};
}

std::optional<What> read_what(const Json& record, const std::string& external_id) {
  const std::string kind = json::text(record, "kind");
  if (kind == "create") return read_create(record, external_id);
  if (kind == "add-observables") return AddObservables{read_observables(record)};
  if (kind == "remove-observables") return RemoveObservables{read_observables(record)};
  if (kind == "delete") return DeleteCase{};
  if (const Json* note = json::find(record, "note")) {
    if (kind == "add-note") return AddNote{read_note(*note)};
    if (kind == "remove-note") return RemoveNote{read_note(*note)};
  }
  const auto field = field_from_name(json::text(record, "field"));
  if (kind == "edit" && field)
    return EditField{*field, json::text(record, "before"), json::text(record, "after")};
  return std::nullopt;
}

}  // namespace

Json to_json(const Change& change) {
  Json record = json::object({{"id", change.id},
                              {"account", change.account},
                              {"case_id", change.case_id},
                              {"external_id", change.external_id},
                              {"title", change.title},
                              {"made_at", change.made_at},
                              {"due_at", change.due_at},
                              {"claims", change.claims}});
  if (!change.after.empty()) json::set(record, "after_change", change.after);
  std::visit([&](const auto& what) { write(record, what); }, change.what);
  return record;
}

std::optional<Change> read_change(const Json& record) {
  Change change{.id = json::text(record, "id"),
                .account = json::text(record, "account"),
                .case_id = json::text(record, "case_id"),
                .external_id = json::text(record, "external_id"),
                .title = json::text(record, "title"),
                .made_at = json::number(record, "made_at"),
                .due_at = json::number(record, "due_at"),
                .after = json::text(record, "after_change"),
                .what = {},
                .claims = static_cast<std::uint32_t>(json::integer(record, "claims"))};
  auto what = read_what(record, change.external_id);
  const bool of_a_case = !change.case_id.empty() || !change.external_id.empty();
  if (!what || change.id.empty() || !of_a_case) return std::nullopt;
  change.what = *std::move(what);
  return change;
}

}  // namespace outbox
