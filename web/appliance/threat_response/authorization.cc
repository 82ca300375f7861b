#include "appliance/threat_response/authorization.h"

#include <algorithm>
#include <optional>

#include "appliance/crypto.h"

namespace appliance {
namespace {

constexpr std::string_view kClaims = "https://schemas.cisco.com/iroh/identity/claims/";
constexpr Instant kEarlier = 60;  // nbf lies this many seconds before iat

std::string claim(std::string_view name) { return std::string(kClaims) + std::string(name); }

std::vector<std::string> split(const std::string& scopes) {
  std::vector<std::string> all;
  for (std::size_t start = 0; start < scopes.size();) {
    const std::size_t end = std::min(scopes.find(' ', start), scopes.size());
    if (end > start) all.push_back(scopes.substr(start, end - start));
    start = end + 1;
  }
  return all;
}

Json list_of(const std::vector<std::string>& texts) {
  Json list = json::list({});
  for (const std::string& text : texts) json::append(list, text);
  return list;
}

// "root/sub" and its accesses: 'r', 'w' or both.
struct Scope {
  std::string_view path, access;
};

Scope parse_scope(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {text, "rw"};
  const std::string_view suffix = text.substr(colon + 1);
  const std::string_view access = suffix == "read"    ? "r"
                                  : suffix == "write" ? "w"
                                  : suffix == "rw"    ? "rw"
                                                      : "";
  return {text.substr(0, colon), access};
}

// Nothing when the request brings no token at all.
std::optional<std::string> bearer(const http::Request& request) {
  const std::string header = request.header("authorization");
  constexpr std::string_view kScheme = "Bearer ";
  if (!header.starts_with(kScheme) || header.size() == kScheme.size()) return std::nullopt;
  return header.substr(kScheme.size());
}

http::Response bad_token(const TokenProblem& problem) {
  return http::json_response(
      401, json::object({{"error", problem.error}, {"error_description", problem.description}}));
}

std::expected<Caller, http::Response> caller_of(const std::string& token, const TokenSigner& signer) {
  const auto claims = signer.verify(token, now());
  if (!claims) return std::unexpected(bad_token(claims.error()));
  return Caller{.user_id = json::text(*claims, "sub"),
                .org_id = json::text(*claims, claim("org/id")),
                .client_id = json::text(*claims, claim("oauth/client/id")),
                .scopes = json::texts(*claims, claim("scopes"))};
}

}  // namespace

User user_of(Accounts& accounts, const std::string& user_id, const std::string& org_id) {
  return accounts.find(user_id).value_or(User{.id = user_id,
                                              .name = "Unknown user",
                                              .email = "",
                                              .org_id = org_id,
                                              .org_name = "Unknown organization"});
}

Json claims_for(const Client& client, const User& user, Instant when, int lifetime_s) {
  const std::int64_t issued = when / kSecond;
  const Json scopes = list_of(split(client.scopes));
  Json claims = json::object({{"iss", "IROH Auth"},
                              {"sub", client.user_id},
                              {"aud", client.id},
                              {"iat", issued},
                              {"nbf", issued - kEarlier},
                              {"exp", issued + lifetime_s},
                              {"jti", "token-" + crypto::uuid()},
                              {"email", user.email}});
  const std::initializer_list<std::pair<std::string_view, Json>> named = {{"scopes", scopes},
                                                                          {"oauth/scopes", scopes},
                                                                          {"oauth/client/id", client.id},
                                                                          {"oauth/client/name", client.name},
                                                                          {"oauth/grant", "client-creds"},
                                                                          {"oauth/kind", "access-token"},
                                                                          {"oauth/user/id", client.user_id},
                                                                          {"user/id", client.user_id},
                                                                          {"user/email", user.email},
                                                                          {"user/name", user.name},
                                                                          {"org/id", client.org_id},
                                                                          {"org/name", user.org_name},
                                                                          {"version", "1"}};
  for (const auto& [name, value] : named) json::set(claims, claim(name), value);
  return claims;
}

bool covers(std::string_view granted, std::string_view required) {
  const Scope have = parse_scope(granted);
  const Scope need = parse_scope(required);
  const bool inside = need.path == have.path || (need.path.starts_with(have.path) &&
                                                 need.path.substr(have.path.size()).starts_with('/'));
  return inside && !need.access.empty() &&
         std::ranges::all_of(need.access, [&](char access) { return have.access.contains(access); });
}

bool allows(const Caller& caller, std::string_view required) {
  return std::ranges::any_of(caller.scopes,
                             [&](const std::string& granted) { return covers(granted, required); });
}

std::expected<Caller, http::Response> visibility_caller(const http::Request& request,
                                                        const TokenSigner& signer) {
  const auto token = bearer(request);
  if (!token)
    return std::unexpected(bad_token({"invalid_request", "No JWT found in HTTP Authorization header"}));
  return caller_of(*token, signer);
}

std::expected<Caller, http::Response> private_intel_caller(const http::Request& request,
                                                           const TokenSigner& signer) {
  const auto token = bearer(request);
  if (!token)
    return std::unexpected(http::json_response(
        401,
        json::object({{"error", "not_authenticated"}, {"message", "Only authenticated users allowed"}})));
  return caller_of(*token, signer);
}

http::Response missing_scope(const Caller& caller, std::string_view required) {
  const Json needed = json::list({Json(std::string(required))});
  return http::json_response(
      403, json::object({{"error", "missing_scope"},
                         {"error_description", "The token lacks the scope " + std::string(required) + "."},
                         {"missing-scopes", needed},
                         {"required-scopes", needed},
                         {"scopes", list_of(caller.scopes)},
                         {"user-id", caller.user_id},
                         {"org-id", caller.org_id},
                         {"trace_id", "ctx-" + crypto::uuid()}}));
}

http::Response missing_capability(const Caller& caller, std::string_view capability) {
  return http::json_response(403, json::object({{"error", "missing_capability"},
                                                {"message", "Missing capability"},
                                                {"capabilities", std::string(capability)},
                                                {"owner", caller.user_id}}));
}

}  // namespace appliance
