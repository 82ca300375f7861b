// The hourly limit (threat-response-api.md 7.2): requests of one organisation, over all its clients and both
// services, in the last 60 minutes.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "appliance/http/message.h"
#include "appliance/instant.h"

namespace appliance {

class RateLimit {
 public:
  explicit RateLimit(std::size_t hourly) : hourly_(hourly) {}

  // Counts a request; 429 with Retry-After, in whole seconds, when the hour is full. Such are not counted.
  std::optional<http::Response> refuse(const std::string& org_id);
  // On every answer to a request that was counted.
  void mark(http::Response& response) const;

 private:
  std::size_t hourly_;
  std::mutex mutex_;
  std::map<std::string, std::deque<Instant>> counted_;
};

}  // namespace appliance
