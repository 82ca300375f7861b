#include "appliance/threat_response/token.h"

#include <optional>

#include "appliance/crypto.h"
#include "appliance/threat_response/authorization.h"

namespace appliance {
namespace {

http::Response refused(std::string_view error, std::string_view description) {
  return http::json_response(
      400, json::object({{"error", std::string(error)}, {"error_description", std::string(description)}}));
}

// RFC 7617: base64(id ":" password). Nothing for any other header, an empty id or an empty password.
std::optional<Credentials> basic(const http::Request& request) {
  const std::string header = request.header("authorization");
  constexpr std::string_view kScheme = "Basic ";
  if (!header.starts_with(kScheme)) return std::nullopt;
  const auto pair = crypto::from_base64(std::string_view(header).substr(kScheme.size()));
  if (!pair) return std::nullopt;
  const std::size_t colon = pair->find(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == pair->size()) return std::nullopt;
  return Credentials{.id = pair->substr(0, colon), .password = pair->substr(colon + 1)};
}

}  // namespace

http::Response answer_token(const http::Request& request, Accounts& accounts, Clients& clients,
                            const TokenSigner& signer, RateLimit& limit) {
  const http::Parameters form = http::parse_form(request.body);
  const auto grant = form.find("grant_type");
  if (grant == form.end() || grant->second != "client_credentials")
    return refused("unsupported_grant_type", "The grant type must be client_credentials.");
  const auto credentials = basic(request);
  if (!credentials)
    return refused("invalid_client",
                   "The Authorization header must carry the client id and password as Basic.");
  const auto client = clients.find(credentials->id);
  if (!client) return refused("invalid_client", "The client id is not known.");
  if (!clients.password_fits(*credentials))
    return refused("wrong_client_creds", "The client password is wrong.");
  if (auto refused_now = limit.refuse(client->org_id)) return *refused_now;
  const User user = user_of(accounts, client->user_id, client->org_id);
  const Json claims = claims_for(*client, user, now(), kTokenLifetimeS);
  http::Response response = http::json_response(200, json::object({{"access_token", signer.sign(claims)},
                                                                   {"token_type", "bearer"},
                                                                   {"expires_in", kTokenLifetimeS},
                                                                   {"scope", client->scopes}}));
  response.set_header("Cache-Control", "no-store");
  limit.mark(response);
  return response;
}

}  // namespace appliance
