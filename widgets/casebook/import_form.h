// What somebody has chosen to import, and is asked about before anything is made of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exchange/import.h"
#include "outbox/change.h"

namespace casebook {

// A file of which nothing can be made.
struct RefusedFile {
  std::string name;
  exchange::ImportProblem problem;
};

// Of both, `is_there`: the casebook has it already, so that importing it would make a second one.
struct CaseOffer {
  exchange::ImportedCase found;
  bool wanted = true, is_there = false;
  bool is_chosen = false;  // by the user: what the casebook learns does not change it
};
struct ChangeOffer {
  outbox::Change change;
  bool wanted = true, is_there = false;
};

struct ImportForm {
  bool open = false;
  std::vector<RefusedFile> refused;
  std::vector<CaseOffer> cases;
  std::vector<ChangeOffer> changes;  // that waited where everything was exported
};

}  // namespace casebook
