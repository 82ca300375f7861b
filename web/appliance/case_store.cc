#include "appliance/case_store.h"

#include <stdexcept>

namespace appliance {
namespace {

StoredCase read_row(const Statement& row) {
  auto entity = json::parse(row.text(1));
  if (!entity) throw std::runtime_error("a stored case cannot be read");
  return {.id = row.text(0), .entity = *std::move(entity)};
}

}  // namespace

CaseStore::CaseStore(Database& database, std::chrono::milliseconds delay)
    : database_(database), index_(delay) {
  Transaction transaction(database_);
  Statement rows = database_.prepare("SELECT id, entity FROM casebooks");
  while (rows.step()) {
    const StoredCase stored = read_row(rows);
    index_.put(stored.id, stored.entity, Refresh::kNow);
  }
}

void CaseStore::add(const StoredCase& made, Instant created, Refresh refresh) {
  Transaction transaction(database_);
  database_.prepare("INSERT INTO casebooks (id, created, entity) VALUES (?, ?, ?)")
      .bind(made.id)
      .bind(created)
      .bind(json::dump(made.entity))
      .run();
  transaction.commit();
  refresh_index(made, Change::kWrite, refresh);
}

std::optional<StoredCase> CaseStore::find(const std::string& id) {
  Transaction transaction(database_);
  return read(id);
}

bool CaseStore::change(const std::string& id, const Edit& edit, Refresh refresh) {
  Transaction transaction(database_);
  std::optional<StoredCase> found = read(id);
  if (!found) return false;
  const Change wanted = edit(found->entity);
  if (wanted == Change::kLeave) return true;
  write(*found, wanted);
  transaction.commit();
  refresh_index(*found, wanted, refresh);
  return true;
}

bool CaseStore::change_unguarded(const std::string& id, const Edit& edit, Refresh refresh,
                                 const std::function<void()>& pause) {
  std::optional<StoredCase> found = find(id);
  if (!found) return false;
  pause();
  const Change wanted = edit(found->entity);
  if (wanted == Change::kLeave) return true;
  Transaction transaction(database_);
  write(*found, wanted);
  transaction.commit();
  refresh_index(*found, wanted, refresh);
  return true;
}

std::optional<StoredCase> CaseStore::read(const std::string& id) {
  Statement row = database_.prepare("SELECT id, entity FROM casebooks WHERE id = ?");
  if (!row.bind(id).step()) return std::nullopt;
  return read_row(row);
}

void CaseStore::write(const StoredCase& changed, Change change) {
  if (change == Change::kDelete)
    database_.prepare("DELETE FROM casebooks WHERE id = ?").bind(changed.id).run();
  else
    database_.prepare("UPDATE casebooks SET entity = ? WHERE id = ?")
        .bind(json::dump(changed.entity))
        .bind(changed.id)
        .run();
}

// While the transaction holds the lock, so that the index has the order of the writes.
void CaseStore::refresh_index(const StoredCase& changed, Change change, Refresh refresh) {
  if (change == Change::kDelete)
    index_.remove(changed.id, refresh);
  else
    index_.put(changed.id, changed.entity, refresh);
}

}  // namespace appliance
