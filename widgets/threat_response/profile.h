// Who the client acts for (threat-response-api.md 2.5).
#pragma once

#include <expected>
#include <string>

#include "threat_response/problem.h"

namespace threat_response {

struct Profile {
  std::string user_id;  // owner of the cases this client makes
  std::string user_name, user_email;
  std::string organization_id, organization_name;
};

Request profile_request();
// A profile without a user's id is unreadable; the other fields may be "".
std::expected<Profile, Problem> read_profile(const Reply& reply);

}  // namespace threat_response
