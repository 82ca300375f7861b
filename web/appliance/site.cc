#include "appliance/site.h"

#include <format>

namespace appliance {
namespace {

constexpr std::string_view kThreatResponse = "/threat-response/";

// "http://127.0.0.1:8080" for a visitor who came as localhost: the service's CORS knows one origin only.
http::Response to_canonical_origin(const std::string& origin) {
  http::Response response = http::refusal(307, "This appliance is at " + origin + ".");
  response.set_header("Location", origin + "/");
  return response;
}

bool is_for_all(const std::string& path) {
  return path == "/login" || is_docs(path) || path.starts_with("/pages/") || path.starts_with("/widgets/");
}

// The page is shown after the log-in, with what its address asks for.
http::Response to_log_in(const http::Request& request) {
  std::string there = request.path;
  char mark = '?';
  for (const auto& [name, value] : request.query) {
    there += mark + http::percent_encode(name) + '=' + http::percent_encode(value);
    mark = '&';
  }
  http::Response response = http::empty_response(303);
  response.set_header("Location", "/login?to=" + http::percent_encode(there));
  response.set_header("Cache-Control", "no-store");
  return response;
}

http::Response log_in(const http::Request& request, const OwnSite& site) {
  const auto body = http::json_body(request);
  if (!body) return body.error();
  const std::string name = json::text(*body, "name");
  if (const auto wait = site.logins.refuse(name)) {
    const Instant seconds = (*wait + kSecond - 1) / kSecond;
    http::Response response = http::refusal(
        429,
        std::format("There were too many failed attempts for this name; try again in {} seconds.", seconds));
    response.set_header("Retry-After", std::to_string(seconds));
    return response;
  }
  if (!site.operators.log_in(name, json::text(*body, "password")))
    return http::refusal(403, "The name or the password is wrong.");
  site.logins.succeeded(name);
  http::Response response = http::empty_response(204);
  response.set_header("Set-Cookie", site.sessions.begin(request, name));
  return response;
}

http::Response log_out(const http::Request& request, const OwnSite& site) {
  if (const auto user = site.sessions.user(request)) site.broker.desk.forget(*user);
  http::Response response = http::empty_response(204);
  response.set_header("Set-Cookie", site.sessions.end(request));
  return response;
}

http::Response answer(const http::Request& request, const OwnSite& site) {
  const std::string& path = request.path;
  const bool reads = request.method == "GET";
  if (reads && is_for_all(path)) return answer_for_all(request);
  if (!reads && !http::is_from_own_page(request, site.origins.appliance))
    return http::refusal(403, "Only a page of this appliance can ask for that.");
  if (request.method == "POST" && path == "/login") return log_in(request, site);
  if (request.method == "POST" && path == "/logout") return log_out(request, site);
  const auto user = site.sessions.user(request);
  if (!user) {
    if (reads && is_document(path)) return to_log_in(request);
    return http::refusal(401, "You are not logged in to the appliance any more; log in again.");
  }
  if (reads && path == "/session") return http::json_response(200, json::object({{"user", *user}}));
  if (path.starts_with(kThreatResponse))
    if (auto answered = answer_broker(request, path.substr(kThreatResponse.size()), *user, site.broker))
      return *std::move(answered);
  if (auto answered = answer_cloud_service(request, *user, Operators::is_administrator(*user), site.cloud))
    return *std::move(answered);
  return answer_pages(request, *user, site.origins, site.traffic, site.service, site.pivots,
                      site.cloud.store);
}

}  // namespace

http::Site appliance_site(const OwnSite& site) {
  return {.answer =
              [site](const http::Request& request) {
                const std::string& origin = site.origins.appliance;
                if (!names_host(request, origin)) return http::misdirected();
                const bool by_address = origin.ends_with("//" + request.header("host"));
                if (!by_address && request.path == "/") return to_canonical_origin(origin);
                return answer(request, site);
              },
          .finish =
              [site](const http::Request&, http::Response& response) {
                http::add_security_headers(site.origins, response);
                response.set_header("Content-Security-Policy", page_policy(site.service, response));
              }};
}

}  // namespace appliance
