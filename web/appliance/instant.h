// Points in time: milliseconds since 1970 in UTC, and the ISO 8601 text that goes over the wire.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "threat_response/instant.h"

namespace appliance {

using threat_response::Instant;
using threat_response::parse_iso;

inline constexpr Instant kSecond = 1000;
inline constexpr Instant kMinute = 60 * kSecond;
inline constexpr Instant kDay = 86'400 * kSecond;

Instant now();
// From here on `now` is that much ahead of the system's clock. For tests of what happens when time passes.
void set_clock_ahead(Instant milliseconds);
// From here on the first look at `now` says `instant`, and each one a millisecond more than the one before:
// what is made later has a later time, and the times of a test are the same in each run.
void stop_clock(Instant instant);

// "2026-11-24T05:47:13.000Z"
std::string iso_text(Instant instant);

// What parse_iso takes, or a date alone, "2026-11-23": its first instant in UTC. As `from` and `to` may be.
std::optional<Instant> parse_iso_or_date(std::string_view text);

// "23 Nov 2026 08:10:30 (GMT)", as AsyncOS writes it.
std::string asyncos_text(Instant instant);

}  // namespace appliance
