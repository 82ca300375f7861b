// SQLite behind two small classes. One connection, one writer: a call holds the lock while its transaction
// lives, so what it read is still true when it writes.
//
// Errors throw std::runtime_error with SQLite's sentence; the server answers 500 and nothing half-done stays.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace appliance {

class Statement {
 public:
  // Parameters are bound in order, starting with the first '?'.
  Statement& bind(std::string_view text);
  Statement& bind(std::int64_t number);
  bool step();  // true: a row is there
  void run();   // for statements without rows
  std::string text(int column) const;
  std::int64_t integer(int column) const;

 private:
  friend class Database;
  Statement(sqlite3* connection, std::string_view sql);
  std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement_;
  int bound_ = 0;
};

class Database {
 public:
  // Opens or makes the file, in WAL mode with synchronous=FULL: what is committed survives a power cut. The
  // file belongs to this process until it ends. The error is a sentence.
  static std::expected<std::unique_ptr<Database>, std::string> open(const std::string& file);
  // The same for a file that several processes have open: each waits for the others' transactions. `tables`
  // are made where they are missing.
  static std::expected<std::unique_ptr<Database>, std::string> open_shared(const std::string& file,
                                                                           const char* tables);

  Statement prepare(std::string_view sql) { return {connection_.get(), sql}; }
  void execute(const char* sql);

 private:
  friend class Transaction;
  friend class Reading;
  explicit Database(sqlite3* connection);
  static std::expected<std::unique_ptr<Database>, std::string> connect(const std::string& file);
  std::unique_ptr<sqlite3, int (*)(sqlite3*)> connection_;
  std::mutex mutex_;
};

// From its construction to its end nobody else uses the database. Undone unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  std::unique_lock<std::mutex> lock_;
  Database& database_;
  bool open_ = true;
};

// From its construction to its end what is read is of one moment, and no other process waits for it. (In this
// process it waits and is waited for, as a transaction.)
class Reading {
 public:
  explicit Reading(Database& database);
  ~Reading();
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

 private:
  std::unique_lock<std::mutex> lock_;
  Database& database_;
};

}  // namespace appliance
