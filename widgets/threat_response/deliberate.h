// Verdicts: what each module of the service thinks of an observable (threat-response-api.md 4).
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "observables/observable.h"
#include "threat_response/problem.h"
#include "threat_response/request.h"

namespace threat_response {

// CTIM's numbers (B-41). Any other number is read as kUnknown.
enum class Disposition { kNone = 0, kClean = 1, kMalicious = 2, kSuspicious = 3, kCommon = 4, kUnknown = 5 };

struct Verdict {
  std::string module;  // the customer's name for it: hostile text
  std::string module_instance_id;
  observables::Observable observable;
  Disposition disposition = Disposition::kUnknown;
  std::string valid_until;  // ISO 8601; "" when the service gives none
};

// A module that could not answer. A 200 with some of these is normal (C-34).
struct ModuleProblem {
  std::string module;  // "" when the service did not name it
  std::string code;    // "module-timeout", ...; free text of the service
};

struct Deliberation {
  std::vector<Verdict> verdicts;
  std::vector<ModuleProblem> problems;
};

// `asked` must not be empty. The body is a bare array (api.md 4.1).
Request deliberate_request(const std::vector<observables::Observable>& asked);
std::expected<Deliberation, Problem> read_deliberation(const Reply& reply);

// The verdicts of `observable`, in the service's order.
std::vector<Verdict> verdicts_of(const Deliberation& all, const observables::Observable& observable);

// One disposition for attention over all modules: Malicious, then Suspicious, Unknown, Common, Clean. CTIM's
// own order puts Clean first, which is right inside one source and unsafe across sources (api.md 4.3); an
// unknown verdict counts more than a harmless one because it still asks for a look. kNone for no verdicts.
Disposition roll_up(const std::vector<Verdict>& verdicts);

}  // namespace threat_response
