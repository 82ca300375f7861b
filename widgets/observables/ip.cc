#include "observables/ip.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "observables/ascii.h"

namespace observables {
namespace {

constexpr std::size_t kGroups = 8;
using Groups = std::array<std::uint16_t, kGroups>;

std::optional<std::array<std::uint8_t, 4>> ipv4_bytes(std::string_view text) {
  std::array<std::uint8_t, 4> bytes{};
  for (std::size_t part = 0;; ++part) {
    std::size_t digits = 0;
    unsigned value = 0;
    while (digits < text.size() && digits < 4 && ascii::is_digit(text[digits]))
      value = value * 10 + static_cast<unsigned>(text[digits++] - '0');
    if (digits == 0 || digits > 3 || value > 255 || (digits > 1 && text[0] == '0')) return std::nullopt;
    bytes[part] = static_cast<std::uint8_t>(value);
    text.remove_prefix(digits);
    if (part == 3) break;
    if (text.empty() || text[0] != '.') return std::nullopt;
    text.remove_prefix(1);
  }
  if (!text.empty()) return std::nullopt;
  return bytes;
}

// Reads groups separated by single colons into `out` from `count` on; the last may be an IPv4 address.
bool read_groups(std::string_view text, bool may_end_in_ipv4, Groups& out, std::size_t& count) {
  while (!text.empty()) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string_view group = text.substr(0, colon);
    if (colon == text.size() && may_end_in_ipv4 && group.find('.') != std::string_view::npos) {
      const auto bytes = ipv4_bytes(group);
      if (!bytes || count + 2 > kGroups) return false;
      out[count++] = static_cast<std::uint16_t>((*bytes)[0] << 8 | (*bytes)[1]);
      out[count++] = static_cast<std::uint16_t>((*bytes)[2] << 8 | (*bytes)[3]);
      return true;
    }
    if (group.empty() || group.size() > 4 ||
        !std::ranges::all_of(group, [](char c) { return ascii::is_hex(c); }))
      return false;
    if (count == kGroups) return false;
    std::from_chars(group.data(), group.data() + group.size(), out[count++], 16);
    if (colon == text.size()) return true;
    text.remove_prefix(colon + 1);
    if (text.empty()) return false;  // ends in a single colon
  }
  return true;
}

std::optional<Groups> parse_ipv6(std::string_view text) {
  if (text.size() < 2 || text.size() > 45) return std::nullopt;
  Groups groups{};
  std::size_t count = 0;
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) {
    if (!read_groups(text, true, groups, count) || count != kGroups) return std::nullopt;
    return groups;
  }
  Groups tail{};
  std::size_t tail_count = 0;
  if (!read_groups(text.substr(0, gap), false, groups, count)) return std::nullopt;
  if (!read_groups(text.substr(gap + 2), true, tail, tail_count)) return std::nullopt;
  if (count + tail_count >= kGroups) return std::nullopt;
  std::copy_n(tail.begin(), tail_count, groups.end() - static_cast<std::ptrdiff_t>(tail_count));
  return groups;
}

void append_number(std::string& out, unsigned value, int base) {
  std::array<char, 8> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, base).ptr;
  out.append(digits.data(), end);
}

// A part of a host by the URL standard; the value is far larger than any address when it has too many digits.
std::optional<std::uint64_t> number(std::string_view part) {
  int base = 10;
  if (part.starts_with("0x")) {
    base = 16;
    part.remove_prefix(2);
  } else if (part.size() > 1 && part[0] == '0') {
    base = 8;
    part.remove_prefix(1);
  } else if (part.empty()) {
    return std::nullopt;
  }
  if (part.empty()) return 0;
  if (part.size() > 20) return std::nullopt;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value, base);
  if (error != std::errc() || end != part.data() + part.size()) return std::nullopt;
  return value;
}

struct Zeros {
  std::size_t begin = kGroups;
  std::size_t size = 0;
};

// The longest run of at least two zero groups, the first of equal ones (RFC 5952, 4.2).
Zeros longest_zeros(const Groups& groups) {
  Zeros best;
  for (std::size_t i = 0; i < kGroups; ++i) {
    std::size_t end = i;
    while (end < kGroups && groups[end] == 0) ++end;
    if (end - i >= 2 && end - i > best.size) best = {i, end - i};
    if (end > i) i = end - 1;
  }
  return best;
}

bool is_mapped_ipv4(const Groups& groups) {
  return std::all_of(groups.begin(), groups.begin() + 5, [](auto group) { return group == 0; }) &&
         groups[5] == 0xFFFF;
}

}  // namespace

bool is_ipv4(std::string_view text) { return ipv4_bytes(text).has_value(); }

std::optional<std::string> ipv4_by_url_standard(std::string_view host) {
  std::array<std::uint64_t, 4> parts{};
  std::size_t count = 0;
  for (std::string_view rest = host;; ++count) {
    const std::size_t dot = rest.find('.');
    const auto part = count < parts.size() ? number(rest.substr(0, dot)) : std::nullopt;
    if (!part) return std::nullopt;
    parts[count] = *part;
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  // The last part fills the bytes that no other part names.
  std::uint64_t address = parts[count];
  if (address >= std::uint64_t{1} << (8 * (parts.size() - count))) return std::nullopt;
  for (std::size_t i = 0; i < count; ++i) {
    if (parts[i] > 255) return std::nullopt;
    address |= parts[i] << (8 * (3 - i));
  }
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) {
    append_number(out, static_cast<unsigned>((address >> static_cast<unsigned>(shift)) & 0xFFU), 10);
    if (shift > 0) out += '.';
  }
  return out;
}

std::optional<std::string> canonical_ipv6(std::string_view text) {
  const auto groups = parse_ipv6(text);
  if (!groups) return std::nullopt;
  std::string out;
  if (is_mapped_ipv4(*groups)) {
    out = "::ffff:";
    const unsigned high = (*groups)[6];
    const unsigned low = (*groups)[7];
    for (const unsigned value : {high >> 8U, high & 0xFFU, low >> 8U, low & 0xFFU}) {
      if (out.back() != ':') out += '.';
      append_number(out, value, 10);
    }
    return out;
  }
  const Zeros zeros = longest_zeros(*groups);
  for (std::size_t i = 0; i < kGroups; ++i) {
    if (i == zeros.begin) {
      out += "::";
      i += zeros.size - 1;
      continue;
    }
    if (!out.empty() && out.back() != ':') out += ':';
    append_number(out, (*groups)[i], 16);
  }
  return out;
}

bool is_doubtful_ipv6(std::string_view text) {
  if (!std::ranges::any_of(text, ascii::is_digit)) return true;
  if (text.find("::") == std::string_view::npos) {
    std::size_t pairs = 0;
    for (std::size_t i = 2; i < text.size() && text[i] == ':'; i += 3) ++pairs;
    return pairs == kGroups - 1 && text.size() == kGroups * 3 - 1;
  }
  const std::size_t first = text.find(':');
  return first != 0 && first < 3 && std::ranges::count(text, ':') < 3;
}

}  // namespace observables
