// The embedded Threat Response: its two origins put together.
#pragma once

#include <string>
#include <vector>

#include "appliance/accounts.h"
#include "appliance/clients.h"
#include "appliance/http/guard.h"
#include "appliance/http/server.h"
#include "appliance/jwt.h"
#include "appliance/login_limit.h"
#include "appliance/services_exchange/registrations.h"
#include "appliance/sessions.h"
#include "appliance/sync/routes.h"
#include "appliance/threat_response/appliance_modules.h"
#include "appliance/threat_response/casebooks.h"
#include "appliance/threat_response/modules.h"
#include "appliance/threat_response/pivots.h"
#include "appliance/threat_response/rate_limit.h"
#include "appliance/threat_response/test_controls.h"

namespace appliance {

// What the two are made of. All of it outlives the sites.
struct Services {
  http::Origins origins;
  // Of other pages that may read the answers, as those of the appliance may.
  std::vector<std::string> pages;
  Accounts& accounts;
  Clients& clients;
  Sessions& sessions;
  LoginLimit& logins;
  CaseStore& cases;
  const TokenSigner& signer;
  const std::vector<Module>& modules;
  const Pivots& pivots;
  Casebooks& casebooks;
  Sync& sync;
  RateLimit& limit;
  Registrations& registrations;
  const ApplianceModules& appliances;
  TestControls* controls = nullptr;  // null: no faults
};

// Token, keys, inspect, enrich, respond, whoami; the pages of API clients and investigations.
http::Site visibility_site(const Services& services);
// Cases, and what keeps others in step with them.
http::Site private_intel_site(const Services& services);

}  // namespace appliance
