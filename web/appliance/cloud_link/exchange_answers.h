// What the Security Services Exchange answers, as values. An answer that cannot be read, and a refusal, is a
// reason that cloud_service/words.h has a sentence for.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>

#include "appliance/cloud_link/identity.h"
#include "appliance/http/message.h"
#include "appliance/instant.h"
#include "cloud_service/state.h"
#include "json/json.h"

namespace appliance {

template <typename Value>
using ExchangeOutcome = std::expected<Value, cloud_service::Reason>;

struct ExchangeContact {
  std::int64_t clock_offset = 0;  // milliseconds that this machine's clock is ahead
  bool is_module = false;
};
// `asked` and `answered`: by this machine's clock.
ExchangeOutcome<ExchangeContact> read_contact(const http::Response& response, Instant asked,
                                              Instant answered);

// What certificates are asked for with.
ExchangeOutcome<std::string> read_enrolment_secret(const http::Response& response);

// For `key`, in PEM form.
ExchangeOutcome<Certificate> read_certificate(const http::Response& response, const std::string& key);

// Done also when the exchange does not know the appliance any more.
ExchangeOutcome<void> read_end(const http::Response& response);

// A call of the service to this appliance as a module (INT-18).
struct ExchangeCall {
  std::string id, path;
  Json body;
};
// Nothing when none came.
ExchangeOutcome<std::optional<ExchangeCall>> read_module_call(const http::Response& response);

}  // namespace appliance
