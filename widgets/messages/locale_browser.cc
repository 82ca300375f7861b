#include <cstddef>
#include <cstdlib>

#include "messages/locale.h"

// shims/library/intl.js: the bytes written to `out`, which has room for `room`.
extern "C" int shim_intl(const char* language, const char* what, double value, char* out, int room);

namespace messages {
namespace {

std::string ask(Language language, const char* what, double value) {
  char out[256];
  const int size = shim_intl(kLanguageTags[static_cast<std::size_t>(language)], what, value, out, sizeof out);
  return {out, static_cast<std::size_t>(size)};
}

}  // namespace

Plural plural(Language language, double count) {
  const std::string name = ask(language, "plural", count);
  for (std::size_t i = 0; i < kPluralNames.size(); ++i)
    if (kPluralNames[i] == name) return static_cast<Plural>(i);
  return Plural::kOther;
}

std::string number(Language language, double value) { return ask(language, "number", value); }

std::string moment(Language language, double seconds_since_1970) {
  return ask(language, "moment", seconds_since_1970);
}

std::string date(Language language, double seconds_since_1970) {
  return ask(language, "date", seconds_since_1970);
}

std::string day(Language language, double seconds_since_1970) {
  return ask(language, "day", seconds_since_1970);
}

std::string clock(Language language, double seconds_since_1970) {
  return ask(language, "clock", seconds_since_1970);
}

double zone_offset(double seconds_since_1970) {
  return std::strtod(ask(Language::kEnglish, "offset", seconds_since_1970).c_str(), nullptr);
}

}  // namespace messages
