#include "appliance/broker/token_call.h"

#include "appliance/crypto.h"

namespace appliance {

std::expected<http::Response, std::string> ask_for_token(const Upstream& upstream,
                                                         const std::vector<Server>& servers,
                                                         const KeptClient& client,
                                                         const std::string& password) {
  const Server* server = usable_server(servers, client.server);
  if (!server) return std::unexpected("The appliance does not offer that server any more.");
  // RFC 7617, 2: padded base64 of "id:password".
  return upstream.call(
      *server, Upstream::Service::kVisibility,
      {.method = "POST",
       .path = "/iroh/oauth2/token",
       .query = {},
       .headers = {{"authorization", "Basic " + crypto::base64(client.client_id + ':' + password)},
                   {"content-type", "application/x-www-form-urlencoded"},
                   {"accept", "application/json"}},
       .body = "grant_type=client_credentials"});
}

}  // namespace appliance
