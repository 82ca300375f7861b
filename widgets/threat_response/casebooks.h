// Cases in the private intel store (threat-response-api.md 6): requests built, replies read.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "observables/observable.h"
#include "threat_response/problem.h"
#include "threat_response/request.h"

namespace threat_response {

struct Case {
  std::string id;  // long id, a URL; compare only with ids the same service gave
  std::string title;
  std::string timestamp;  // ISO 8601
  std::string tlp;        // "white", "green", "amber", "red"; free text of the service
  std::vector<observables::Observable> observables;
  bool operator==(const Case&) const = default;
};

// What a new case is made of. `external_id` finds it again when the reply is lost (api.md 6.9).
struct NewCase {
  std::string title;
  std::string external_id;
  std::vector<observables::Observable> observables;
};

// Newest first: the service's own order is oldest first (api.md 6.5).
Request cases_request(int limit);
// TLP is always sent, amber: the service's default is not known (api.md 6.8).
Request create_case_request(const NewCase& new_case);
Request case_request(std::string_view id);
// Adding does not de-duplicate (api.md 6.4-3): the caller leaves out what the case has.
Request add_observables_request(std::string_view id, const std::vector<observables::Observable>& added);
Request cases_by_external_id_request(std::string_view external_id);

// Entries that are no cases, and observables of kinds we do not show, are left out. Never half a case.
std::expected<std::vector<Case>, Problem> read_cases(const Reply& reply);
std::expected<Case, Problem> read_case(const Reply& reply);

// The address that investigates `observables` on the portal at `visibility` (api.md 1.3, CB-05): one typed
// value a line, or the stored case once that would pass 2,083 characters. `case_id` may be "".
std::string investigate_url(std::string_view visibility,
                            const std::vector<observables::Observable>& observables,
                            std::string_view case_id);

}  // namespace threat_response
