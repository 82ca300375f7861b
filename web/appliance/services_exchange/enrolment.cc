#include "appliance/services_exchange/enrolment.h"

#include <algorithm>

#include "appliance/crypto.h"
#include "appliance/services_exchange/refusal.h"

namespace appliance {
namespace {

constexpr std::size_t kLargestRequest = 16 * 1024;  // an RSA key of 16384 bits has 4 KB of base64

http::Response certificates(const std::string& der) {
  http::Response response{.status = 200,
                          .body = crypto::base64(Authority::certs_only(der)),
                          .content_type = "application/pkcs7-mime; smime-type=certs-only"};
  response.set_header("Content-Transfer-Encoding", "base64");
  return response;
}

http::Response refuse_secret() {
  http::Response response =
      refusal(401, "enrolment_refused",
              "The enrolment secret is not that of this registration, or its time is over; register again.");
  response.set_header("WWW-Authenticate", "Basic realm=\"enrolment\"");
  return response;
}

// The registration that the request names, with its secret. "" when they do not fit.
std::string authenticated(const http::Request& request, Registrations& registrations) {
  constexpr std::string_view kScheme = "basic ";
  const std::string header = request.header("authorization");
  if (http::lower(header.substr(0, kScheme.size())) != kScheme) return "";
  const auto credentials = crypto::from_base64(header.substr(kScheme.size()));
  const std::size_t colon = credentials ? credentials->find(':') : std::string::npos;
  if (colon == std::string::npos) return "";
  std::string id = credentials->substr(0, colon);
  return registrations.secret_fits(id, credentials->substr(colon + 1)) ? id : "";
}

http::Response issue(const http::Request& request, const std::string& registration,
                     const Exchange& exchange) {
  const std::string type = request.header("content-type");
  if (http::lower(type.substr(0, type.find(';'))) != "application/pkcs10")
    return refusal(415, "content_type_refused", "The request for a certificate must be application/pkcs10.");
  std::string text = request.body;
  std::erase_if(text, [](char c) { return c == '\r' || c == '\n' || c == ' ' || c == '\t'; });
  const auto asked = text.size() <= kLargestRequest ? crypto::from_base64(text) : std::nullopt;
  const Validity validity{.from = now(), .until = now() + Registrations::kCertificateLife};
  const auto issued = exchange.authority.issue(asked.value_or(""), registration, validity);
  if (!issued) return refusal(400, "certificate_request_refused", issued.error());
  exchange.registrations.add_certificate(registration, issued->serial, validity.until);
  return certificates(issued->der);
}

}  // namespace

http::Response answer_enrolment(const http::Request& request, const Exchange& exchange) {
  if (request.method == "GET" && request.path == "/.well-known/est/cacerts")
    return certificates(exchange.authority.certificate());
  if (request.method != "POST") return no_such_route();
  if (request.path == "/.well-known/est/simpleenroll") {
    const std::string id = authenticated(request, exchange.registrations);
    return id.empty() ? refuse_secret() : issue(request, id, exchange);
  }
  if (request.path == "/.well-known/est/simplereenroll") {
    const auto registration = request.peer ? exchange.registrations.find(*request.peer) : std::nullopt;
    return registration ? issue(request, registration->id, exchange) : unknown_certificate();
  }
  return no_such_route();
}

}  // namespace appliance
