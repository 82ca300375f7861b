// The Security Services Exchange as the appliance calls it: the one place that knows its routes, which are
// those of services_exchange/site.h. Every call blocks for kPatience at most, and what it cannot do comes
// back as a reason that cloud_service/words.h has a sentence for.
#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>

#include "appliance/cloud_link/identity.h"
#include "appliance/cloud_link/setup.h"
#include "appliance/cloud_link/store.h"
#include "appliance/http/client.h"

namespace appliance {

class ExchangeClient {
 public:
  using Reason = cloud_service::Reason;
  template <typename Value>
  using Outcome = std::expected<Value, Reason>;

  // `server` is a number of the setup's. `interrupt` ends its calls, which then fail, and outlives it.
  ExchangeClient(CloudSetup setup, int server, http::Interrupt& interrupt);

  struct Contact {
    std::int64_t clock_offset = 0;  // milliseconds that this machine's clock is ahead
    bool is_module = false;
  };
  // Whether it is there: needs no registration.
  Outcome<Contact> greet() const;
  // Hands in the token for the attempt, and gives the secret for its certificate. The same again is the same.
  Outcome<std::string> redeem(const CloudKeys& keys) const;
  // RFC 7030, 4.2.1: with the enrolment secret.
  Outcome<Certificate> enrol(const CloudKeys& keys) const;
  // RFC 7030, 4.2.2: with the certificate that is going to end.
  Outcome<Certificate> renew(const CloudKeys& keys) const;
  // The rest with the certificate. From `confirm` on the appliance is registered.
  Outcome<Contact> confirm(const CloudKeys& keys) const;
  Outcome<Contact> look(const CloudKeys& keys) const;
  // Done also when the exchange does not know the appliance any more.
  Outcome<void> deregister(const CloudKeys& keys) const;

  // A call of the service to this appliance as a module (INT-18).
  struct ModuleCall {
    std::string id, path;
    Json body;
  };
  // Waits for one; nothing when none came.
  Outcome<std::optional<ModuleCall>> next_call(const CloudKeys& keys, std::chrono::seconds wait) const;
  Outcome<void> answer(const CloudKeys& keys, const std::string& id, int status, const Json& body) const;

  // Whether a TLS connection with `host` comes about (PRE-08): kNone when it does.
  Reason try_connection(const std::string& host) const;

 private:
  Outcome<http::Response> call(const std::string& host, http::Request request, const CloudKeys* keys,
                               std::chrono::milliseconds patience) const;
  Outcome<http::Response> call_api(const char* method, const std::string& path, const CloudKeys* keys,
                                   const std::optional<Json>& body = {},
                                   std::chrono::milliseconds extra = {}) const;
  Outcome<Certificate> enrol_at(const std::string& path, const CloudKeys& keys, bool with_certificate) const;
  const CloudSetup setup_;
  const cloud_service::Server server_;
  http::Interrupt& interrupt_;
};

}  // namespace appliance
