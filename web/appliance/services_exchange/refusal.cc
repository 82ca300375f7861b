#include "appliance/services_exchange/refusal.h"

namespace appliance {

http::Response refusal(int status, std::string_view code, std::string_view sentence) {
  return http::json_response(status, json::object({{"code", code}, {"error", sentence}}));
}

http::Response no_such_route() {
  return refusal(404, "route_unknown", "The exchange has nothing at this address.");
}

http::Response unknown_certificate() {
  return refusal(
      403, "certificate_unknown",
      "This call needs the certificate of an appliance that is registered here; register it again if its "
      "registration has ended.");
}

http::Response unconfirmed() {
  return refusal(409, "registration_unconfirmed", "The appliance has to confirm its registration first.");
}

void add_code(http::Response& response) {
  if (response.status < 400) return;
  auto body = json::parse(response.body);
  if (!body || json::find(*body, "code") != nullptr) return;
  const bool failed = response.status >= 500;
  response.body =
      json::dump(json::object({{"code", failed ? "internal_error" : kUnreadable},
                               {"error", json::text(*body, failed ? "error_description" : "error")}}));
}

}  // namespace appliance
