// GET /investigate: what the modules know about what an investigation asks (threat-response-api.md 1.3).
//
//   ?q=<lines>   one observable a line, "type:value" or text to find some in
//   ?spid=<uuid> the observables of a case, by the uuid of its id; for who has logged in and may read it
#pragma once

#include <vector>

#include "appliance/accounts.h"
#include "appliance/case_store.h"
#include "appliance/http/message.h"
#include "appliance/sessions.h"
#include "appliance/threat_response/appliance_modules.h"

namespace appliance {

// Besides `own` the appliances of the organisation of who has logged in are asked.
http::Response answer_investigate(const http::Request& request, const std::vector<Module>& own,
                                  const ApplianceModules& appliances, CaseStore& cases, Accounts& accounts,
                                  Sessions& sessions);

}  // namespace appliance
