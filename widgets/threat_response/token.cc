#include "threat_response/token.h"

#include "threat_response/reading.h"

namespace threat_response {

Request token_request() {
  return {.service = Service::kVisibility,
          .credential = Credential::kBasic,
          .method = "POST",
          .path = "/iroh/oauth2/token",
          .body = "grant_type=client_credentials",
          .content_type = "application/x-www-form-urlencoded",
          .timeout_ms = 15'000};
}

std::expected<Grant, Problem> read_grant(const Reply& reply) {
  const auto body = read_object(reply);
  if (!body) return std::unexpected(body.error());
  Grant grant{
      .lifetime_s = json::number(*body, "expires_in"), .scopes = {}, .user = json::text(*body, "user")};
  if (!(grant.lifetime_s > 0)) return std::unexpected(unreadable(reply));
  const std::string scopes = json::text(*body, "scope");
  for (std::size_t start = 0; start < scopes.size();) {
    const std::size_t end = std::min(scopes.find(' ', start), scopes.size());
    if (end > start) grant.scopes.push_back(scopes.substr(start, end - start));
    start = end + 1;
  }
  return grant;
}

}  // namespace threat_response
