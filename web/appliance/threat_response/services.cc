#include "appliance/threat_response/services.h"

#include "appliance/pages.h"
#include "appliance/threat_response/authorization.h"
#include "appliance/threat_response/casebooks.h"
#include "appliance/threat_response/deliberate.h"
#include "appliance/threat_response/investigate.h"
#include "appliance/threat_response/token.h"

namespace appliance {
namespace {

// The keys are hyphenated here, unlike elsewhere (threat-response-api.md 2.5).
http::Response whoami(const Caller& caller) {
  constexpr std::string_view kScope = "profile:read";
  if (!allows(caller, kScope)) return missing_scope(caller, kScope);
  Json scopes = json::list({});
  for (const std::string& scope : caller.scopes) json::append(scopes, scope);
  return http::json_response(
      200,
      json::object(
          {{"user", json::object({{"user-id", caller.user_id},
                                  {"user-name", "Demo Analyst"},
                                  {"user-email", "demo@appliance.example"},
                                  {"org-id", caller.org_id},
                                  {"role", "admin"},
                                  {"scopes", std::move(scopes)},
                                  {"enabled?", true}})},
           {"org",
            json::object({{"id", caller.org_id}, {"name", "Example Organization"}, {"enabled?", true}})}}));
}

http::Response answer_visibility(const http::Request& request, Clients& clients, const TokenSigner& signer,
                                 const std::vector<Module>& modules) {
  const bool reads = request.method == "GET", posts = request.method == "POST";
  if (reads && request.path == "/investigate") return answer_investigate(request);
  if (reads && (request.path == "/pages/appliance.css" || request.path == "/pages/icon.svg"))
    return page_file(request);
  if (posts && request.path == "/iroh/oauth2/token") return answer_token(request, clients, signer);
  if (!request.path.starts_with("/iroh/")) return http::refusal(404, "There is nothing at this address.");
  const auto caller = visibility_caller(request, signer);
  if (!caller) return caller.error();
  if (posts && request.path == "/iroh/iroh-enrich/deliberate/observables")
    return answer_deliberate(request, *caller, modules);
  if (reads && request.path == "/iroh/profile/whoami") return whoami(*caller);
  return http::refusal(404, "This service has no such route.");
}

http::Response answer_private_intel(const http::Request& request, const TokenSigner& signer,
                                    Casebooks& casebooks) {
  if (request.path != "/ctia/casebook" && !request.path.starts_with("/ctia/casebook/"))
    return http::refusal(404, "This service has no such route.");
  const auto caller = private_intel_caller(request, signer);
  return caller ? casebooks.answer(request, *caller) : caller.error();
}

// Host check and preflight in front of `answer`, security and CORS headers behind it.
http::Site guarded(const std::string& origin, const std::string& reader,
                   std::function<http::Response(const http::Request&)> answer) {
  return {.answer =
              [=](const http::Request& request) {
                if (!names_host(request, origin)) return http::misdirected();
                if (request.method == "OPTIONS") return http::preflight(request, reader);
                return answer(request);
              },
          .finish =
              [=](const http::Request& request, http::Response& response) {
                http::add_security_headers(response);
                http::add_cors(request, reader, response);
              }};
}

}  // namespace

http::Site visibility_site(const http::Origins& origins, Clients& clients, const TokenSigner& signer,
                           const std::vector<Module>& modules) {
  return guarded(origins.visibility, origins.appliance, [&](const http::Request& request) {
    return answer_visibility(request, clients, signer, modules);
  });
}

http::Site private_intel_site(const http::Origins& origins, const TokenSigner& signer, Casebooks& casebooks) {
  return guarded(origins.private_intel, origins.appliance, [&](const http::Request& request) {
    return answer_private_intel(request, signer, casebooks);
  });
}

}  // namespace appliance
