#include "threat_response/profile.h"

#include "threat_response/reading.h"

namespace threat_response {

Request profile_request() { return {.service = Service::kVisibility, .path = "/iroh/profile/whoami"}; }

std::expected<Profile, Problem> read_profile(const Reply& reply) {
  const auto body = read_object(reply);
  if (!body) return std::unexpected(body.error());
  Profile profile;
  if (const Json* user = json::find(*body, "user")) {
    profile.user_id = json::text(*user, "user-id");
    profile.user_name = json::text(*user, "user-name");
    profile.user_email = json::text(*user, "user-email");
    profile.organization_id = json::text(*user, "org-id");
  }
  if (const Json* organization = json::find(*body, "org")) {
    profile.organization_id = json::text(*organization, "id", profile.organization_id);
    profile.organization_name = json::text(*organization, "name");
  }
  if (profile.user_id.empty()) return std::unexpected(unreadable(reply));
  return profile;
}

}  // namespace threat_response
