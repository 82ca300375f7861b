// Links into the portal's own investigation (threat-response-api.md 1.3, CB-05).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "threat_response/observable.h"

namespace threat_response {

// The address that investigates `observables` on the portal at `visibility`: one typed value a line, or the
// stored case once that would pass 2,083 characters. `case_id` may be "".
std::string investigate_url(std::string_view visibility, const std::vector<Observable>& observables,
                            std::string_view case_id);

}  // namespace threat_response
