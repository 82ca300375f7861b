// Who calls, and what the token allows (threat-response-api.md 2.3, 2.4, 2.5, 6.7).
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "appliance/accounts.h"
#include "appliance/clients.h"
#include "appliance/http/message.h"
#include "appliance/jwt.h"

namespace appliance {

// From the token: login is `sub`, the group is the organisation.
struct Caller {
  std::string user_id;
  std::string org_id;
  std::string client_id;
  std::vector<std::string> scopes;
};

// The user with this id. A token may name one who is no longer there: then a user without a name.
User user_of(Accounts& accounts, const std::string& user_id, const std::string& org_id);

// The claims of a token for `client` of `user`, valid for `lifetime_s` from `when`.
Json claims_for(const Client& client, const User& user, Instant when, int lifetime_s);

// Whether one granted scope is enough for `required`: "enrich:read" for
// "enrich/observables/deliberate:read", "casebook" for "casebook:write".
bool covers(std::string_view granted, std::string_view required);
bool allows(const Caller& caller, std::string_view required);

// The caller behind the Bearer token, or the answer of the family that says why not.
std::expected<Caller, http::Response> visibility_caller(const http::Request& request,
                                                        const TokenSigner& signer);
std::expected<Caller, http::Response> private_intel_caller(const http::Request& request,
                                                           const TokenSigner& signer);
http::Response missing_scope(const Caller& caller, std::string_view required);
http::Response missing_capability(const Caller& caller, std::string_view capability);

}  // namespace appliance
