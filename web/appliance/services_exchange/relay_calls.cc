#include "appliance/services_exchange/relay_calls.h"

#include <algorithm>

#include "appliance/crypto.h"

namespace appliance {
namespace {

constexpr std::chrono::milliseconds kLook{200};  // between two looks whether the appliance is still there

}  // namespace

bool RelayCalls::is_online(const std::string& registration) const {
  const auto found = appliances_.find(registration);
  return found != appliances_.end() && (found->second.waits || Clock::now() < found->second.until);
}

std::optional<RelayCall> RelayCalls::next(const std::string& registration, std::chrono::milliseconds wait,
                                          const std::function<bool()>& is_gone) {
  const Clock::time_point end = Clock::now() + wait;
  std::unique_lock lock(mutex_);
  if (ended_) return std::nullopt;
  const std::uint64_t turn = appliances_[registration].turn = ++turns_;
  appliances_[registration].waits = true;
  changed_.notify_all();
  while (true) {
    const auto found = appliances_.find(registration);
    if (found == appliances_.end() || found->second.turn != turn) return std::nullopt;
    Appliance& own = found->second;
    const Clock::time_point time = Clock::now();
    if (is_gone()) {
      own.waits = false;
      own.until = time;
      changed_.notify_all();
      return std::nullopt;
    }
    if (ended_ || !own.waiting.empty() || time >= end) {
      own.waits = false;
      own.until = time + kPause;
      if (own.waiting.empty()) return std::nullopt;
      RelayCall call = std::move(own.waiting.front());
      own.waiting.pop_front();
      return call;
    }
    changed_.wait_until(lock, std::min(end, time + kLook));
  }
}

bool RelayCalls::answer(const std::string& registration, const std::string& id, RelayAnswer answer) {
  const std::lock_guard lock(mutex_);
  const auto found = pending_.find(id);
  if (found == pending_.end() || found->second.registration != registration || found->second.answer)
    return false;
  found->second.answer = std::move(answer);
  changed_.notify_all();
  return true;
}

std::expected<RelayAnswer, RelayProblem> RelayCalls::ask(const std::string& registration,
                                                         const std::string& path, const Json& body,
                                                         std::chrono::milliseconds patience) {
  const Clock::time_point end = Clock::now() + patience;
  const std::string id = crypto::uuid();
  std::unique_lock lock(mutex_);
  if (!is_online(registration) || appliances_[registration].waiting.size() >= kMostWaiting)
    return std::unexpected(RelayProblem::kOffline);
  appliances_[registration].waiting.push_back({.id = id, .path = path, .body = body});
  pending_[id] = {.registration = registration, .answer = std::nullopt};
  changed_.notify_all();
  // While it pauses it may come back; when its connection ends, nothing will come.
  const auto is_decided = [&] { return pending_[id].answer || !is_online(registration); };
  while (!is_decided() && Clock::now() < end) changed_.wait_until(lock, std::min(end, Clock::now() + kLook));
  auto answer = std::move(pending_[id].answer);
  pending_.erase(id);
  if (const auto found = appliances_.find(registration); found != appliances_.end())
    std::erase_if(found->second.waiting, [&](const RelayCall& call) { return call.id == id; });
  if (answer) return *std::move(answer);
  return std::unexpected(is_online(registration) ? RelayProblem::kTimeout : RelayProblem::kOffline);
}

void RelayCalls::drop(const std::string& registration) {
  const std::lock_guard lock(mutex_);
  appliances_.erase(registration);
  changed_.notify_all();
}

void RelayCalls::end() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  changed_.notify_all();
}

}  // namespace appliance
