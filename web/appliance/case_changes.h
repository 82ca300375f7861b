// The order in which cases were written, for programs that keep up with them (sync/routes.h), and the names
// that cases have elsewhere.
//
// A case has one place: that of its last write. One that is deleted keeps a place, and who could read it, so
// that they learn of it. All of it is written in the transaction of the write itself, so whoever has seen a
// place has seen every place before it.
//
// REQUIRES, of every call: a transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "appliance/database.h"
#include "appliance/instant.h"
#include "json/json.h"

namespace appliance {

struct CaseChange {
  std::int64_t place = 0;
  std::string id;  // short
  Instant changed = 0;
  Json readers;                // who may read it, and could ever (access.h)
  std::optional<Json> entity;  // nothing: it is deleted
};

class CaseChanges {
 public:
  explicit CaseChanges(Database& database) : database_(database) {}

  void written(const std::string& id, const Json& entity, Instant when);
  void deleted(const std::string& id, Instant when);
  bool knows(const std::string& id);

  // At most `most`, in the order of their places, which come after `place`.
  std::vector<CaseChange> after(std::int64_t place, int most);
  std::optional<CaseChange> of(const std::string& id);
  std::int64_t last_place();
  // Made once: places of another store mean nothing here.
  std::string store_id();

  // The short ids of the cases with this external id.
  std::vector<std::string> named(const std::string& external_id);

 private:
  void place(const std::string& id, Instant when, bool gone, const Json& readers);

  Database& database_;
};

}  // namespace appliance
