// How a language counts, and how it writes numbers and times.
//
// The browser's Intl knows (locale_browser.cc, through shims/intl.js). Tests, in Node too, have a plain
// stand-in that is the same everywhere (locale_native.cc).
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "messages/language.h"

namespace messages {

// The plural categories of CLDR; every language has kOther, Arabic has all six.
enum class Plural { kZero, kOne, kTwo, kFew, kMany, kOther };
// As CLDR and Intl call them, in the order of the enum.
inline constexpr std::array<std::string_view, 6> kPluralNames = {"zero", "one",  "two",
                                                                 "few",  "many", "other"};

Plural plural(Language language, double count);
// "1,234.5", with three decimals at most.
std::string number(Language language, double value);
// "Nov 24, 2026, 5:14 AM GMT+1": date, time and time zone, those of the browser; "" beyond its calendar.
std::string moment(Language language, double seconds_since_1970);
// Parts of it, in the same time zone: "Nov 24, 2026", "Nov 24", "5:14 AM".
std::string date(Language language, double seconds_since_1970);
std::string day(Language language, double seconds_since_1970);
std::string clock(Language language, double seconds_since_1970);
// How far the time zone is from UTC at that time, seconds.
double zone_offset(double seconds_since_1970);

}  // namespace messages
