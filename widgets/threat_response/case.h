// A case of the private intelligence's casebook (threat-response-api.md 6.1), as the service sent it.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "threat_response/observable.h"
#include "threat_response/problem.h"

namespace threat_response {

// A text that somebody put to a case.
struct Note {
  std::string type, text;  // "note" for one of ours; both free
  bool operator==(const Note&) const = default;
};

// Where else somebody has written about it. `source_name` is the one field that CTIM demands.
struct ExternalReference {
  std::string source_name, description, url, external_id;
  std::vector<std::string> hashes;
  bool operator==(const ExternalReference&) const = default;
};

struct Case {
  std::string id;  // long id, a URL; compare only with ids the same service gave
  std::string title, short_description, description;
  std::string tlp;        // "white", "green", "amber", "red"; free text of the service
  std::string timestamp;  // ISO 8601
  std::string owner;      // user id (profile.h)
  std::vector<Observable> observables;
  std::vector<Note> texts;
  // What other tools put to a case: kept, so that an export has it.
  std::string language, source, source_uri;
  std::vector<std::string> external_ids;
  std::vector<ExternalReference> external_references;
  Json bundle;  // a CTIM bundle; null for none
  bool operator==(const Case&) const = default;
};

// The last segment of a long id; a short id as it is. Routes take it, so a long id's host never travels in a
// path.
std::string_view short_id(std::string_view id);

Json to_json(const ExternalReference& reference);

// A casebook document of any origin, with or without an id. What is missing or of a wrong type is left out.
Case case_of(const Json& entity);

// Entries of a list that are no cases are left out. Never half a case.
std::expected<std::vector<Case>, Problem> read_cases(const Reply& reply);
std::expected<Case, Problem> read_case(const Reply& reply);

// What of `wanted` the case does not have, each once: adding does not look what is there already
// (api.md 6.4-3, D-24).
std::vector<Observable> missing_from(const Case& one, const std::vector<Observable>& wanted);
// What of the case means the same as one of `unwanted`, as the case has it written: removing takes the exact
// value only, and from a case that has none it would add them (api.md 6.4-4, 6.4-5).
std::vector<Observable> held_by(const Case& one, const std::vector<Observable>& unwanted);

}  // namespace threat_response
