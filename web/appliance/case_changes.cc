#include "appliance/case_changes.h"

#include <format>
#include <stdexcept>

#include "appliance/crypto.h"
#include "appliance/threat_response/access.h"

namespace appliance {
namespace {

constexpr std::string_view kColumns =
    "SELECT c.place, c.id, c.changed, c.readers, c.gone, b.entity FROM case_changes c "
    "LEFT JOIN casebooks b ON b.id = c.id ";

Json read_json(const Statement& row, int column) {
  auto read = json::parse(row.text(column));
  if (!read) throw std::runtime_error("a stored case cannot be read");
  return *std::move(read);
}

CaseChange read_change(const Statement& row) {
  CaseChange read{.place = row.integer(0),
                  .id = row.text(1),
                  .changed = row.integer(2),
                  .readers = read_json(row, 3),
                  .entity = std::nullopt};
  if (row.integer(4) == 0) read.entity = read_json(row, 5);
  return read;
}

}  // namespace

void CaseChanges::written(const std::string& id, const Json& entity, Instant when) {
  Json readers = readers_of(entity);
  Statement row = database_.prepare("SELECT readers FROM case_changes WHERE id = ?");
  if (row.bind(id).step()) readers = readers_of_either(read_json(row, 0), entity);
  place(id, when, false, readers);
  database_.prepare("DELETE FROM case_names WHERE id = ?").bind(id).run();
  for (const std::string& name : json::texts(entity, "external_ids"))
    database_.prepare("INSERT OR IGNORE INTO case_names (name, id) VALUES (?, ?)").bind(name).bind(id).run();
}

void CaseChanges::deleted(const std::string& id, Instant when) {
  std::optional<Json> readers;
  {
    Statement row = database_.prepare("SELECT readers FROM case_changes WHERE id = ?");
    if (row.bind(id).step()) readers = read_json(row, 0);
  }
  if (readers) place(id, when, true, *readers);
  database_.prepare("DELETE FROM case_names WHERE id = ?").bind(id).run();
}

bool CaseChanges::knows(const std::string& id) {
  return database_.prepare("SELECT 1 FROM case_changes WHERE id = ?").bind(id).step();
}

// The place moves to the end: AUTOINCREMENT gives no number twice.
void CaseChanges::place(const std::string& id, Instant when, bool gone, const Json& readers) {
  database_.prepare("DELETE FROM case_changes WHERE id = ?").bind(id).run();
  database_.prepare("INSERT INTO case_changes (id, changed, gone, readers) VALUES (?, ?, ?, ?)")
      .bind(id)
      .bind(when)
      .bind(gone ? 1 : 0)
      .bind(json::dump(readers))
      .run();
}

std::vector<CaseChange> CaseChanges::after(std::int64_t place, int most) {
  Statement rows = database_.prepare(std::string(kColumns) + "WHERE c.place > ? ORDER BY c.place LIMIT ?");
  rows.bind(place).bind(most);
  std::vector<CaseChange> found;
  while (rows.step()) found.push_back(read_change(rows));
  return found;
}

std::optional<CaseChange> CaseChanges::of(const std::string& id) {
  Statement row = database_.prepare(std::string(kColumns) + "WHERE c.id = ?");
  if (!row.bind(id).step()) return std::nullopt;
  return read_change(row);
}

std::int64_t CaseChanges::last_place() {
  Statement row = database_.prepare("SELECT COALESCE(MAX(place), 0) FROM case_changes");
  return row.step() ? row.integer(0) : 0;
}

std::string CaseChanges::store_id() {
  constexpr std::string_view kName = "case_store";
  {
    Statement row = database_.prepare("SELECT value FROM settings WHERE name = ?");
    if (row.bind(kName).step()) return row.text(0);
  }
  std::string made;
  for (const char byte : crypto::random_bytes(6))
    made += std::format("{:02x}", static_cast<unsigned char>(byte));
  database_.prepare("INSERT INTO settings (name, value) VALUES (?, ?)").bind(kName).bind(made).run();
  return made;
}

std::vector<std::string> CaseChanges::named(const std::string& external_id) {
  Statement rows = database_.prepare("SELECT id FROM case_names WHERE name = ? ORDER BY id");
  rows.bind(external_id);
  std::vector<std::string> ids;
  while (rows.step()) ids.push_back(rows.text(0));
  return ids;
}

}  // namespace appliance
