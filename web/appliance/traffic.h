// What has come through the email and web appliances: the tables behind every report and tracking page, kept
// in SQLite and filled at each start from web/appliance/data/traffic/<table>.json.
//
//   {"table":"mail_destination_domain_detail", "kind":"report" | "tracking", "device_type":"esa" | "wsa",
//    "key":"domain",
//    "rows":   [{"key":"example.net", "time":"2026-11-23T12:00:00.000Z",
//    "fields":{"delivered":1197,...}},...], "later":  [[<rows>],...],
//    "earlier":{"key":"customer-{n}.example", "rows":33, "fields":{"delivered":290,...}}}
//
// `later` holds what comes in while one looks, in steps: rows of a known key change it, others are new. Rows
// with one key are one entry: whole numbers are counts and add up, of anything else the latest counts.
// `earlier` is a pattern for invented rows of the 29 days before: {n} and {nn} are the row's number, {sha256}
// a hash of it, and numbers are bounds.
#pragma once

#include <atomic>
#include <chrono>
#include <expected>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "appliance/database.h"
#include "appliance/instant.h"
#include "json/json.h"

namespace appliance {

struct TrafficTable {
  bool is_report = false;
  std::string device_type;       // "esa" or "wsa"
  std::string key;               // what the API calls the key of a row
  std::set<std::string> fields;  // every field that any row has
};

struct TrafficEntry {
  std::string key;
  Instant time = 0;  // of its first row
  Json fields;       // an object
};

class Traffic {
 public:
  explicit Traffic(Database& database) : database_(database) {}

  // The error is a sentence.
  std::expected<void, std::string> seed();

  // Null when there is no such table.
  const TrafficTable* table(const std::string& name) const;

  // The entries of [start, end[ in the table's own order. Takes the database's lock.
  std::vector<TrafficEntry> entries(const std::string& table, Instant start, Instant end);

  // How many steps of `later` have come in: 0 after the start.
  void set_step(std::int64_t step) { step_ = step; }
  // From now on a step comes in each kStepTime, and behind the last one it begins again.
  void flow() { flows_since_ = now(); }
  static constexpr Instant kStepTime = 5 * kSecond;

 private:
  std::expected<void, std::string> seed_table(const std::string& name);
  std::int64_t step() const;

  Database& database_;
  std::map<std::string, TrafficTable> tables_;
  std::int64_t last_step_ = 0;
  std::atomic<std::int64_t> step_ = 0;
  std::atomic<Instant> flows_since_ = 0;  // 0: only set_step lets steps in
};

}  // namespace appliance
