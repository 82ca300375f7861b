// POST /iroh/iroh-enrich/deliberate/observables: what each module says (threat-response-api.md 4).
#pragma once

#include <vector>

#include "appliance/http/message.h"
#include "appliance/threat_response/authorization.h"
#include "appliance/threat_response/modules.h"

namespace appliance {

// A module that takes longer is left out, with an error item "module-timeout".
inline constexpr std::chrono::milliseconds kModulePatience{1500};

// Asks all modules at once and waits for the slowest, `kModulePatience` at most. The query's `mids` (module
// instance ids) limits who is asked.
http::Response answer_deliberate(const http::Request& request, const Caller& caller,
                                 const std::vector<Module>& modules);

}  // namespace appliance
