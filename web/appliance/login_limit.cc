#include "appliance/login_limit.h"

#include <algorithm>
#include <utility>

#include "appliance/crypto.h"

namespace appliance {
namespace {

constexpr Instant kForgotten = 3600 * kSecond;

// 0 while attempts are free.
Instant wait_after(int failures) {
  if (failures < LoginLimit::kFree) return 0;
  Instant wait = LoginLimit::kFirstWait;
  for (int i = LoginLimit::kFree; i < failures && wait < LoginLimit::kLongestWait; ++i) wait *= 2;
  return std::min(wait, LoginLimit::kLongestWait);
}

}  // namespace

std::optional<Instant> LoginLimit::refuse(const std::string& name) {
  const std::string key = crypto::sha256(name);
  const std::lock_guard lock(mutex_);
  const Instant when = now();
  forget_old(when);
  if (!failures_.contains(key)) make_room();
  Failures& failures = failures_[key];
  // Never longer, also when the system's clock has been set back.
  if (const Instant wait = failures.until - when; wait > 0 && wait <= kLongestWait) return wait;
  ++failures.count;
  failures.last = when;
  failures.until = when + wait_after(failures.count);
  return std::nullopt;
}

void LoginLimit::succeeded(const std::string& name) {
  const std::lock_guard lock(mutex_);
  failures_.erase(crypto::sha256(name));
}

void LoginLimit::forget_old(Instant when) {
  std::erase_if(failures_, [when](const auto& each) { return when - each.second.last > kForgotten; });
}

void LoginLimit::make_room() {
  if (failures_.size() < kMostNames) return;
  failures_.erase(std::ranges::min_element(
      failures_, {}, [](const auto& each) { return std::pair(each.second.count, each.second.last); }));
}

}  // namespace appliance
