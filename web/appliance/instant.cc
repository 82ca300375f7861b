#include "appliance/instant.h"

#include <array>
#include <atomic>
#include <chrono>
#include <format>

namespace appliance {
namespace {

std::atomic<Instant> clock_ahead{0};
std::atomic<Instant> stopped_clock{0};  // what it says next; 0: it goes

}  // namespace

Instant now() {
  using std::chrono::milliseconds;
  if (stopped_clock != 0) return stopped_clock++;
  return std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch())
             .count() +
         clock_ahead;
}

void set_clock_ahead(Instant milliseconds) {
  clock_ahead = milliseconds;
  stopped_clock = 0;
}

void stop_clock(Instant instant) { stopped_clock = instant; }

std::string iso_text(Instant instant) {
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(instant)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return std::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

std::optional<Instant> parse_iso_or_date(std::string_view text) {
  constexpr std::size_t kDate = 10;
  return parse_iso(text.size() == kDate ? std::string(text) + "T00:00Z" : std::string(text));
}

std::string asyncos_text(Instant instant) {
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::string iso = iso_text(instant);
  const auto month = static_cast<std::size_t>((iso[5] - '0') * 10 + (iso[6] - '0') - 1);
  return std::format("{} {} {} {} (GMT)", iso.substr(8, 2), kMonths.at(month), iso.substr(0, 4),
                     iso.substr(11, 8));
}

}  // namespace appliance
