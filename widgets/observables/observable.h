// What an observable is: a kind and its canonical value.
//
// Two observables are the same when kind and canonical value are equal (observables.md, D-24).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace observables {

// The kinds of this release (OBS-01...05). A new kind is one row in observable.cc and one recogniser.
enum class Type : std::uint8_t { kIp, kIpv6, kDomain, kUrl, kSha256 };

// The name Threat Response uses: "ip", "ipv6", "domain", "url", "sha256".
std::string_view type_name(Type type);
std::optional<Type> type_from_name(std::string_view name);

// How an observable was, or is to be, disguised.
enum class Style : std::uint8_t {
  kNone,
  kBrackets,  // evil[.]example, 2001[:]db8[:][:]1, http[:]//...; also (.), {.}, \. and one-sided brackets
  kWords,     // evil[dot]example
  kHxxp,      // hxxp://..., and h**p, h[tt]p
  kMixed,     // more than one of them
};
// "none", "brackets", "words", "hxxp", "mixed".
std::string_view style_name(Style style);
std::optional<Style> style_from_name(std::string_view name);
constexpr Style operator|(Style a, Style b) {
  if (a == Style::kNone || a == b) return b;
  return b == Style::kNone ? a : Style::kMixed;
}

struct Observable {
  Type type = Type::kDomain;
  std::string value;  // canonical, UTF-8
  bool operator==(const Observable&) const = default;
};

// Where the host, or the user, of a canonical URL begins: behind its scheme; 0 when it has none.
std::size_t after_scheme(std::string_view url);

// The value written so that nothing links or resolves it (C-27): kMixed gives "bit[.]ly" and
// "hxxps[:]//bit[.]ly/3x". refang() undoes every style. What a style has no way to disguise stays as it is:
// SHA-256 values, and names under kHxxp.
std::string defang(const Observable& observable, Style style = Style::kMixed);

}  // namespace observables
