// What the modules know (threat-response-api.md 4):
//
//   POST /iroh/iroh-enrich/deliberate/observables   verdicts
//   POST /iroh/iroh-enrich/observe/observables      verdicts, judgements and sightings
//   POST /iroh/iroh-enrich/health[/{module instance id}]
//
// The query's `mids` (module instance ids) limits who is asked. The slowest module decides how long a call
// takes.
#pragma once

#include <string_view>
#include <vector>

#include "appliance/http/message.h"
#include "appliance/threat_response/authorization.h"
#include "appliance/threat_response/module_calls.h"

namespace appliance {

http::Response answer_deliberate(const http::Request& request, const Caller& caller,
                                 const std::vector<const Module*>& modules);
http::Response answer_observe(const http::Request& request, const Caller& caller,
                              const std::vector<const Module*>& modules);
// `instance_id`: "" for all modules.
http::Response answer_health(const Caller& caller, const std::vector<const Module*>& modules,
                             std::string_view instance_id);

// The body of an observe answer about `observables`.
Json observed(const std::vector<const Module*>& asked, const std::vector<const Json*>& observables);

}  // namespace appliance
