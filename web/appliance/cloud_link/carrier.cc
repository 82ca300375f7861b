#include "appliance/cloud_link/carrier.h"

#include <cstdio>
#include <exception>

#include "appliance/instant.h"

namespace appliance {
namespace {

constexpr int kTries = 3;
constexpr std::chrono::milliseconds kBetweenTries{1000};
constexpr Instant kConfirmedWithin = 2 * kMinute;
constexpr std::chrono::seconds kInHandWithin{180};
constexpr std::chrono::milliseconds kBetweenLooks{500};  // for what other processes have begun

// The exchange may have confirmed it although no answer came: to give up now would leave it registered there
// and not here. It is asked again for so long, since confirming twice is confirming once.
bool may_be_done(const CloudStore::Work& work, cloud_service::Reason reason) {
  using enum cloud_service::Reason;
  const cloud_service::Registration& registration = work.state.registration;
  if (registration.phase != cloud_service::Phase::kRegistering ||
      next_stage(registration) != cloud_service::Stage::kConfirmed)
    return false;
  const Instant issued = registration.passed.at(static_cast<std::size_t>(cloud_service::Stage::kCertificate));
  const bool unheard = reason == kTimeOut || reason == kUnreachable || reason == kTls || reason == kProxy ||
                       reason == kNameResolution;
  return unheard && now() - issued < kConfirmedWithin;
}

}  // namespace

Carrier::Carrier(CloudStore& store, std::chrono::milliseconds grace)
    : store_(store), grace_(grace), thread_([this] { run(); }) {}

Carrier::~Carrier() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  interrupt_.stop();
  changed_.notify_all();
  thread_.join();
}

void Carrier::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

void Carrier::began() {
  {
    const std::lock_guard lock(mutex_);
    began_ = true;
  }
  wake();
}

void Carrier::wait_until_in_hand() {
  {
    const std::lock_guard lock(mutex_);
    if (!began_) return;
  }
  const auto until = std::chrono::steady_clock::now() + kInHandWithin;
  while (cloud_service::is_under_way(store_.state()) && !store_.is_held_by_another(owner_) &&
         std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(kBetweenLooks / 5);
}

// False when it is to end.
bool Carrier::pause(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, time, [this] { return ended_ || woken_; });
  woken_ = false;
  return !ended_;
}

void Carrier::run() {
  int failures = 0;  // in a row
  do {
    try {
      while (step()) failures = 0;
    } catch (const std::exception& failure) {
      std::fprintf(stderr, "appliance: Cloud Service Settings: %s\n", failure.what());
      if (++failures == kTries) try {
          give_up();
        } catch (const std::exception&) {
          failures = 0;  // the store itself fails: it is said again, and tried again
        }
    }
  } while (pause(kBetweenLooks));
}

// The step is still this process's to take, and its lease lasts from now on.
bool Carrier::holds(const CloudStore::Work& work) {
  const auto now = store_.claim(owner_);
  return now && now->keys.attempt == work.keys.attempt && now->state.registration == work.state.registration;
}

// Tried again as often as it makes sense; nothing when it is another's by now, or this is to end.
std::optional<RegistrationStep> Carrier::take(const CloudStore::Work& work, const ExchangeClient& exchange) {
  for (int tries = 1;; ++tries) {
    RegistrationStep taken = take_step(work, exchange);
    const auto* const failed = std::get_if<cloud_service::AttemptFailed>(&taken.progress);
    const bool again =
        failed && (may_be_done(work, failed->reason) || (is_passing(failed->reason) && tries < kTries));
    if (again && !pause(kBetweenTries)) return std::nullopt;
    if (!holds(work)) return std::nullopt;
    if (!again) return taken;
  }
}

// False when there is nothing to do.
bool Carrier::step() {
  const auto work = store_.claim(owner_, grace_);
  if (!work) return false;
  const ExchangeClient exchange(store_.setup(), work->state.registration.server, interrupt_);
  const auto taken = take(*work, exchange);
  if (std::unique_lock lock(mutex_); ended_ || !taken) {
    // Its outcome is of no use any more: it is taken again by whoever comes next.
    lock.unlock();
    store_.release(owner_);
    return false;
  }
  const bool gives_up = std::holds_alternative<cloud_service::AttemptFailed>(taken->progress);
  if (gives_up && work->state.registration.phase == cloud_service::Phase::kRegistering &&
      !work->keys.certificate.empty())
    // The confirmation may have arrived although no answer did: nothing stays half registered.
    static_cast<void>(exchange.deregister(work->keys));
  return store_.report(taken->progress, taken->keys, owner_);
}

// What cannot be done here, for want of disk or of keys, ends what is under way.
void Carrier::give_up() {
  store_.report(cloud_service::AttemptFailed{.reason = cloud_service::Reason::kStore}, store_.keys(), owner_);
}

}  // namespace appliance
