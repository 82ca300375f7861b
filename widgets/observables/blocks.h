// A text looked at 64 bytes at once: what stands where, as one bit a byte.
//
// With vectors of 16 bytes where the target has them (SSE2, NEON, WebAssembly SIMD: one source for all, by
// the compiler's vector types), byte by byte where it has not.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "observables/ascii.h"

#if defined(__wasm_simd128__) || defined(__SSE2__) || defined(__ARM_NEON)
#define OBSERVABLES_VECTORS 1
#else
#define OBSERVABLES_VECTORS 0
#endif

namespace observables {

inline constexpr std::size_t kBlock = 64;

// Bit i speaks of byte i of the block.
struct Block {
  std::uint64_t words = 0;  // ASCII letters and digits
  std::uint64_t dots = 0;
  std::uint64_t colons = 0;
  std::uint64_t opens = 0;    // ( [ {
  std::uint64_t visible = 0;  // everything above the blank, bytes beyond ASCII too
  bool beyond = false;        // any byte beyond ASCII
};

#if OBSERVABLES_VECTORS
namespace vectors {

using Bytes = std::uint8_t __attribute__((vector_size(16)));
using Flags = bool __attribute__((ext_vector_type(16)));

template <typename Mask>
std::uint64_t bits(Mask mask, unsigned part) {
  const auto flags = __builtin_convertvector(mask, Flags);
  std::uint16_t packed;
  static_assert(sizeof flags == sizeof packed);
  std::memcpy(&packed, &flags, sizeof packed);
  return std::uint64_t{packed} << (16 * part);
}

inline Block look(const char* bytes) {
  Block block;
  Bytes all{};
  for (unsigned part = 0; part < 4; ++part) {
    Bytes c;
    std::memcpy(&c, bytes + std::size_t{16} * part, sizeof c);
    all |= c;
    const Bytes folded = c | 0x20;  // letters small; '[' is '{'
    block.words |= bits(((folded - 'a') < 26) | ((c - '0') < 10), part);
    block.dots |= bits(c == '.', part);
    block.colons |= bits(c == ':', part);
    block.opens |= bits((folded == '{') | (c == '('), part);
    block.visible |= bits(c > 0x20, part);
  }
  block.beyond = bits(all > 0x7F, 0) != 0;
  return block;
}

}  // namespace vectors
#endif

inline Block look_bytewise(const char* bytes) {
  Block block;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const char c = bytes[i];
    const std::uint16_t of = ascii::bits(c);
    const auto put = [i](std::uint64_t& mask, bool is) { mask |= std::uint64_t{is ? 1U : 0U} << i; };
    put(block.words, (of & ascii::kWord) != 0);
    put(block.visible, static_cast<unsigned char>(c) > 0x20);
    put(block.dots, c == '.');
    put(block.colons, c == ':');
    put(block.opens, (of & ascii::kOpen) != 0);
    block.beyond = block.beyond || (of & ascii::kBeyond) != 0;
  }
  return block;
}

// The block that begins at `base`; behind the end of the text there are NULs.
inline Block block_at(std::string_view text, std::size_t base) {
  std::array<char, kBlock> rest;
  const char* bytes = text.data() + base;
  if (text.size() - base < kBlock) {
    rest.fill('\0');
    std::memcpy(rest.data(), bytes, text.size() - base);
    bytes = rest.data();
  }
#if OBSERVABLES_VECTORS
  return vectors::look(bytes);
#else
  return look_bytewise(bytes);
#endif
}

}  // namespace observables
