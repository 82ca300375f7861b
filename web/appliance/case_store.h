// Where cases are kept. An entity is stored without its id: the long id carries the service's address, which
// may change between starts, so routes put it in.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "appliance/case_changes.h"
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
// What becomes of the cases that were found: one of them as it is to be, or a new one; nothing to leave them.
using Decision = std::function<std::optional<StoredCase>(const std::vector<CaseChange>& found)>;

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

  // Finds the case with this short id, or else those that have `name` among their external ids, and writes
  // what `decide` answers, with nobody in between.
  void put(const std::string& id, const std::string& name, const Decision& decide, Refresh refresh);

  // The writes, in their order (case_changes.h).
  std::vector<CaseChange> changes_after(std::int64_t place, int most);
  std::optional<CaseChange> last_change_of(const std::string& id);
  std::int64_t last_place();
  const std::string& id() const { return id_; }

  CaseList searchable() { return index_.all(); }

 private:
  std::optional<StoredCase> read(const std::string& id);
  void insert(const StoredCase& made, Instant created);
  void write(const StoredCase& changed, Change change);
  void refresh_index(const StoredCase& changed, Change change, Refresh refresh);

  Database& database_;
  CaseIndex index_;
  CaseChanges changes_;
  std::string id_;  // of the store
};

}  // namespace appliance
