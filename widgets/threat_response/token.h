// The access token (threat-response-api.md 2.1): asked for with the client's credentials, which only the
// vault shim knows. The vault takes the token itself out of the reply; what is left for us is its life
// and what it allows.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "threat_response/problem.h"
#include "threat_response/request.h"

namespace threat_response {

struct Grant {
  double lifetime_s = 0;            // 600 in the real service
  std::vector<std::string> scopes;  // may be fewer than the client was made with (B-17)
  std::string
      user;  // the token's subject, which the private intelligence calls the owner (api.md 2.5); or ""
};

Request token_request();
std::expected<Grant, Problem> read_grant(const Reply& reply);

}  // namespace threat_response
