#include "threat_response/problem.h"

#include "json/json.h"

namespace threat_response {
namespace {

using Kind = Problem::Kind;

constexpr std::size_t kDetailLimit = 200;

// Cuts at a character boundary, so that what is left is valid UTF-8 when the input was.
std::string shortened(std::string text) {
  if (text.size() <= kDetailLimit) return text;
  std::size_t end = kDetailLimit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

// `error_description` (OAuth, IROH), `message` (CTIA), or what is wrong with the field of `errors` (schema),
// in this order.
std::string detail_of(const Json& body) {
  for (const char* key : {"error_description", "message", "error"})
    if (std::string text = json::text(body, key); !text.empty()) return shortened(std::move(text));
  const Json* errors = json::find(body, "errors");
  return errors && json::is_object(*errors) ? shortened(json::dump(*errors)) : "";
}

// The first member of `errors`; of a rule that the private intelligence spells out, "... in: [:title] ...".
std::string field_of(const Json& body) {
  if (const Json* errors = json::find(body, "errors"))
    for (const auto& [field, reason] : json::members(*errors)) return shortened(field);
  constexpr std::string_view kIn = "in: [:";
  const std::string message = json::text(body, "message");
  const std::size_t at = message.find(kIn);
  if (at == std::string::npos) return "";
  const std::size_t start = at + kIn.size();
  return shortened(message.substr(start, message.find_first_of(" ]", start) - start));
}

Kind kind_of_failure(Failure failure) {
  switch (failure) {
    case Failure::kTimeout:
      return Kind::kTimedOut;
    case Failure::kTooLarge:
      return Kind::kUnreadable;
    case Failure::kRefused:
      return Kind::kRefusedHere;
    default:
      return Kind::kNoConnection;
  }
}

Kind kind_of_status(int status, const std::string& error) {
  if (status == 400 && (error == "invalid_client" || error == "wrong_client_creds"))
    return Kind::kWrongCredentials;
  if (status == 401) return Kind::kSignedOut;
  if (status == 403) return error == "missing_scope" ? Kind::kMissingScopes : Kind::kNotAllowed;
  if (status == 404) return Kind::kNotFound;
  if (status == 429) return Kind::kTooManyRequests;
  if (status >= 500) return Kind::kServiceFailed;
  return Kind::kRefusedByService;
}

}  // namespace

bool is_lost(const Problem& problem) {
  return problem.kind == Kind::kNoConnection || problem.kind == Kind::kTimedOut;
}

bool is_outcome_unknown(const Problem& problem) {
  return is_lost(problem) || problem.kind == Kind::kUnreadable || problem.kind == Kind::kServiceFailed;
}

Problem problem_of(const Reply& reply) {
  if (reply.ok()) return {};
  if (reply.status == 0) return {.kind = kind_of_failure(reply.failure), .service = reply.service};
  // An HTML page or an empty body is a normal error body too: then only the status speaks.
  const auto body = json::parse(reply.body);
  if (!body) return {.kind = kind_of_status(reply.status, ""), .service = reply.service};
  return {.kind = kind_of_status(reply.status, json::text(*body, "error")),
          .service = reply.service,
          .detail = detail_of(*body),
          .field = field_of(*body),
          .trace_id = shortened(json::text(*body, "trace_id")),
          .scopes = json::texts(*body, "missing-scopes")};
}

Problem unreadable(const Reply& reply) { return {.kind = Kind::kUnreadable, .service = reply.service}; }

}  // namespace threat_response
