#include "observables/observable.h"

#include <array>
#include <utility>

namespace observables {
namespace {

constexpr std::array<std::pair<Type, std::string_view>, 5> kNames = {{
    {Type::kIp, "ip"},
    {Type::kIpv6, "ipv6"},
    {Type::kDomain, "domain"},
    {Type::kUrl, "url"},
    {Type::kSha256, "sha256"},
}};

// Every '.' becomes "[.]" and every ':' "[:]", within [from, to) of `value`.
void append_bracketed(std::string& out, std::string_view part, bool colons) {
  for (const char c : part) {
    if (c == '.')
      out += "[.]";
    else if (c == ':' && colons)
      out += "[:]";
    else
      out += c;
  }
}

std::string defang_url(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return std::string(url);
  const std::string_view scheme = url.substr(0, scheme_end);
  const std::string_view rest = url.substr(scheme_end + 3);
  const std::size_t host_end = std::min(rest.find_first_of("/?#"), rest.size());
  std::string out;
  if (scheme == "http" || scheme == "https")
    out += scheme == "https" ? "hxxps" : "hxxp";
  else
    out += scheme;
  out += "[:]//";
  append_bracketed(out, rest.substr(0, host_end), false);
  out += rest.substr(host_end);
  return out;
}

}  // namespace

std::string_view type_name(Type type) {
  for (const auto& [known, name] : kNames)
    if (known == type) return name;
  return "";
}

std::optional<Type> type_from_name(std::string_view name) {
  for (const auto& [known, text] : kNames)
    if (text == name) return known;
  return std::nullopt;
}

std::string defang(const Observable& observable) {
  switch (observable.type) {
    case Type::kSha256:
      return observable.value;
    case Type::kUrl:
      return defang_url(observable.value);
    default: {
      std::string out;
      append_bracketed(out, observable.value, observable.type == Type::kIpv6);
      return out;
    }
  }
}

}  // namespace observables
