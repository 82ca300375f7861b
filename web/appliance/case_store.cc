#include "appliance/case_store.h"

#include <algorithm>
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
    : database_(database), index_(delay), changes_(database) {
  Transaction transaction(database_);
  id_ = changes_.store_id();
  // By creation, for those that an earlier version wrote: they have no places yet.
  Statement rows = database_.prepare("SELECT id, entity FROM casebooks ORDER BY created, id");
  while (rows.step()) {
    const StoredCase stored = read_row(rows);
    index_.put(stored.id, stored.entity, Refresh::kNow);
    if (!changes_.knows(stored.id))
      changes_.written(stored.id, stored.entity,
                       parse_iso(json::text(stored.entity, "modified")).value_or(0));
  }
  transaction.commit();
}

void CaseStore::add(const StoredCase& made, Instant created, Refresh refresh) {
  Transaction transaction(database_);
  insert(made, created);
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

void CaseStore::put(const std::string& id, const std::string& name, const Decision& decide, Refresh refresh) {
  Transaction transaction(database_);
  std::vector<CaseChange> found;
  const auto look = [&](const std::string& its_id) {
    if (auto one = changes_.of(its_id); one && one->entity) found.push_back(*std::move(one));
  };
  look(id);
  if (found.empty())
    for (const std::string& its_id : changes_.named(name)) look(its_id);
  const std::optional<StoredCase> wanted = decide(found);
  if (!wanted) return;
  if (std::ranges::contains(found, wanted->id, &CaseChange::id))
    write(*wanted, Change::kWrite);
  else
    insert(*wanted, now());
  transaction.commit();
  refresh_index(*wanted, Change::kWrite, refresh);
}

std::vector<CaseChange> CaseStore::changes_after(std::int64_t place, int most) {
  Transaction transaction(database_);
  return changes_.after(place, most);
}

std::optional<CaseChange> CaseStore::last_change_of(const std::string& id) {
  Transaction transaction(database_);
  return changes_.of(id);
}

std::int64_t CaseStore::last_place() {
  Transaction transaction(database_);
  return changes_.last_place();
}

void CaseStore::insert(const StoredCase& made, Instant created) {
  database_.prepare("INSERT INTO casebooks (id, created, entity) VALUES (?, ?, ?)")
      .bind(made.id)
      .bind(created)
      .bind(json::dump(made.entity))
      .run();
  changes_.written(made.id, made.entity, created);
}

std::optional<StoredCase> CaseStore::read(const std::string& id) {
  Statement row = database_.prepare("SELECT id, entity FROM casebooks WHERE id = ?");
  if (!row.bind(id).step()) return std::nullopt;
  return read_row(row);
}

void CaseStore::write(const StoredCase& changed, Change change) {
  if (change == Change::kDelete) {
    database_.prepare("DELETE FROM casebooks WHERE id = ?").bind(changed.id).run();
    changes_.deleted(changed.id, now());
    return;
  }
  database_.prepare("UPDATE casebooks SET entity = ? WHERE id = ?")
      .bind(json::dump(changed.entity))
      .bind(changed.id)
      .run();
  changes_.written(changed.id, changed.entity, now());
}

// While the transaction holds the lock, so that the index has the order of the writes.
void CaseStore::refresh_index(const StoredCase& changed, Change change, Refresh refresh) {
  if (change == Change::kDelete)
    index_.remove(changed.id, refresh);
  else
    index_.put(changed.id, changed.entity, refresh);
}

}  // namespace appliance
