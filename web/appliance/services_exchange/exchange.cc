#include "appliance/services_exchange/exchange.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "appliance/http/connections.h"
#include "appliance/http/guard.h"
#include "appliance/services_exchange/enrolment.h"
#include "appliance/services_exchange/refusal.h"
#include "appliance/services_exchange/regions.h"

namespace appliance {
namespace {

constexpr std::string_view kRegistrations = "/exchange/v1/registrations";
constexpr std::string_view kSelf = "/exchange/v1/registrations/self";
constexpr std::string_view kAnswers = "/exchange/v1/relay/answers/";
constexpr std::chrono::seconds kLongestWait{25};
constexpr std::size_t kUuidLength = 36, kLongestName = 253;  // RFC 1035, 2.3.4

bool is_uuid(std::string_view text) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (text.size() != kUuidLength) return false;
  for (std::size_t i = 0; i < kUuidLength; ++i) {
    const bool is_digit = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
    if (kShape[i] == '-' ? text[i] != '-' : !is_digit) return false;
  }
  return true;
}

bool is_host_name(std::string_view name) {
  return !name.empty() && name.size() <= kLongestName && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
}

http::Response refused(TokenRefusal problem) {
  switch (problem) {
    case TokenRefusal::kUnknown:
      return refusal(403, "token_unknown", "This registration token is not known in this region.");
    case TokenRefusal::kExpired:
      return refusal(403, "token_expired", "This registration token has expired; make a new one.");
    case TokenRefusal::kUsed:
      return refusal(403, "token_used", "This registration token has been used; make a new one.");
    case TokenRefusal::kTaken:
      break;
  }
  return refusal(409, "registration_taken",
                 "There is such a registration already; choose another id for this one.");
}

http::Response begin(const http::Request& request, const std::string& region, Registrations& registrations) {
  const auto body = json::parse(request.body);
  if (!body || !json::is_object(*body))
    return refusal(400, kUnreadable, "The body must be an object in JSON.");
  const std::string token = json::text(*body, "token"), id = json::text(*body, "registration"),
                    name = json::text(*body, "name");
  if (!is_uuid(id))
    return refusal(400, kUnreadable, "`registration` must be a UUID in lower case, made by the appliance.");
  if (!is_host_name(name)) return refusal(400, kUnreadable, "`name` must be the host name of the appliance.");
  const auto secret = registrations.redeem(token, region, id, name);
  if (!secret) return refused(secret.error());
  return http::json_response(200, json::object({{"enrolment", *secret}}));
}

http::Response answer_self(const http::Request& request, const Registration& registration,
                           const Exchange& exchange) {
  const std::string time = iso_text(now());
  if (request.method == "PUT") {
    const Instant since = exchange.registrations.confirm(*request.peer);
    return http::json_response(200, json::object({{"since", iso_text(since)}, {"time", time}}));
  }
  if (request.method == "DELETE") {
    exchange.registrations.end(registration.id);
    exchange.calls.drop(registration.id);
    return http::empty_response(204);
  }
  if (request.method != "GET") return no_such_route();
  if (registration.since == 0) return unconfirmed();
  return http::json_response(200, json::object({{"since", iso_text(registration.since)},
                                                {"time", time},
                                                {"module", registration.is_module}}));
}

http::Response next_call(const http::Request& request, const Registration& registration, RelayCalls& calls) {
  const std::string asked = request.parameter("wait");
  unsigned seconds = 0;
  const auto [at, error] = std::from_chars(asked.data(), asked.data() + asked.size(), seconds);
  if (request.has_parameter("wait") && (error != std::errc() || at != asked.data() + asked.size()))
    return refusal(400, kUnreadable, "`wait` must be a number of seconds, at most 25.");
  const auto wait = std::min(std::chrono::seconds(std::min(seconds, 3600U)), kLongestWait);
  const auto call =
      calls.next(registration.id, wait, [] { return http::Connections::Open::current()->has_ended(); });
  if (!call) return http::empty_response(204);
  return http::json_response(
      200, json::object({{"id", call->id}, {"method", "POST"}, {"path", call->path}, {"body", call->body}}));
}

http::Response take_answer(const http::Request& request, const Registration& registration,
                           RelayCalls& calls) {
  const auto body = json::parse(request.body);
  const Json* const answer = body ? json::find(*body, "body") : nullptr;
  const std::int64_t status = body ? json::integer(*body, "status") : 0;
  if (answer == nullptr || status < 100 || status > 599)
    return refusal(400, kUnreadable, "The body must be {\"status\":<100 to 599>,\"body\":<JSON>}.");
  if (!calls.answer(registration.id, request.path.substr(kAnswers.size()),
                    {static_cast<int>(status), *answer}))
    return refusal(404, "call_unknown", "Nobody waits for the answer to this call.");
  return http::empty_response(204);
}

http::Response answer_relay(const http::Request& request, const Registration& registration,
                            RelayCalls& calls) {
  if (registration.since == 0) return unconfirmed();
  if (request.method == "GET" && request.path == "/exchange/v1/relay/next")
    return next_call(request, registration, calls);
  if (request.method == "POST" && request.path.starts_with(kAnswers))
    return take_answer(request, registration, calls);
  return no_such_route();
}

http::Response answer_region(const http::Request& request, const ExchangeRegion& region,
                             const Exchange& exchange) {
  if (request.method == "GET" && request.path == "/exchange/v1/status")
    return http::json_response(
        200, json::object({{"region", std::string(region.name)}, {"time", iso_text(now())}}));
  if (request.method == "POST" && request.path == kRegistrations)
    return begin(request, std::string(region.name), exchange.registrations);
  if (request.path != kSelf && !request.path.starts_with("/exchange/v1/relay/")) return no_such_route();
  const auto registration = request.peer ? exchange.registrations.find(*request.peer) : std::nullopt;
  if (!registration || registration->region != region.name) return unknown_certificate();
  if (request.path == kSelf) return answer_self(request, *registration, exchange);
  return answer_relay(request, *registration, exchange.calls);
}

// A port is no part of the name: behind a gateway it may be another.
std::string host_of(const http::Request& request) {
  const std::string host = request.header("host");
  return http::lower(host.substr(0, host.find(':')));
}

http::Response answer(const http::Request& request, const Exchange& exchange) {
  const std::string host = host_of(request);
  if (host == kEnrolmentHost) return answer_enrolment(request, exchange);
  for (const ExchangeRegion& region : kExchangeRegions)
    if (host == region.host) return answer_region(request, region, exchange);
  return refusal(421, "host_unknown", "The exchange does not answer to this host name.");
}

}  // namespace

http::Site exchange_site(const Exchange& exchange) {
  return {.answer = [exchange](const http::Request& request) { return answer(request, exchange); },
          .finish =
              [](const http::Request&, http::Response& response) {
                add_code(response);
                http::add_security_headers({}, response);
                response.set_header("Cache-Control", "no-store");
              }};
}

std::vector<std::string> exchange_names() {
  std::vector<std::string> names;
  for (const ExchangeRegion& region : kExchangeRegions) names.emplace_back(region.host);
  names.emplace_back(kEnrolmentHost);
  names.insert(names.end(), {"localhost", "127.0.0.1"});
  return names;
}

}  // namespace appliance
