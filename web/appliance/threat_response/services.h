// The embedded Threat Response: its two origins put together.
#pragma once

#include <string>
#include <vector>

#include "appliance/clients.h"
#include "appliance/http/guard.h"
#include "appliance/http/server.h"
#include "appliance/jwt.h"
#include "appliance/threat_response/modules.h"

namespace appliance {

class Casebooks;

// Token, deliberate, whoami, investigate. Everything passed outlives the site.
http::Site visibility_site(const http::Origins& origins, Clients& clients, const TokenSigner& signer,
                           const std::vector<Module>& modules);
// Cases.
http::Site private_intel_site(const http::Origins& origins, const TokenSigner& signer, Casebooks& casebooks);

}  // namespace appliance
