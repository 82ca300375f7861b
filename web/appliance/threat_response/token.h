// POST /iroh/oauth2/token: the client-credentials grant (threat-response-api.md 2.1 and 2.2). Wrong
// credentials are 400, never 401.
#pragma once

#include "appliance/accounts.h"
#include "appliance/clients.h"
#include "appliance/http/message.h"
#include "appliance/jwt.h"
#include "appliance/threat_response/rate_limit.h"

namespace appliance {

inline constexpr int kTokenLifetimeS = 600;

http::Response answer_token(const http::Request& request, Accounts& accounts, Clients& clients,
                            const TokenSigner& signer, RateLimit& limit);

}  // namespace appliance
