#include "appliance/cloud_link/exchange_answers.h"

namespace appliance {
namespace {

using cloud_service::Reason;

// Why the exchange refused, of its codes.
Reason refusal_of(const http::Response& response) {
  const auto body = json::parse(response.body);
  const std::string code = body ? json::text(*body, "code") : "";
  if (code == "token_unknown") return Reason::kTokenUnknown;
  if (code == "token_expired") return Reason::kTokenExpired;
  if (code == "token_used") return Reason::kTokenUsed;
  if (code == "certificate_unknown") return Reason::kCertificateRefused;
  return Reason::kAnswer;
}

ExchangeOutcome<Json> body_of(const http::Response& response) {
  if (response.status != 200) return std::unexpected(refusal_of(response));
  auto body = json::parse(response.body);
  if (!body || !json::is_object(*body)) return std::unexpected(Reason::kAnswer);
  return *std::move(body);
}

}  // namespace

// An answer tells the exchange's time, which is that of the middle of the call at best.
ExchangeOutcome<ExchangeContact> read_contact(const http::Response& response, Instant asked,
                                              Instant answered) {
  const auto body = body_of(response);
  if (!body) return std::unexpected(body.error());
  const auto time = parse_iso(json::text(*body, "time"));
  if (!time) return std::unexpected(Reason::kAnswer);
  return ExchangeContact{.clock_offset = asked + (answered - asked) / 2 - *time,
                         .is_module = json::boolean(*body, "module")};
}

ExchangeOutcome<std::string> read_enrolment_secret(const http::Response& response) {
  const auto body = body_of(response);
  if (!body) return std::unexpected(body.error());
  std::string secret = json::text(*body, "enrolment");
  if (secret.empty()) return std::unexpected(Reason::kAnswer);
  return secret;
}

ExchangeOutcome<Certificate> read_certificate(const http::Response& response, const std::string& key) {
  if (response.status != 200) return std::unexpected(Reason::kNoCertificate);
  auto certificate = certificate_in(response.body, key);
  if (!certificate) return std::unexpected(Reason::kNoCertificate);
  return *std::move(certificate);
}

ExchangeOutcome<void> read_end(const http::Response& response) {
  if (response.status == 204 || response.status == 200) return {};
  const Reason reason = refusal_of(response);
  if (reason == Reason::kCertificateRefused) return {};
  return std::unexpected(reason);
}

ExchangeOutcome<std::optional<ExchangeCall>> read_module_call(const http::Response& response) {
  if (response.status == 204) return std::nullopt;
  const auto body = body_of(response);
  if (!body) return std::unexpected(body.error());
  ExchangeCall asked{.id = json::text(*body, "id"), .path = json::text(*body, "path")};
  if (const Json* content = json::find(*body, "body")) asked.body = *content;
  if (asked.id.empty()) return std::unexpected(Reason::kAnswer);
  return asked;
}

}  // namespace appliance
