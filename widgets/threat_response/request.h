// One call to Threat Response as a value, and what came back. Nothing here sends anything.
#pragma once

#include <string>
#include <string_view>

namespace threat_response {

// The two hosts of a region (threat-response-api.md 1.1). The vault shim knows their addresses.
enum class Service { kVisibility, kPrivateIntel };

// What the vault puts into the Authorization header: the token, or client id and password (token call only).
enum class Credential { kBearer, kBasic };

// Whether a call may be sent again when nobody knows what became of it, or later than it was asked for.
enum class Repeat {
  kAlways,     // doing it twice does no more than doing it once
  kIfRefused,  // only when the service has surely not done it: a 429 or 401. No answer ends it; the caller
               // looks what became of it (making a case, adding to one)
  kNever,  // nor after a pause the user did not foresee: actions of modules (api.md 5.3). A 401 comes before
           // the action and is still mended once
};

struct Request {
  Service service = Service::kVisibility;
  Credential credential = Credential::kBearer;
  std::string method = "GET";
  std::string path;  // begins with '/', percent-encoded, query included
  std::string body;  // "" for none
  std::string content_type = "application/json";
  unsigned timeout_ms = 10'000;
  Repeat repeat = Repeat::kAlways;
  bool operator==(const Request&) const = default;
};

// Why a call has no status.
enum class Failure { kNone, kNetwork, kTimeout, kTooLarge, kRefused };

struct Reply {
  int status = 0;  // HTTP status; 0 when no answer came, and then `failure` says why
  Failure failure = Failure::kNone;
  std::string body;
  std::string headers;  // "name: value" lines ended by CR LF, as far as the service exposes them
  Service service = Service::kVisibility;  // who was asked
  double seconds = 0;                      // how long the last attempt took
  bool ok() const { return status >= 200 && status < 300; }
};

// The value of a header; "" when the reply has none. `name` in lower case.
std::string_view header_of(const Reply& reply, std::string_view name);

// Percent-encodes everything but unreserved characters (RFC 3986, 2.3).
std::string percent_encode(std::string_view text);

}  // namespace threat_response
