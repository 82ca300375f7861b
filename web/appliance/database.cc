#include "appliance/database.h"

#include <sqlite3.h>

#include <format>
#include <stdexcept>

namespace appliance {
namespace {

// Every table of the appliance. `traffic` is filled again at each start; the others are the
// state. What is dropped is of earlier versions.
constexpr const char* kTables = R"(
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS clients (
    id TEXT PRIMARY KEY, salt TEXT NOT NULL, hash TEXT NOT NULL, scopes TEXT NOT NULL,
    user_id TEXT NOT NULL, org_id TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS users (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE, org_id TEXT NOT NULL,
    org_name TEXT NOT NULL, salt TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS operators (
    name TEXT PRIMARY KEY, salt TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS sessions (
    hash TEXT PRIMARY KEY, cookie TEXT NOT NULL, user TEXT NOT NULL, until INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS kept_clients (
    operator TEXT NOT NULL, server TEXT NOT NULL, client_id TEXT NOT NULL, added INTEGER NOT NULL,
    used INTEGER NOT NULL, sealed TEXT NOT NULL, PRIMARY KEY (operator, server, client_id)) STRICT;
  CREATE TABLE IF NOT EXISTS casebooks (
    id TEXT PRIMARY KEY, created INTEGER NOT NULL, entity TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS case_changes (
    place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, changed INTEGER NOT NULL,
    gone INTEGER NOT NULL, readers TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS case_names (
    name TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (name, id)) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS case_names_of ON case_names (id);
  CREATE TABLE IF NOT EXISTS action_marks (
    module TEXT NOT NULL, mark TEXT NOT NULL, type TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (module, mark, type, value)) STRICT;
  CREATE TABLE IF NOT EXISTS traffic (
    source TEXT NOT NULL, position INTEGER NOT NULL, step INTEGER NOT NULL, time INTEGER NOT NULL,
    key TEXT NOT NULL, fields TEXT NOT NULL, PRIMARY KEY (source, position)) STRICT;
  DROP TABLE IF EXISTS report_counters;
  DROP TABLE IF EXISTS messages;
  DROP TABLE IF EXISTS message_events;
)";

constexpr int kPatience = 5000;  // milliseconds that a transaction waits for those of other processes

[[noreturn]] void fail(sqlite3* connection) {
  throw std::runtime_error(std::format("the store failed: {}", sqlite3_errmsg(connection)));
}

}  // namespace

Statement::Statement(sqlite3* connection, std::string_view sql) : statement_(nullptr, sqlite3_finalize) {
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &made, nullptr) != SQLITE_OK)
    fail(connection);
  statement_.reset(made);
}

Statement& Statement::bind(std::string_view text) {
  if (sqlite3_bind_text64(statement_.get(), ++bound_, text.data(), text.size(), SQLITE_TRANSIENT,
                          SQLITE_UTF8) != SQLITE_OK)
    fail(sqlite3_db_handle(statement_.get()));
  return *this;
}

Statement& Statement::bind(std::int64_t number) {
  if (sqlite3_bind_int64(statement_.get(), ++bound_, number) != SQLITE_OK)
    fail(sqlite3_db_handle(statement_.get()));
  return *this;
}

bool Statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) fail(sqlite3_db_handle(statement_.get()));
  return false;
}

void Statement::run() {
  while (step()) continue;
}

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)))
               : std::string();
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

Database::Database(sqlite3* connection) : connection_(connection, sqlite3_close) {}

std::expected<std::unique_ptr<Database>, std::string> Database::connect(const std::string& file) {
  sqlite3* connection = nullptr;
  const int result =
      sqlite3_open_v2(file.c_str(), &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  std::unique_ptr<Database> database(new Database(connection));
  if (result != SQLITE_OK) return std::unexpected(std::format("Cannot open the store {}.", file));
  return database;
}

std::expected<std::unique_ptr<Database>, std::string> Database::open_shared(const std::string& file,
                                                                            const char* tables) {
  auto database = connect(file);
  if (!database) return database;
  sqlite3* const connection = (*database)->connection_.get();
  try {
    sqlite3_busy_timeout(connection, kPatience);
    (*database)->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
    (*database)->execute(tables);
  } catch (const std::exception&) {
    return std::unexpected(std::format("Cannot use the store {}: {}.", file, sqlite3_errmsg(connection)));
  }
  return database;
}

std::expected<std::unique_ptr<Database>, std::string> Database::open(const std::string& file) {
  auto connected = connect(file);
  if (!connected) return connected;
  std::unique_ptr<Database> database = *std::move(connected);
  sqlite3* const connection = database->connection_.get();
  try {
    // Exclusive: a second appliance on the same folder is told so instead of waiting.
    database->execute("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
    database->execute(kTables);
    if (!database->prepare("SELECT 1 FROM pragma_table_info('clients') WHERE name = 'name'").step())
      database->execute("ALTER TABLE clients ADD COLUMN name TEXT NOT NULL DEFAULT ''");
  } catch (const std::exception&) {
    if (sqlite3_errcode(connection) == SQLITE_BUSY)
      return std::unexpected(
          std::format("The store {} is in use by another appliance; end that one first.", file));
    return std::unexpected(std::format("Cannot use the store {}: {}.", file, sqlite3_errmsg(connection)));
  }
  return database;
}

void Database::execute(const char* sql) {
  if (sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(connection_.get());
}

Transaction::Transaction(Database& database) : lock_(database.mutex_), database_(database) {
  database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (open_) sqlite3_exec(database_.connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

Reading::Reading(Database& database) : lock_(database.mutex_), database_(database) {
  database_.execute("BEGIN");
}

Reading::~Reading() { sqlite3_exec(database_.connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr); }

}  // namespace appliance
