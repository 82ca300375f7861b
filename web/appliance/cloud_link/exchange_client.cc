#include "appliance/cloud_link/exchange_client.h"

#include <format>

#include "appliance/crypto.h"
#include "appliance/instant.h"

namespace appliance {
namespace {

using cloud_service::Reason;

constexpr std::chrono::milliseconds kPatience{8000};
constexpr std::size_t kLargestAnswer = 1024 * 1024;

constexpr const char* kSelf = "/exchange/v1/registrations/self";

Reason reason_of(http::Obstacle obstacle) {
  switch (obstacle) {
    case http::Obstacle::kName:
      return Reason::kNameResolution;
    case http::Obstacle::kConnection:
    case http::Obstacle::kBroken:
      return Reason::kUnreachable;
    case http::Obstacle::kTime:
      return Reason::kTimeOut;
    case http::Obstacle::kTrust:
    case http::Obstacle::kTls:
      return Reason::kTls;
    case http::Obstacle::kProxy:
      return Reason::kProxy;
    case http::Obstacle::kRequest:
    case http::Obstacle::kTooLarge:
      return Reason::kAnswer;
  }
  return Reason::kAnswer;
}

}  // namespace

ExchangeClient::ExchangeClient(CloudSetup setup, int server, http::Interrupt& interrupt)
    : setup_(std::move(setup)),
      server_([&] {
        const auto* const found = cloud_service::find_server(setup_.servers, server);
        return found ? *found : cloud_service::Server();
      }()),
      interrupt_(interrupt) {}

ExchangeOutcome<http::Response> ExchangeClient::call(const std::string& host, http::Request request,
                                                     const CloudKeys* keys,
                                                     std::chrono::milliseconds patience) const {
  http::Way way{.address = setup_.address, .authorities = setup_.authorities};
  if (keys) {
    way.certificate = keys->certificate;
    way.key = keys->key;
  }
  if (const std::size_t colon = setup_.proxy.rfind(':'); colon != std::string::npos) {
    way.proxy = setup_.proxy.substr(0, colon);
    way.proxy_port = std::atoi(setup_.proxy.c_str() + colon + 1);
  }
  const http::CallLimits limits{
      .connect = kPatience / 2, .read = patience, .total = patience, .largest = kLargestAnswer};
  auto response =
      http::call(way, std::format("https://{}:{}", host, setup_.port), request, limits, interrupt_);
  if (!response) return std::unexpected(reason_of(response.error().obstacle));
  return *std::move(response);
}

ExchangeOutcome<http::Response> ExchangeClient::call_api(const char* method, const std::string& path,
                                                         const CloudKeys* keys,
                                                         const std::optional<Json>& body,
                                                         std::chrono::milliseconds extra) const {
  http::Request request{.method = method, .path = path};
  if (const std::size_t mark = path.find('?'); mark != std::string::npos) request.target = path;
  if (body) {
    request.headers.emplace("content-type", "application/json");
    request.body = json::dump(*body);
  }
  return call(server_.host, std::move(request), keys, kPatience + extra);
}

ExchangeOutcome<ExchangeContact> ExchangeClient::greet() const {
  const Instant asked = now();
  const auto response = call_api("GET", "/exchange/v1/status", nullptr);
  if (!response) return std::unexpected(response.error());
  return read_contact(*response, asked, now());
}

ExchangeOutcome<std::string> ExchangeClient::redeem(const CloudKeys& keys) const {
  const auto response = call_api(
      "POST", "/exchange/v1/registrations", nullptr,
      json::object({{"token", keys.token}, {"registration", keys.attempt}, {"name", setup_.appliance}}));
  if (!response) return std::unexpected(response.error());
  return read_enrolment_secret(*response);
}

ExchangeOutcome<Certificate> ExchangeClient::enrol_at(const std::string& path, const CloudKeys& keys,
                                                      bool with_certificate) const {
  http::Request request{.method = "POST", .path = path, .body = certificate_request(keys.key, keys.attempt)};
  request.headers.emplace("content-type", "application/pkcs10");
  request.headers.emplace("content-transfer-encoding", "base64");
  if (!with_certificate)
    request.headers.emplace("authorization", "Basic " + crypto::base64(keys.attempt + ':' + keys.enrolment));
  const auto response =
      call(server_.enrolment, std::move(request), with_certificate ? &keys : nullptr, kPatience);
  if (!response) return std::unexpected(response.error());
  return read_certificate(*response, keys.key);
}

ExchangeOutcome<Certificate> ExchangeClient::enrol(const CloudKeys& keys) const {
  return enrol_at("/.well-known/est/simpleenroll", keys, false);
}

ExchangeOutcome<Certificate> ExchangeClient::renew(const CloudKeys& keys) const {
  return enrol_at("/.well-known/est/simplereenroll", keys, true);
}

ExchangeOutcome<ExchangeContact> ExchangeClient::confirm(const CloudKeys& keys) const {
  const Instant asked = now();
  const auto response = call_api("PUT", kSelf, &keys, json::object({}));
  if (!response) return std::unexpected(response.error());
  return read_contact(*response, asked, now());
}

ExchangeOutcome<ExchangeContact> ExchangeClient::look(const CloudKeys& keys) const {
  const Instant asked = now();
  const auto response = call_api("GET", kSelf, &keys);
  if (!response) return std::unexpected(response.error());
  return read_contact(*response, asked, now());
}

ExchangeOutcome<void> ExchangeClient::deregister(const CloudKeys& keys) const {
  const auto response = call_api("DELETE", kSelf, &keys);
  if (!response) return std::unexpected(response.error());
  return read_end(*response);
}

ExchangeOutcome<std::optional<ExchangeCall>> ExchangeClient::next_call(const CloudKeys& keys,
                                                                       std::chrono::seconds wait) const {
  const auto response =
      call_api("GET", std::format("/exchange/v1/relay/next?wait={}", wait.count()), &keys, {}, wait);
  if (!response) return std::unexpected(response.error());
  return read_module_call(*response);
}

ExchangeOutcome<void> ExchangeClient::answer(const CloudKeys& keys, const std::string& id, int status,
                                             const Json& body) const {
  const auto response = call_api("POST", "/exchange/v1/relay/answers/" + http::percent_encode(id), &keys,
                                 json::object({{"status", status}, {"body", body}}));
  if (!response) return std::unexpected(response.error());
  return {};
}

Reason ExchangeClient::try_connection(const std::string& host) const {
  // Any answer shows that the way is open: it came over a TLS connection with that host.
  const auto response = call(host, {.method = "GET", .path = "/"}, nullptr, kPatience);
  return response ? Reason::kNone : response.error();
}

}  // namespace appliance
