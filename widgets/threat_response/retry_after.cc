#include "threat_response/retry_after.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>

namespace threat_response {
namespace {

constexpr double kUnknown = 60, kLeast = 1, kMost = 24 * 60 * 60;

template <typename Number>
bool read(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

std::optional<double> seconds(std::string_view text) {
  if (text.ends_with('s')) text.remove_suffix(1);
  std::uint32_t whole = 0;
  return read(text, whole) ? std::optional<double>(whole) : std::nullopt;
}

// "Sun, 06 Nov 1994 08:49:37 GMT", in seconds since 1970.
std::optional<double> date(std::string_view text) {
  static constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() != 29 || text.substr(3, 2) != ", " || !text.ends_with(" GMT")) return std::nullopt;
  unsigned day = 0;
  int year = 0;
  std::array<int, 3> time{};
  const std::size_t month = kMonths.find(text.substr(8, 3));
  bool good = month != std::string_view::npos && month % 3 == 0;
  good = good && read(text.substr(5, 2), day) && read(text.substr(12, 4), year);
  for (std::size_t i = 0; i < time.size(); ++i) good = good && read(text.substr(17 + 3 * i, 2), time[i]);
  if (!good) return std::nullopt;
  const std::chrono::year_month_day given{std::chrono::year{year},
                                          std::chrono::month{static_cast<unsigned>(month / 3 + 1)},
                                          std::chrono::day{day}};
  if (!given.ok()) return std::nullopt;
  const auto days = std::chrono::sys_days{given}.time_since_epoch().count();
  return static_cast<double>(days) * 86400 + time[0] * 3600 + time[1] * 60 + time[2];
}

}  // namespace

double retry_after(const Reply& reply, double now) {
  const std::string_view value = header_of(reply, "retry-after");
  double wait = kUnknown;
  if (const auto whole = seconds(value))
    wait = *whole;
  else if (const auto until = date(value))  // by the service's own clock, where it says what that is
    wait = *until - date(header_of(reply, "date")).value_or(now);
  return std::clamp(wait, kLeast, kMost);
}

}  // namespace threat_response
