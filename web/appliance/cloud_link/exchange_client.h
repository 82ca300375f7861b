// The Security Services Exchange as the appliance calls it: the one place that knows its routes, which are
// those of services_exchange/site.h. Every call blocks for kPatience at most, and what it cannot do comes
// back as a reason that cloud_service/words.h has a sentence for.
#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>

#include "appliance/cloud_link/exchange_answers.h"
#include "appliance/cloud_link/identity.h"
#include "appliance/cloud_link/setup.h"
#include "appliance/cloud_link/store.h"
#include "appliance/http/client.h"

namespace appliance {

class ExchangeClient {
 public:
  using Reason = cloud_service::Reason;

  // `server` is a number of the setup's. `interrupt` ends its calls, which then fail, and outlives it.
  ExchangeClient(CloudSetup setup, int server, http::Interrupt& interrupt);

  // Whether it is there: needs no registration.
  ExchangeOutcome<ExchangeContact> greet() const;
  // Hands in the token for the attempt, and gives the secret for its certificate. The same again is the same.
  ExchangeOutcome<std::string> redeem(const CloudKeys& keys) const;
  // RFC 7030, 4.2.1: with the enrolment secret.
  ExchangeOutcome<Certificate> enrol(const CloudKeys& keys) const;
  // RFC 7030, 4.2.2: with the certificate that is going to end.
  ExchangeOutcome<Certificate> renew(const CloudKeys& keys) const;
  // The rest with the certificate. From `confirm` on the appliance is registered.
  ExchangeOutcome<ExchangeContact> confirm(const CloudKeys& keys) const;
  ExchangeOutcome<ExchangeContact> look(const CloudKeys& keys) const;
  // Done also when the exchange does not know the appliance any more.
  ExchangeOutcome<void> deregister(const CloudKeys& keys) const;

  // Waits for one; nothing when none came.
  ExchangeOutcome<std::optional<ExchangeCall>> next_call(const CloudKeys& keys,
                                                         std::chrono::seconds wait) const;
  ExchangeOutcome<void> answer(const CloudKeys& keys, const std::string& id, int status,
                               const Json& body) const;

  // Whether a TLS connection with `host` comes about (PRE-08): kNone when it does.
  Reason try_connection(const std::string& host) const;

 private:
  ExchangeOutcome<http::Response> call(const std::string& host, http::Request request, const CloudKeys* keys,
                                       std::chrono::milliseconds patience) const;
  ExchangeOutcome<http::Response> call_api(const char* method, const std::string& path, const CloudKeys* keys,
                                           const std::optional<Json>& body = {},
                                           std::chrono::milliseconds extra = {}) const;
  ExchangeOutcome<Certificate> enrol_at(const std::string& path, const CloudKeys& keys,
                                        bool with_certificate) const;
  const CloudSetup setup_;
  const cloud_service::Server server_;
  http::Interrupt& interrupt_;
};

}  // namespace appliance
