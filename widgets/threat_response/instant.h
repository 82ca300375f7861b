// Points in time as the service writes them: ISO 8601 in UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace threat_response {

// Milliseconds since 1970-01-01T00:00:00Z.
using Instant = std::int64_t;

// "2026-11-23T08:10:30.000Z", also without the fraction or the seconds, and with an offset such as +01:00 in
// the place of Z. Years 1970 to 2525 (CTIM). Nothing for any other text.
std::optional<Instant> parse_iso(std::string_view text);
// "2026-11-23T08:10:30.000Z". REQUIRES: a time of the years 1970 to 2525.
std::string to_iso(Instant instant);

}  // namespace threat_response
