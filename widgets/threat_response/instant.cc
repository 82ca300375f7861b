#include "threat_response/instant.h"

#include <algorithm>
#include <chrono>

namespace threat_response {
namespace {

constexpr Instant kSecond = 1000, kDay = 86'400 * kSecond;

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

std::string to_iso(Instant instant) {
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(instant)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::string text;
  const auto append = [&text](std::int64_t number, std::size_t digits, char behind) {
    const std::string written = std::to_string(number);
    text.append(digits - std::min(digits, written.size()), '0') += written;
    text += behind;
  };
  append(int{date.year()}, 4, '-');
  append(unsigned{date.month()}, 2, '-');
  append(unsigned{date.day()}, 2, 'T');
  append(clock.hours().count(), 2, ':');
  append(clock.minutes().count(), 2, ':');
  append(clock.seconds().count(), 2, '.');
  append(clock.subseconds().count(), 3, 'Z');
  return text;
}

}  // namespace threat_response
