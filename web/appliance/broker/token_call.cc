#include "appliance/broker/token_call.h"

#include "appliance/crypto.h"

namespace appliance {

// RFC 7617, 2: padded base64 of "id:password".
http::Request token_call(const std::string& client_id, const std::string& password) {
  return {.method = "POST",
          .path = "/iroh/oauth2/token",
          .query = {},
          .headers = {{"authorization", "Basic " + crypto::base64(client_id + ':' + password)},
                      {"content-type", "application/x-www-form-urlencoded"},
                      {"accept", "application/json"}},
          .body = "grant_type=client_credentials"};
}

}  // namespace appliance
