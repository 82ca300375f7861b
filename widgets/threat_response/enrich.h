// Asking the service's modules about observables: verdicts (deliberate), sightings with them (observe), and
// how the modules are (health). threat-response-api.md 4.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "threat_response/problem.h"
#include "threat_response/request.h"
#include "threat_response/verdict.h"

namespace threat_response {

struct Module {
  std::string instance_id;  // the one thing that names it; "" in answers of old services
  std::string type_id;
  std::string name;  // the customer's own, free text: shown, never compared
  bool operator==(const Module&) const = default;
};

// A thing of the customer's that an observable was seen at.
struct Target {
  std::string type;
  std::vector<Observable> observables;
};

// What a module has seen two observables do: `source` "Resolved_To" `related`.
struct Relation {
  Observable source, related;
  std::string name;    // as the service writes it
  std::string origin;  // who has seen it: the product, free text
  bool operator==(const Relation&) const = default;
};

struct Sighting {
  std::vector<Observable> observables;
  double seen_from = 0, seen_until = 0;  // seconds since 1970; equal for a moment
  std::int64_t count = 1;
  std::string title, description, source, source_uri, confidence;
  std::vector<Target> targets;      // often none
  std::vector<Relation> relations;  // often none
};

// What one module knows; verdicts and sightings may both be empty: it was asked and knows nothing.
struct ModuleAnswer {
  Module module;
  std::vector<Verdict> verdicts;
  std::vector<Sighting> sightings;
};

// A module that could not answer. A 200 with some of these is normal (C-34, api.md 4.4).
struct ModuleProblem {
  Module module;
  std::string code, message;  // the module's own text
  bool timed_out = false;
};

struct Enrichment {
  std::vector<ModuleAnswer> answers;
  std::vector<ModuleProblem> problems;
};

// `asked` must not be empty. Only the modules with these instance ids are asked; all when there are none. The
// call waits for the slowest module it asks.
Request deliberate_request(const std::vector<Observable>& asked,
                           const std::vector<std::string>& modules = {});
Request observe_request(const std::vector<Observable>& asked, const std::vector<std::string>& modules = {});
// Fields that are missing or of another type are empty; a verdict or sighting about nothing is left out.
std::expected<Enrichment, Problem> read_enrichment(const Reply& reply);

struct ModuleHealth {
  Module module;
  enum class Status { kOk, kError, kUnknown } status = Status::kUnknown;
};
// Of all modules, or of the one with this instance id.
Request health_request(std::string_view module = "");
// A module that did not answer is kUnknown.
std::expected<std::vector<ModuleHealth>, Problem> read_health(const Reply& reply);

// Shared with pivots.h: what an item of an answer says about the module it is of.
Module read_module(const Json& item);
// The array "errors" of an answer.
std::vector<ModuleProblem> read_module_problems(const Json& body);

}  // namespace threat_response
