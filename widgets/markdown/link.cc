#include "markdown/link.h"

#include <algorithm>
#include <vector>

namespace markdown {
namespace {

constexpr std::string_view kScheme = "https://";
constexpr std::size_t kLongestHost = 253, kLongestLabel = 63;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string made(text);
  std::ranges::transform(made, made.begin(), lower);
  return made;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool is_number(std::string_view text, int most) {
  if (text.empty() || text.size() > 5 || !std::ranges::all_of(text, is_digit)) return false;
  if (text.size() > 1 && text[0] == '0') return false;  // octal for browsers
  return std::stoi(std::string(text)) <= most;
}

bool is_label(std::string_view label) {
  const auto fits = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; };
  return !label.empty() && label.size() <= kLongestLabel && std::ranges::all_of(label, fits);
}

bool is_name_or_ipv4(std::string_view host) {
  const std::vector<std::string_view> labels = split(host, '.');
  if (host.size() > kLongestHost || !std::ranges::all_of(labels, is_label)) return false;
  // The URL standard takes a host whose last label is a number for an IPv4 address, in many notations.
  if (!is_digit(labels.back()[0])) return true;
  return labels.size() == 4 && std::ranges::all_of(labels, [](auto part) { return is_number(part, 255); });
}

bool is_ipv6(std::string_view host) {
  const auto fits = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || c == ':' || c == '.'; };
  return host.size() > 4 && host.size() < 48 && host.front() == '[' && host.back() == ']' &&
         std::ranges::all_of(host.substr(1, host.size() - 2), fits);
}

bool is_authority(std::string_view authority) {
  std::string_view host = authority;
  const std::size_t bracket = authority.rfind(']');
  const std::size_t colon = authority.rfind(':');
  if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
    if (!is_number(authority.substr(colon + 1), 65535)) return false;
    host = authority.substr(0, colon);
  }
  return is_ipv6(host) || is_name_or_ipv4(host);
}

// Beyond ASCII is fine there: the browser encodes it.
bool is_path_byte(char c) {
  constexpr std::string_view kNever = "\"<>\\^`{|}";
  return static_cast<unsigned char>(c) > ' ' && c != '\x7F' && kNever.find(c) == std::string_view::npos;
}

}  // namespace

std::optional<Link> link_to(std::string_view target) {
  if (lowered(target.substr(0, kScheme.size())) != kScheme) return std::nullopt;
  const std::string_view rest = target.substr(kScheme.size());
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  const std::string_view path = rest.substr(authority.size());
  std::string host = lowered(authority);
  if (!is_authority(host) || !std::ranges::all_of(path, is_path_byte)) return std::nullopt;
  return Link{std::string(kScheme) + host + std::string(path), std::move(host)};
}

}  // namespace markdown
