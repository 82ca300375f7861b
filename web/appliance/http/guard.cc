#include "appliance/http/guard.h"

namespace appliance::http {

bool is_secure(const Origins& origins) { return origins.appliance.starts_with("https://"); }

std::string authority_of(const std::string& origin) { return origin.substr(origin.find("//") + 2); }

bool names_host(const Request& request, const std::string& origin) {
  const std::string authority = authority_of(origin);
  const std::string port = authority.substr(authority.rfind(':'));
  const std::string host = request.header("host");
  return host == authority || host == "localhost" + port;
}

Response misdirected() {
  return refusal(
      421, "This appliance does not answer to that host name; use the address it printed at its start.");
}

// Every browser of today sends Sec-Fetch-Site (Fetch Metadata, 2.4); Origin is for other programs.
bool is_from_own_page(const Request& request, const std::string& origin) {
  const std::string site = request.header("sec-fetch-site");
  return site.empty() ? request.header("origin") == origin : site == "same-origin";
}

void add_security_headers(const Origins& origins, Response& response) {
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("Cross-Origin-Opener-Policy", "same-origin");
  // A year (RFC 6797). Browsers pass over it at a bare address; at "localhost" it would lock out other
  // servers.
  if (is_secure(origins) && !origins.appliance.starts_with("https://localhost:"))
    response.set_header("Strict-Transport-Security", "max-age=31536000");
}

void add_cors(const Request& request, const std::string& reader, Response& response) {
  response.set_header("Vary", "Origin");
  if (request.header("origin") != reader) return;
  response.set_header("Access-Control-Allow-Origin", reader);
  response.set_header("Access-Control-Expose-Headers",
                      "X-Total-Hits, X-Next, X-Previous, X-Sort, Etag, Retry-After, X-RateLimit-ORG-Limit, "
                      "X-Iroh-Version, X-Iroh-Config, X-Ctim-Version");
}

Response preflight(const Request& request, const std::string& reader) {
  Response response = empty_response(204);
  if (request.header("origin") != reader) return response;
  response.set_header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
  response.set_header("Access-Control-Allow-Headers", "authorization, content-type, accept");
  response.set_header("Access-Control-Max-Age", "600");
  return response;
}

}  // namespace appliance::http
