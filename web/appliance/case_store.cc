#include "appliance/case_store.h"

#include <stdexcept>

namespace appliance {
namespace {

StoredCase read_row(const Statement& row) {
  auto entity = json::parse(row.text(1));
  if (!entity) throw std::runtime_error("a stored case cannot be read: " + entity.error());
  return {.id = row.text(0), .entity = *std::move(entity)};
}

std::vector<StoredCase> read_rows(Statement& rows) {
  std::vector<StoredCase> found;
  while (rows.step()) found.push_back(read_row(rows));
  return found;
}

}  // namespace

void CaseStore::add(const StoredCase& made, Instant created) {
  Transaction transaction(database_);
  database_.prepare("INSERT INTO casebooks (id, created, entity) VALUES (?, ?, ?)")
      .bind(made.id)
      .bind(created)
      .bind(json::dump(made.entity))
      .run();
  transaction.commit();
}

std::optional<StoredCase> CaseStore::find(const std::string& id) {
  Transaction transaction(database_);
  Statement row = database_.prepare("SELECT id, entity FROM casebooks WHERE id = ?");
  if (!row.bind(id).step()) return std::nullopt;
  return read_row(row);
}

std::vector<StoredCase> CaseStore::all() {
  Transaction transaction(database_);
  Statement rows = database_.prepare("SELECT id, entity FROM casebooks ORDER BY created, rowid");
  return read_rows(rows);
}

std::vector<StoredCase> CaseStore::with_external_id(const std::string& external_id) {
  Transaction transaction(database_);
  Statement rows = database_.prepare(
      "SELECT id, entity FROM casebooks WHERE EXISTS (SELECT 1 FROM json_each(entity, '$.external_ids') "
      "WHERE json_each.value = ?) ORDER BY created, rowid");
  return read_rows(rows.bind(external_id));
}

bool CaseStore::change(const std::string& id, const std::function<bool(Json& entity)>& edit) {
  Transaction transaction(database_);
  std::optional<StoredCase> found;
  {
    Statement row = database_.prepare("SELECT id, entity FROM casebooks WHERE id = ?");
    if (!row.bind(id).step()) return false;
    found = read_row(row);
  }
  if (!edit(found->entity)) return true;
  database_.prepare("UPDATE casebooks SET entity = ? WHERE id = ?")
      .bind(json::dump(found->entity))
      .bind(id)
      .run();
  transaction.commit();
  return true;
}

}  // namespace appliance
