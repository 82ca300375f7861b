#include "appliance/broker/token_call.h"

#include "appliance/crypto.h"
#include "appliance/http/client.h"

namespace appliance {

std::expected<http::Response, std::string> ask_for_token(const std::string& base,
                                                         const std::string& client_id,
                                                         const std::string& password) {
  // RFC 7617, 2: padded base64 of "id:password".
  return http::call(base,
                    {.method = "POST",
                     .path = "/iroh/oauth2/token",
                     .query = {},
                     .headers = {{"authorization", "Basic " + crypto::base64(client_id + ':' + password)},
                                 {"content-type", "application/x-www-form-urlencoded"},
                                 {"accept", "application/json"}},
                     .body = "grant_type=client_credentials"});
}

}  // namespace appliance
