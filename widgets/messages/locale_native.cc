#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include "messages/locale.h"

namespace messages {
namespace {

// CLDR's rules of Arabic; a fraction is kOther.
Plural arabic_plural(double count) {
  if (count != std::trunc(count)) return Plural::kOther;
  if (count == 0) return Plural::kZero;
  if (count == 1) return Plural::kOne;
  if (count == 2) return Plural::kTwo;
  const double rest = std::fmod(count, 100);
  if (rest >= 3 && rest <= 10) return Plural::kFew;
  return rest >= 11 ? Plural::kMany : Plural::kOther;
}

// "2026-11-24 04:14"; "" beyond Intl's calendar.
std::string written(double seconds_since_1970) {
  using namespace std::chrono;
  constexpr double kEndOfCalendar = 8.64e12;
  if (!(std::abs(seconds_since_1970) <= kEndOfCalendar)) return "";
  const sys_seconds at{seconds(static_cast<std::int64_t>(std::floor(seconds_since_1970)))};
  const sys_days day = floor<days>(at);
  const year_month_day date{day};
  const hh_mm_ss time{at - day};
  char out[64];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u %02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()));
  return out;
}

}  // namespace

Plural plural(Language language, double count) {
  count = std::abs(count);
  switch (language) {
    case Language::kEnglish:
    case Language::kGerman:
      return count == 1 ? Plural::kOne : Plural::kOther;
    case Language::kJapanese:
      return Plural::kOther;
    case Language::kArabic:
      return arabic_plural(count);
  }
  return Plural::kOther;
}

std::string number(Language, double value) {
  char digits[400];
  std::snprintf(digits, sizeof digits, "%.3f", std::abs(value));
  std::string out = digits;
  while (out.ends_with('0')) out.pop_back();
  if (out.ends_with('.')) out.pop_back();
  for (std::size_t at = std::min(out.find('.'), out.size()); at > 3; at -= 3) out.insert(at - 3, 1, ',');
  return value < 0 && out != "0" ? '-' + out : out;
}

std::string moment(Language language, double seconds_since_1970) {
  const std::string day = date(language, seconds_since_1970);
  return day.empty() ? "" : day + ' ' + clock(language, seconds_since_1970) + " UTC";
}

std::string date(Language, double seconds_since_1970) { return written(seconds_since_1970).substr(0, 10); }

std::string day(Language language, double seconds_since_1970) {
  const std::string whole = date(language, seconds_since_1970);
  return whole.substr(std::min<std::size_t>(whole.size(), 5));
}

std::string clock(Language, double seconds_since_1970) {
  const std::string whole = written(seconds_since_1970);
  return whole.substr(std::min<std::size_t>(whole.size(), 11));
}

double zone_offset(double) { return 0; }

}  // namespace messages
