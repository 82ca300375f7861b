// ASCII characters by what they may be part of; no locale changes it. Bytes beyond ASCII are unicode.h's.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace observables::ascii {

// Bits of a byte.
inline constexpr std::uint16_t kDigit = 1;
inline constexpr std::uint16_t kHex = 2;  // a digit or a letter a...f
inline constexpr std::uint16_t kLetter = 4;
inline constexpr std::uint16_t kDash = 8;       // '-' and '_': inside names
inline constexpr std::uint16_t kBlank = 16;     // space and tab
inline constexpr std::uint16_t kOpen = 32;      // ( [ {
inline constexpr std::uint16_t kClose = 64;     // ) ] }
inline constexpr std::uint16_t kUrlEnd = 128;   // never part of a URL (RFC 3986), but for a soft line break
inline constexpr std::uint16_t kUrlLook = 256;  // part of a URL or its end, by what stands around it
inline constexpr std::uint16_t kBeyond = 512;   // a byte of a character beyond ASCII
inline constexpr std::uint16_t kDisguised = 1024;  // begins what brackets disguise: . : / dot at
inline constexpr std::uint16_t kWord = kDigit | kLetter;
inline constexpr std::uint16_t kName = kWord | kDash;

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline constexpr std::array<std::uint16_t, 256> kBits = [] {
  std::array<std::uint16_t, 256> bits{};
  for (std::size_t i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    std::uint16_t& b = bits[i];
    const auto mark = [&b](bool is, std::uint16_t bit) {
      b = static_cast<std::uint16_t>(b | (is ? bit : 0));
    };
    const auto among = [c](std::string_view all) { return all.find(c) != std::string_view::npos; };
    mark(i >= '0' && i <= '9', kDigit);
    mark(i < 128 && lower(c) >= 'a' && lower(c) <= 'z', kLetter);
    mark((b & kDigit) != 0 || (i < 128 && lower(c) >= 'a' && lower(c) <= 'f'), kHex);
    mark(among("-_"), kDash);
    mark(among(" \t"), kBlank);
    mark(among("([{"), kOpen);
    mark(among(")]}"), kClose);
    mark(i < 0x20 || i == 0x7F || among(" <>\"`|\\^"), kUrlEnd);
    mark(i >= 0x80, kBeyond);
    mark(among(".:/dDaA"), kDisguised);
    mark((b & (kUrlEnd | kOpen | kClose | kBeyond)) != 0 || among(",;'="), kUrlLook);
  }
  return bits;
}();

constexpr std::uint16_t bits(char c) { return kBits[static_cast<unsigned char>(c)]; }
constexpr bool is(char c, std::uint16_t any) { return (bits(c) & any) != 0; }
constexpr bool is_digit(char c) { return is(c, kDigit); }
constexpr bool is_hex(char c) { return is(c, kHex); }
constexpr bool is_word(char c) { return is(c, kWord); }
constexpr bool is_blank(char c) { return is(c, kBlank); }

// The library's append copies byte by byte in WebAssembly.
inline void append(std::string& out, std::string_view bytes) {
  const std::size_t size = out.size();
  out.resize_and_overwrite(size + bytes.size(), [&](char* to, std::size_t all) {
    std::memcpy(to + size, bytes.data(), bytes.size());
    return all;
  });
}

inline std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

// Whether `text` starts with `word`, which is in lower case, in any case.
constexpr bool starts_with(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && std::ranges::equal(text.substr(0, word.size()), word, {}, lower);
}

}  // namespace observables::ascii
