// Where cases are kept. An entity is stored without its id: the long id carries the service's address, which
// may change between starts, so routes put it in.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "appliance/case_index.h"
#include "appliance/database.h"
#include "appliance/instant.h"
#include "json/json.h"

namespace appliance {

struct StoredCase {
  std::string id;  // short: "casebook-<uuid>"
  Json entity;
};

// What to do with a case that was read: leave it, write what became of it, or delete it.
enum class Change { kLeave, kWrite, kDelete };
using Edit = std::function<Change(Json& entity)>;

class CaseStore {
 public:
  // Reads every case into the index, which is refreshed `delay` after a write.
  CaseStore(Database& database, std::chrono::milliseconds delay);

  // On disk when this returns; so for every write here.
  void add(const StoredCase& made, Instant created, Refresh refresh);
  std::optional<StoredCase> find(const std::string& id);

  // Reads a case, lets `edit` change it and writes it, with nobody in between. False when there is no such
  // case.
  bool change(const std::string& id, const Edit& edit, Refresh refresh);
  // The same as the service does it: two changes at once may both read before either writes, and the one
  // that writes last wins. `pause` is called in between.
  bool change_unguarded(const std::string& id, const Edit& edit, Refresh refresh,
                        const std::function<void()>& pause);

  CaseList searchable() { return index_.all(); }

 private:
  std::optional<StoredCase> read(const std::string& id);
  void write(const StoredCase& changed, Change change);
  void refresh_index(const StoredCase& changed, Change change, Refresh refresh);

  Database& database_;
  CaseIndex index_;
};

}  // namespace appliance
