// Where cases are kept. An entity is stored without its id: the long id carries the service's address, which
// may change between starts, so routes put it in.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "appliance/database.h"
#include "appliance/instant.h"
#include "json/json.h"

namespace appliance {

struct StoredCase {
  std::string id;  // short: "casebook-<uuid>"
  Json entity;
};

class CaseStore {
 public:
  explicit CaseStore(Database& database) : database_(database) {}

  // On disk when this returns; so for every write here.
  void add(const StoredCase& made, Instant created);
  std::optional<StoredCase> find(const std::string& id);
  std::vector<StoredCase> all();  // oldest first
  std::vector<StoredCase> with_external_id(const std::string& external_id);

  // Reads a case, lets `edit` change it and writes it, with nobody in between. `edit` says whether to write.
  // False when there is no such case.
  bool change(const std::string& id, const std::function<bool(Json& entity)>& edit);

 private:
  Database& database_;
};

}  // namespace appliance
