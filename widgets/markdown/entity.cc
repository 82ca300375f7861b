#include "markdown/entity.h"

#include <charconv>
#include <cstdint>
#include <utility>

namespace markdown {
namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;

std::string encoded(std::uint32_t codepoint) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  const auto tail = [&](unsigned shift) { return byte(0x80U | (codepoint >> shift & 0x3FU)); };
  if (codepoint < 0x80) return {byte(codepoint)};
  if (codepoint < 0x800) return {byte(0xC0U | codepoint >> 6U), tail(0)};
  if (codepoint < 0x10000) return {byte(0xE0U | codepoint >> 12U), tail(6), tail(0)};
  return {byte(0xF0U | codepoint >> 18U), tail(12), tail(6), tail(0)};
}

}  // namespace

std::string entity(std::string_view reference) {
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"&amp;", "&"},   {"&lt;", "<"},   {"&gt;", ">"},
      {"&quot;", "\""}, {"&apos;", "'"}, {"&nbsp;", "\xC2\xA0"}};
  for (const auto& [name, means] : kNames)
    if (reference == name) return std::string(means);
  if (!reference.starts_with("&#")) return std::string(reference);
  std::string_view digits = reference.substr(2);
  const bool is_hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  if (is_hexadecimal) digits.remove_prefix(1);
  std::uint32_t codepoint = 0;  // and of what is no number
  std::from_chars(digits.data(), digits.data() + digits.size(), codepoint, is_hexadecimal ? 16 : 10);
  const bool surrogate = codepoint >= 0xD800 && codepoint <= 0xDFFF;
  if (codepoint == 0 || codepoint > 0x10FFFF || surrogate) codepoint = kReplacement;
  return encoded(codepoint);
}

}  // namespace markdown
