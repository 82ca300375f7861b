#include "casebook/ignoring.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "observables/ascii.h"
#include "observables/refang.h"

namespace casebook {
namespace {

std::optional<IpAddress> address_of(const std::string& text) {
  // Most are names, and to ask takes longer than to look.
  if (text.find_first_not_of("0123456789abcdefABCDEF.:") != std::string::npos) return std::nullopt;
  IpAddress address;
  if (inet_pton(AF_INET, text.c_str(), address.bytes.data()) == 1)
    address.size = 4;
  else if (inet_pton(AF_INET6, text.c_str(), address.bytes.data()) == 1)
    address.size = 16;
  else
    return std::nullopt;
  return address;
}

bool begins_alike(const IpAddress& a, const IpAddress& b, std::size_t bits) {
  if (a.size != b.size || bits > a.size * 8) return false;
  for (std::size_t index = 0; index < a.size; ++index, bits -= bits < 8 ? bits : 8) {
    const auto mask = static_cast<unsigned char>(bits >= 8 ? 0xFF : 0xFF00 >> bits);
    if ((a.bytes.at(index) & mask) != (b.bytes.at(index) & mask)) return false;
  }
  return true;
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

// As observables are: people write hosts in capitals and defanged. A path is not touched.
std::string as_written(std::string_view rule) {
  std::string plain = observables::refang(rule);
  return plain.contains("//") ? plain : observables::ascii::lowered(plain);
}

// "10.0.0.0/8" into its two halves.
std::optional<std::pair<IpAddress, std::size_t>> range_of(std::string_view rule) {
  const std::size_t slash = rule.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto base = address_of(std::string(rule.substr(0, slash)));
  std::size_t bits = 0;
  const char* const end = rule.data() + rule.size();
  const auto [stop, error] = std::from_chars(rule.data() + slash + 1, end, bits);
  if (!base || error != std::errc() || stop != end) return std::nullopt;
  return std::pair(*base, bits);
}

}  // namespace

constinit const std::string_view kPrivateRanges =
    "10.0.0.0/8\n172.16.0.0/12\n192.168.0.0/16\n100.64.0.0/10\n127.0.0.0/8\n169.254.0.0/16\n::1/128\nfc00::/"
    "7\n"
    "fe80::/10";

IgnoreRules::IgnoreRules(std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view rule = trimmed(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (rule.empty() || rule.starts_with('#')) continue;
    words_.push_back(as_written(rule));
    if (const auto range = range_of(words_.back())) ranges_.push_back({range->first, range->second});
  }
}

bool IgnoreRules::cover(const threat_response::Observable& observable) const {
  const std::string host = host_of(observable);
  const auto address = address_of(host);
  const auto is_or_is_below = [&](std::string_view rule) {
    if (rule == observable.value || rule == host) return true;
    if (address) return false;
    if (rule.starts_with("*.")) rule.remove_prefix(2);
    const bool is_longer = host.size() > rule.size() && host[host.size() - rule.size() - 1] == '.';
    return host == rule || (is_longer && host.ends_with(rule));
  };
  return std::ranges::any_of(words_, is_or_is_below) ||
         (address && std::ranges::any_of(ranges_, [&](const Range& range) {
            return begins_alike(*address, range.base, range.bits);
          }));
}

}  // namespace casebook
