// What an observable is: a kind and its canonical value.
//
// Two observables are the same when kind and canonical value are equal (observables.md, D-24).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace observables {

// The kinds of this release (OBS-01...05). A new kind is one row in observable.cc and one recogniser.
enum class Type { kIp, kIpv6, kDomain, kUrl, kSha256 };

// The name Threat Response uses: "ip", "ipv6", "domain", "url", "sha256".
std::string_view type_name(Type type);
std::optional<Type> type_from_name(std::string_view name);

struct Observable {
  Type type = Type::kDomain;
  std::string value;  // canonical, UTF-8
  bool operator==(const Observable&) const = default;
};

// The value written so that nothing links or resolves it: "bit[.]ly", "hxxp[:]//..." (OBS, C-27). SHA-256
// values are unchanged.
std::string defang(const Observable& observable);

}  // namespace observables
