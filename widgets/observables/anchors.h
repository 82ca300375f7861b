// The bytes of a block that a closer look is worth: each observable has at least one.
//
// Decided for 64 bytes at once by shifting bits against each other. What would need the next block counts as
// worth a look.
#pragma once

#include <utility>

#include "observables/blocks.h"

namespace observables {

class Anchors {
 public:
  // Blocks come in order.
  std::uint64_t in(const Block& block) {
    const std::uint64_t words = block.words << 1U | std::exchange(word_before_, block.words >> (kBlock - 1));
    const std::uint64_t visible =
        block.visible << 1U | std::exchange(visible_before_, block.visible >> (kBlock - 1));
    std::uint64_t found = block.opens;
    if (block.dots != 0) found |= dots(block, words, visible);
    if (block.colons != 0) found |= colons(block);
    return found;
  }

 private:
  // Bits of `mask` one and more places on; beyond the block all are set.
  static std::uint64_t next(std::uint64_t mask, unsigned places = 1) {
    return (mask >> places) | ~(~std::uint64_t{0} >> places);
  }
  // Another bit of `mask` two to `farthest` places on.
  static std::uint64_t followed(std::uint64_t mask, unsigned farthest) {
    std::uint64_t found = 0;
    for (unsigned places = 2; places <= farthest; ++places) found |= next(mask, places);
    return found;
  }

  // Dots with something on both sides, but for those before a single letter or digit ("e.g.", "10.5"): such a
  // dot is neither the last one of a name nor, unless two more follow, the first one of an address. `words`
  // and `visible` speak of the byte before.
  static std::uint64_t dots(const Block& block, std::uint64_t words, std::uint64_t visible) {
    const std::uint64_t inside = block.dots & visible & next(block.visible);
    const std::uint64_t between = inside & words & next(block.words);
    std::uint64_t single = between & ~next(block.words, 2);
    // The last dot may have a backslash before it.
    if (single != 0) single &= ~followed(between & followed(inside, 5), 4);
    return inside & ~single;
  }

  // Colons before another one or what is no word ("://"), and the first of at least four with one to four
  // characters between them: times have two.
  static std::uint64_t colons(const Block& block) {
    const std::uint64_t c = block.colons;
    const std::uint64_t chain = c & followed(c & followed(c & followed(c, 5), 5), 5);
    return chain | (c & next(block.visible & ~block.words));
  }

  std::uint64_t word_before_ = 0;  // of the byte before the block
  std::uint64_t visible_before_ = 0;
};

}  // namespace observables
