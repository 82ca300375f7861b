// What modules thought of observables when a document was made.
#pragma once

#include <string>
#include <vector>

#include "threat_response/instant.h"
#include "threat_response/verdict.h"

namespace exchange {

using threat_response::Disposition;
using threat_response::Observable;

struct ModuleOpinion {
  std::string module;  // its name, text of the service
  Disposition disposition = Disposition::kUnknown;
};

struct Opinions {
  Observable observable;
  Disposition disposition = Disposition::kNone;  // over all modules; kNone when none has said anything
  std::vector<ModuleOpinion> modules;
};

struct Judgements {
  std::vector<Opinions> of;
  threat_response::Instant at = 0;  // when they were as they are
};

}  // namespace exchange
