#include "exchange/lists.h"

#include <algorithm>

#include "exchange/disguised.h"
#include "observables/ascii.h"
#include "observables/find.h"
#include "observables/refang.h"

namespace exchange {
namespace {

bool tells_its_kind(const Observable& observable) {
  const auto found = observables::recognise(observable.value);
  return found && Observable(*found) == observable;
}

// Whether the value stays itself between two line breaks.
bool is_line(std::string_view value) {
  for (const char c : value)
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7F') return false;
  if (value.empty()) return false;
  return value.front() != ' ' && value.back() != ' ' && value.front() != '#' && value.front() != '"';
}

// A JSON string; for a list of disguised values without a dot, a colon or an '@' that could make a link.
std::string quoted(const std::string& value, bool defanged) {
  const std::string text = json::dump(value);
  if (!defanged) return text;
  std::string out;
  for (const char c : text) {
    if (c == '.')
      out += "\\u002e";
    else if (c == ':')
      out += "\\u003a";
    else if (c == '@')
      out += "\\u0040";
    else
      out += c;
  }
  return out;
}

// The service's names of kinds are words; any other is written as a JSON string.
std::string kind_words(const std::string& kind) {
  const bool is_word =
      std::ranges::all_of(kind, [](char c) { return observables::ascii::is_word(c) || c == '_'; });
  return is_word ? kind : quoted(kind, true);
}

// The value as a line under the name of its kind; refang() is what reads such a line.
std::string line_of(const Observable& observable, bool defanged) {
  const std::string line = defanged ? disguised(observable) : observable.value;
  if (is_line(line) && observables::refang(line) == observable.value) return line;
  return quoted(observable.value, defanged);
}

std::string list(const Case& one, bool defanged) {
  std::string out, kind;
  for (const Observable& observable : one.observables) {
    const bool is_bare = tells_its_kind(observable);
    const std::string its_kind = is_bare ? "" : observable.type;
    if (its_kind != kind) out += "# kind:" + (is_bare ? "" : ' ' + kind_words(its_kind)) + '\n';
    kind = its_kind;
    out += is_bare ? (defanged ? disguised(observable) : observable.value) : line_of(observable, defanged);
    out += '\n';
  }
  return out;
}

}  // namespace

std::string plain_list(const Case& one) { return list(one, false); }
std::string defanged_list(const Case& one) { return list(one, true); }

}  // namespace exchange
