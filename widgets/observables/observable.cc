#include "observables/observable.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace observables {
namespace {

constexpr std::array<std::pair<Type, std::string_view>, 5> kTypes = {{
    {Type::kIp, "ip"},
    {Type::kIpv6, "ipv6"},
    {Type::kDomain, "domain"},
    {Type::kUrl, "url"},
    {Type::kSha256, "sha256"},
}};
constexpr std::array<std::pair<Style, std::string_view>, 5> kStyles = {{
    {Style::kNone, "none"},
    {Style::kBrackets, "brackets"},
    {Style::kWords, "words"},
    {Style::kHxxp, "hxxp"},
    {Style::kMixed, "mixed"},
}};

template <typename Rows, typename Key>
std::string_view name_in(const Rows& rows, Key key) {
  const auto found = std::ranges::find(rows, key, [](const auto& row) { return row.first; });
  assert(found != rows.end());
  return found->second;
}
template <typename Key, std::size_t kSize>
std::optional<Key> key_in(const std::array<std::pair<Key, std::string_view>, kSize>& rows,
                          std::string_view name) {
  const auto found = std::ranges::find(rows, name, [](const auto& row) { return row.second; });
  return found == rows.end() ? std::nullopt : std::optional(found->first);
}

bool has_brackets(Style style) { return style == Style::kBrackets || style == Style::kMixed; }

std::string_view dot_in(Style style) {
  if (style == Style::kWords) return "[dot]";
  return has_brackets(style) ? "[.]" : ".";
}

void append_replaced(std::string& out, std::string_view part, std::string_view dot, std::string_view colon) {
  for (const char c : part) {
    if (c == '.')
      out += dot;
    else if (c == ':')
      out += colon;
    else
      out += c;
  }
}

std::string defanged_url(std::string_view url, Style style) {
  const std::size_t host = after_scheme(url);
  const std::size_t host_end = std::min(url.find_first_of("/?#", host), url.size());
  std::string out;
  if (host > 0) {
    const std::string_view scheme = url.substr(0, host - 3);
    const bool hidden = (style == Style::kHxxp || style == Style::kMixed) && scheme.starts_with("http");
    out += hidden ? "hxxp" : scheme.substr(0, 4);
    out += scheme.substr(std::min<std::size_t>(4, scheme.size()));
    out += has_brackets(style) ? "[:]//" : "://";
  }
  // A port's colon links nothing once the dots and the scheme do not.
  const std::string_view authority = url.substr(host, host_end - host);
  const std::size_t user_size = authority.rfind('@') + 1;  // 0 without a user, whose dots link nothing
  out += authority.substr(0, user_size);
  append_replaced(out, authority.substr(user_size), dot_in(style), ":");
  out += url.substr(host_end);
  return out;
}

}  // namespace

std::string_view type_name(Type type) { return name_in(kTypes, type); }
std::optional<Type> type_from_name(std::string_view name) { return key_in(kTypes, name); }
std::string_view style_name(Style style) { return name_in(kStyles, style); }
std::optional<Style> style_from_name(std::string_view name) { return key_in(kStyles, name); }

std::size_t after_scheme(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://", "ftp://", "ftps://"})
    if (url.starts_with(scheme)) return scheme.size();
  return 0;
}

std::string defang(const Observable& observable, Style style) {
  if (style == Style::kNone || observable.type == Type::kSha256) return observable.value;
  if (observable.type == Type::kUrl) return defanged_url(observable.value, style);
  std::string out;
  append_replaced(out, observable.value, dot_in(style), has_brackets(style) ? "[:]" : ":");
  return out;
}

}  // namespace observables
