#include "appliance/cloud_link/watch.h"

#include <cstdio>
#include <exception>
#include <utility>

#include "appliance/cloud_link/exchange_client.h"
#include "appliance/instant.h"

namespace appliance {
namespace {

using cloud_service::Phase;

constexpr std::chrono::seconds kBetweenLooks{2};  // at what the store says
constexpr Instant kBetweenContacts = kMinute;
constexpr Instant kBeforeModule = 10 * kSecond;  // somebody is about to add it in the service, and looks here
constexpr Instant kRenewBefore = 30 * kDay;      // a third of a certificate's life

// Off, or in the middle of something that speaks with the exchange anyway.
bool is_due(const cloud_service::State& state, bool has_looked) {
  const Phase phase = state.registration.phase;
  if (cloud_service::is_under_way(state)) return false;
  if (phase == Phase::kNone && !state.committed.enabled) return false;
  // What was known before the server started may not be true any more.
  const Instant wait =
      phase == Phase::kRegistered && !state.health.is_module ? kBeforeModule : kBetweenContacts;
  return !has_looked || now() - state.health.tried >= wait || state.health.tried > now();
}

}  // namespace

CloudWatch::CloudWatch(CloudStore& store) : store_(store), thread_([this] { run(); }) {}

CloudWatch::~CloudWatch() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  interrupt_.stop();
  changed_.notify_all();
  thread_.join();
}

void CloudWatch::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

void CloudWatch::run() {
  std::unique_lock lock(mutex_);
  while (!ended_) {
    lock.unlock();
    try {
      look();
    } catch (const std::exception& failure) {
      std::fprintf(stderr, "appliance: Cloud Service Settings: %s\n", failure.what());
    }
    lock.lock();
    changed_.wait_for(lock, kBetweenLooks, [this] { return ended_ || woken_; });
    woken_ = false;
  }
}

void CloudWatch::look() {
  const auto [state, keys] = store_.snapshot();
  if (!is_due(state, std::exchange(has_looked_, true))) return;
  const bool registered = state.registration.phase == Phase::kRegistered;
  const int server = registered ? state.registration.server : state.committed.server;
  const ExchangeClient exchange(store_.setup(), server, interrupt_);
  const auto contact = registered ? exchange.look(keys) : exchange.greet();
  if (std::unique_lock lock(mutex_); ended_) return;
  if (!contact) {
    store_.report(cloud_service::ContactFailed{.reason = contact.error(), .server = server}, keys);
    return;
  }
  store_.report(
      cloud_service::Contacted{
          .clock_offset = contact->clock_offset, .is_module = contact->is_module, .server = server},
      keys);
  const Instant left = state.health.certificate_ends - now();
  if (!registered || left > kRenewBefore) return;
  auto certificate = exchange.renew(keys);
  if (!certificate) return;  // tried again at the next contact, for as long as it takes
  CloudKeys renewed = keys;
  renewed.certificate = std::move(certificate->text);
  store_.report(cloud_service::CertificateRenewed{.certificate_ends = certificate->ends}, renewed);
}

}  // namespace appliance
