#include "casebook/ignoring.h"

#include <arpa/inet.h>

#include <array>
#include <charconv>
#include <optional>

namespace casebook {
namespace {

struct Address {
  std::array<unsigned char, 16> bytes{};
  std::size_t size = 0;  // 4 or 16
};

std::optional<Address> address_of(const std::string& text) {
  Address address;
  if (inet_pton(AF_INET, text.c_str(), address.bytes.data()) == 1)
    address.size = 4;
  else if (inet_pton(AF_INET6, text.c_str(), address.bytes.data()) == 1)
    address.size = 16;
  else
    return std::nullopt;
  return address;
}

bool begins_alike(const Address& a, const Address& b, std::size_t bits) {
  if (a.size != b.size || bits > a.size * 8) return false;
  for (std::size_t index = 0; index < a.size; ++index, bits -= bits < 8 ? bits : 8) {
    const auto mask = static_cast<unsigned char>(bits >= 8 ? 0xFF : 0xFF00 >> bits);
    if ((a.bytes.at(index) & mask) != (b.bytes.at(index) & mask)) return false;
  }
  return true;
}

bool is_in(const Address& address, std::string_view range) {
  const std::size_t slash = range.find('/');
  if (slash == std::string_view::npos) return false;
  const auto base = address_of(std::string(range.substr(0, slash)));
  std::size_t bits = 0;
  const char* const end = range.data() + range.size();
  const auto [stop, error] = std::from_chars(range.data() + slash + 1, end, bits);
  return base && error == std::errc() && stop == end && begins_alike(address, *base, bits);
}

// The host of a URL, without brackets, or the value of a domain or address.
std::string host_of(const threat_response::Observable& observable) {
  if (observable.type != "url") return observable.value;
  std::string_view rest = observable.value;
  const std::size_t scheme = rest.find("://");
  if (scheme == std::string_view::npos) return "";
  rest.remove_prefix(scheme + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  if (const std::size_t at = rest.rfind('@'); at != std::string_view::npos) rest.remove_prefix(at + 1);
  if (rest.starts_with('[')) return std::string(rest.substr(1, rest.find(']') - 1));
  return std::string(rest.substr(0, rest.find(':')));
}

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r'))
    line.remove_suffix(1);
  return line;
}

bool covers(std::string_view rule, const threat_response::Observable& observable, const std::string& host,
            const std::optional<Address>& address) {
  if (rule == observable.value || rule == host) return true;
  if (address) return is_in(*address, rule);
  if (rule.starts_with("*.")) rule.remove_prefix(2);
  return host == rule || host.ends_with('.' + std::string(rule));
}

}  // namespace

constinit const std::string_view kPrivateRanges =
    "10.0.0.0/8\n172.16.0.0/12\n192.168.0.0/16\n100.64.0.0/10\n127.0.0.0/8\n169.254.0.0/16\n::1/128\nfc00::/"
    "7\n"
    "fe80::/10";

bool is_ignored(const threat_response::Observable& observable, std::string_view rules) {
  const std::string host = host_of(observable);
  const auto address = address_of(host);
  while (!rules.empty()) {
    const std::size_t end = std::min(rules.find('\n'), rules.size());
    const std::string_view rule = trimmed(rules.substr(0, end));
    rules.remove_prefix(std::min(end + 1, rules.size()));
    if (!rule.empty() && !rule.starts_with('#') && covers(rule, observable, host, address)) return true;
  }
  return false;
}

}  // namespace casebook
