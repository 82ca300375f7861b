// Message tracking of AsyncOS (requirements B-58, B-59), read from SQLite.
//
//   GET /sma/api/v2.0/message-tracking/details?startDate=...&endDate=...&mid=315
//
//   {"data":{"messages":{"mid":[315],"sender":"...","recipient":["..."],"subject":"...",...,
//      "summary":[{"timestamp":"23 Nov 2026 08:10:30 (GMT)","description":"...","lastEvent":false},...]}}}
//
// The message must have arrived in [startDate, endDate[; else 404.
#pragma once

#include <expected>
#include <string>

#include "appliance/database.h"
#include "appliance/http/message.h"

namespace appliance {

class Tracking {
 public:
  explicit Tracking(Database& database) : database_(database) {}
  // Fills the tables from data/messages.json. The error is a sentence.
  std::expected<void, std::string> seed();
  http::Response answer(const http::Request& request);

 private:
  Database& database_;
};

}  // namespace appliance
