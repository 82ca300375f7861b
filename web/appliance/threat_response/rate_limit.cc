#include "appliance/threat_response/rate_limit.h"

namespace appliance {
namespace {

constexpr Instant kHour = 3600 * kSecond;

}  // namespace

std::optional<http::Response> RateLimit::refuse(const std::string& org_id) {
  const std::lock_guard lock(mutex_);
  std::deque<Instant>& counted = counted_[org_id];
  const Instant when = now();
  while (!counted.empty() && counted.front() <= when - kHour) counted.pop_front();
  if (counted.size() < hourly_) {
    counted.push_back(when);
    return std::nullopt;
  }
  const Instant wait = counted.front() + kHour - when;
  http::Response response = http::json_response(429, json::object({{"error", "Too Many Requests"}}));
  response.set_header("Retry-After", std::to_string((wait + kSecond - 1) / kSecond));
  return response;
}

void RateLimit::mark(http::Response& response) const {
  response.set_header("X-RateLimit-ORG-Limit", std::to_string(hourly_));
}

}  // namespace appliance
