#include "appliance/cloud_link/registration.h"

namespace appliance {
namespace {

using cloud_service::AttemptFailed;
using cloud_service::Stage;
using cloud_service::StagePassed;

template <typename Value>
RegistrationStep failed(const ExchangeOutcome<Value>& outcome, CloudKeys keys) {
  return {.progress = AttemptFailed{.reason = outcome.error()}, .keys = std::move(keys)};
}

RegistrationStep register_further(Stage stage, CloudKeys keys, const ExchangeClient& exchange) {
  switch (stage) {
    case Stage::kConnector: {
      const auto greeted = exchange.greet();
      if (!greeted) return failed(greeted, std::move(keys));
      return {.progress = StagePassed{.stage = stage}, .keys = std::move(keys)};
    }
    case Stage::kToken: {
      auto secret = exchange.redeem(keys);
      if (!secret) return failed(secret, std::move(keys));
      keys.enrolment = *std::move(secret);
      keys.key = make_key();
      return {.progress = StagePassed{.stage = stage}, .keys = std::move(keys)};
    }
    case Stage::kCertificate: {
      auto certificate = exchange.enrol(keys);
      if (!certificate) return failed(certificate, std::move(keys));
      keys.certificate = std::move(certificate->text);
      return {.progress = StagePassed{.stage = stage, .certificate_ends = certificate->ends},
              .keys = std::move(keys)};
    }
    case Stage::kConfirmed: {
      const auto confirmed = exchange.confirm(keys);
      if (!confirmed) return failed(confirmed, std::move(keys));
      keys.token.clear();
      keys.enrolment.clear();
      return {.progress = StagePassed{.stage = stage}, .keys = std::move(keys)};
    }
  }
  return {.progress = AttemptFailed{}, .keys = std::move(keys)};
}

}  // namespace

RegistrationStep take_step(const CloudStore::Work& work, const ExchangeClient& exchange) {
  if (work.state.registration.phase == cloud_service::Phase::kRegistering)
    return register_further(next_stage(work.state.registration), work.keys, exchange);
  const auto ended = exchange.deregister(work.keys);
  if (!ended) return failed(ended, work.keys);
  return {.progress = cloud_service::Deregistered{}, .keys = work.keys};
}

bool is_passing(cloud_service::Reason reason) {
  using enum cloud_service::Reason;
  return reason == kUnreachable || reason == kProxy;
}

}  // namespace appliance
