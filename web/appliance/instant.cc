#include "appliance/instant.h"

#include <array>
#include <atomic>
#include <chrono>
#include <format>

namespace appliance {
namespace {

std::atomic<Instant> clock_ahead{0};

// Takes exactly `digits` decimal digits off the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

// ".5", ".123456": milliseconds, the rest cut off.
std::optional<int> take_fraction(std::string_view& text) {
  if (!take(text, '.')) return 0;
  int milliseconds = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits)
    if (digits < 3) milliseconds = milliseconds * 10 + (text[digits] - '0');
  if (digits == 0) return std::nullopt;
  for (std::size_t place = digits; place < 3; ++place) milliseconds *= 10;
  text.remove_prefix(digits);
  return milliseconds;
}

// "Z", "+01:00", "-0500": minutes east of UTC; the text ends there.
std::optional<int> take_offset(std::string_view text) {
  if (text == "Z") return 0;
  const int sign = text.starts_with('-') ? -1 : 1;
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto hours = take_number(text, 2);
  take(text, ':');
  const auto minutes = take_number(text, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59 || !text.empty()) return std::nullopt;
  return sign * (*hours * 60 + *minutes);
}

}  // namespace

Instant now() {
  using std::chrono::milliseconds;
  return std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch())
             .count() +
         clock_ahead;
}

void set_clock_ahead(Instant milliseconds) { clock_ahead = milliseconds; }

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

std::optional<Instant> parse_iso(std::string_view text) {
  const auto year = take_number(text, 4);
  if (!year || *year < 1970 || *year > 2525 || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day || !take(text, 'T')) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  std::optional<int> second = 0, fraction = 0;
  if (take(text, ':')) {
    second = take_number(text, 2);
    fraction = take_fraction(text);
  }
  const auto offset = take_offset(text);
  if (!minute || !second || !fraction || !offset) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  const Instant days = std::chrono::sys_days(date).time_since_epoch().count();
  return days * kDay + ((*hour * 60 + *minute - *offset) * 60 + *second) * kSecond + *fraction;
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
