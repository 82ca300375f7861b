// Everything that this page knows and that waits, as documents, without a network (reliability.md: export of
// everything). There is no secret in it: whose a change is says the client id, which is none.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/model.h"

namespace casebook {

// The cases as the service has them and the waiting changes. More than one document only where one would be
// too large to be imported again. `now` in seconds since 1970.
std::vector<std::string> backup_of(const Model& model, double now);

struct Backup {
  std::vector<exchange::ImportedCase> cases;
  std::vector<outbox::Change> changes;
};
// Nothing for a document that does not claim to be one; what in it is no case and no change is left out.
std::optional<std::expected<Backup, exchange::ImportProblem>> read_backup(std::string_view text);

}  // namespace casebook
