// The embedded Threat Response: its two origins put together.
#pragma once

#include <vector>

#include "appliance/accounts.h"
#include "appliance/clients.h"
#include "appliance/http/guard.h"
#include "appliance/http/server.h"
#include "appliance/jwt.h"
#include "appliance/login_limit.h"
#include "appliance/sessions.h"
#include "appliance/threat_response/casebooks.h"
#include "appliance/threat_response/modules.h"
#include "appliance/threat_response/pivots.h"
#include "appliance/threat_response/rate_limit.h"
#include "appliance/threat_response/test_controls.h"

namespace appliance {

// What the two are made of. All of it outlives the sites.
struct Services {
  http::Origins origins;
  Accounts& accounts;
  Clients& clients;
  Sessions& sessions;
  LoginLimit& logins;
  CaseStore& cases;
  const TokenSigner& signer;
  const std::vector<Module>& modules;
  const Pivots& pivots;
  Casebooks& casebooks;
  RateLimit& limit;
  TestControls* controls = nullptr;  // null: no faults
};

// Token, keys, inspect, enrich, respond, whoami; the pages of API clients and investigations.
http::Site visibility_site(const Services& services);
// Cases.
http::Site private_intel_site(const Services& services);

}  // namespace appliance
