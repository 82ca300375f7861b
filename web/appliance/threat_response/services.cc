#include "appliance/threat_response/services.h"

#include <algorithm>
#include <array>

#include "appliance/pages.h"
#include "appliance/threat_response/api_clients.h"
#include "appliance/threat_response/authorization.h"
#include "appliance/threat_response/enrich.h"
#include "appliance/threat_response/inspect.h"
#include "appliance/threat_response/investigate.h"
#include "appliance/threat_response/modules_page.h"
#include "appliance/threat_response/token.h"
#include "appliance/threat_response/versions.h"

namespace appliance {
namespace {

constexpr std::array<std::string_view, 3> kPageFiles = {"/pages/appliance.css", "/pages/icon.svg",
                                                        "/pages/api-clients.js"};

http::Response no_route() { return http::refusal(404, "This service has no such route."); }

// The keys are hyphenated here, unlike elsewhere (threat-response-api.md 2.5).
http::Response whoami(const Caller& caller, Accounts& accounts) {
  constexpr std::string_view kScope = "profile:read";
  if (!allows(caller, kScope)) return missing_scope(caller, kScope);
  const User user = user_of(accounts, caller.user_id, caller.org_id);
  Json scopes = json::list({});
  for (const std::string& scope : caller.scopes) json::append(scopes, scope);
  return http::json_response(
      200, json::object(
               {{"user", json::object({{"user-id", user.id},
                                       {"user-name", user.name},
                                       {"user-nick", user.name},
                                       {"user-email", user.email},
                                       {"org-id", user.org_id},
                                       {"role", "admin"},
                                       {"scopes", std::move(scopes)},
                                       {"enabled?", true}})},
                {"org", json::object({{"id", user.org_id}, {"name", user.org_name}, {"enabled?", true}})}}));
}

// What asks modules: those of the service, and the appliances of the caller's organisation.
http::Response answer_modules(const http::Request& request, const Caller& caller, const Services& services) {
  constexpr std::string_view kHealth = "/iroh/iroh-enrich/health";
  const std::string_view path = request.path;
  const std::vector<Module> appliances = services.appliances.of_organization(caller.org_id);
  const std::vector<const Module*> modules = all_of(services.modules, appliances);
  if (path == "/iroh/iroh-enrich/deliberate/observables") return answer_deliberate(request, caller, modules);
  if (path == "/iroh/iroh-enrich/observe/observables") return answer_observe(request, caller, modules);
  if (path == "/iroh/iroh-enrich/refer/observables") return services.pivots.refer(request, caller, modules);
  if (path == "/iroh/iroh-response/respond/observables")
    return services.pivots.respond(request, caller, modules);
  if (path == kHealth) return answer_health(caller, modules, "");
  if (path.starts_with(kHealth) && path.substr(kHealth.size()).starts_with('/'))
    return answer_health(caller, modules, path.substr(kHealth.size() + 1));
  return no_route();
}

http::Response answer_iroh(const http::Request& request, const Caller& caller, const Services& services) {
  constexpr std::string_view kTrigger = "/iroh/iroh-response/respond/trigger/";
  const std::string_view path = request.path;
  if (request.method == "GET")
    return path == "/iroh/profile/whoami" ? whoami(caller, services.accounts) : no_route();
  if (request.method != "POST") return no_route();
  if (path == "/iroh/iroh-inspect/inspect") return answer_inspect(request, caller);
  if (path.starts_with(kTrigger))
    return services.pivots.trigger(request, caller, path.substr(kTrigger.size()));
  return answer_modules(request, caller, services);
}

// Counts the caller's request and marks the answer.
template <typename Answer>
http::Response limited(const std::expected<Caller, http::Response>& caller, RateLimit& limit,
                       const Answer& answer) {
  if (!caller) return caller.error();
  if (auto refused = limit.refuse(caller->org_id)) return *refused;
  http::Response response = answer();
  limit.mark(response);
  return response;
}

http::Response answer_visibility(const http::Request& request, const Services& services) {
  const bool reads = request.method == "GET", posts = request.method == "POST";
  if (reads && request.path == "/investigate")
    return answer_investigate(request, services.modules, services.appliances, services.cases,
                              services.accounts, services.sessions);
  if (request.path == kModulesPage || request.path.starts_with(std::string(kModulesPage) + '/'))
    return answer_modules_page(request, services.modules, services.registrations, services.accounts,
                               services.sessions, services.origins.visibility);
  if (request.path.starts_with("/settings/"))
    return answer_settings(request, services.accounts, services.clients, services.sessions, services.logins,
                           services.origins.visibility);
  if (reads && std::ranges::contains(kPageFiles, request.path)) return page_file(request);
  if (reads && request.path == "/.well-known/jwks")
    return http::json_response(200, services.signer.public_keys());
  if (posts && request.path == "/iroh/oauth2/token")
    return answer_token(request, services.accounts, services.clients, services.signer, services.limit);
  if (!request.path.starts_with("/iroh/")) return http::refusal(404, "There is nothing at this address.");
  const auto caller = visibility_caller(request, services.signer);
  return limited(caller, services.limit, [&] { return answer_iroh(request, *caller, services); });
}

http::Response answer_casebook(const http::Request& request, const Services& services) {
  if (request.path != "/ctia/casebook" && !request.path.starts_with("/ctia/casebook/")) return no_route();
  const auto caller = private_intel_caller(request, services.signer);
  return limited(caller, services.limit, [&] { return services.casebooks.answer(request, *caller); });
}

http::Response answer_sync(const http::Request& request, const Services& services) {
  if (request.path == std::string(kSyncPath) + "/openapi.json") return sync_description(request);
  const auto caller = private_intel_caller(request, services.signer);
  return limited(caller, services.limit, [&] { return services.sync.answer(request, *caller); });
}

http::Response answer_private_intel(const http::Request& request, const Services& services) {
  if (request.path.starts_with(std::string(kSyncPath) + '/')) return answer_sync(request, services);
  http::Response response = answer_casebook(request, services);
  add_versions(response);
  return response;
}

using Answer = http::Response (*)(const http::Request&, const Services&);

http::Response answer_with_faults(const http::Request& request, const Services& services, Answer answer) {
  if (!services.controls) return answer(request, services);
  if (TestControls::concerns(request)) return services.controls->answer(request);
  const auto fault = services.controls->take(request);
  if (!fault) return answer(request, services);
  const auto instead = answer_instead(*fault);
  http::Response response = instead ? *instead : answer(request, services);
  spoil(*fault, response);
  return response;
}

// The page that may read the answer.
std::string reader_of(const http::Request& request, const Services& services) {
  const std::string from = request.header("origin");
  return std::ranges::contains(services.pages, from) ? from : services.origins.appliance;
}

// Host check and preflight in front of `answer`, security and CORS headers behind it.
http::Site guarded(const std::string& origin, const Services& services, Answer answer) {
  return {.answer =
              [=](const http::Request& request) {
                if (!names_host(request, origin)) return http::misdirected();
                if (request.method == "OPTIONS")
                  return http::preflight(request, reader_of(request, services));
                return answer_with_faults(request, services, answer);
              },
          .finish =
              [=](const http::Request& request, http::Response& response) {
                http::add_security_headers(services.origins, response);
                http::add_cors(request, reader_of(request, services), response);
              }};
}

}  // namespace

http::Site visibility_site(const Services& services) {
  return guarded(services.origins.visibility, services, answer_visibility);
}

http::Site private_intel_site(const Services& services) {
  return guarded(services.origins.private_intel, services, answer_private_intel);
}

}  // namespace appliance
