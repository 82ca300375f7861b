// The observables that the service finds in a text (threat-response-api.md 3).
#pragma once

#include <expected>
#include <string_view>
#include <vector>

#include "threat_response/observable.h"
#include "threat_response/problem.h"

namespace threat_response {

// The text travels as it is: refang it first, the service is known to undo "[.]" and nothing else (api.md 3).
Request inspect_request(std::string_view text);
// In the service's order, which means nothing. Empty when the text holds none.
std::expected<std::vector<Observable>, Problem> read_inspected(const Reply& reply);

}  // namespace threat_response
