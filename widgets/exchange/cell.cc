#include "exchange/cell.h"

namespace exchange {
namespace {

// An apostrophe is guarded too, so that without_guard() takes off only what cell() put on.
constexpr std::string_view kGuarded = "=+-@\t\r\n'";

bool needs_quotes(std::string_view text) {
  if (text.find_first_of(",;\"\r\n\t") != std::string_view::npos) return true;
  return !text.empty() && (text.front() == ' ' || text.back() == ' ');
}

}  // namespace

std::string cell(std::string_view text) {
  std::string guarded;
  if (!text.empty() && kGuarded.contains(text.front())) guarded = '\'';
  guarded += text;
  if (!needs_quotes(guarded)) return guarded;
  std::string quoted = "\"";
  for (const char c : guarded) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted += '"';
}

std::string without_guard(std::string text) {
  if (text.size() >= 2 && text.front() == '\'' && kGuarded.contains(text[1])) text.erase(0, 1);
  return text;
}

}  // namespace exchange
