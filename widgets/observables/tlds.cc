#include "observables/tlds.h"

#include <array>
#include <cstring>

namespace observables {
namespace {

constexpr std::size_t kPacked = 8;

std::uint64_t packed(std::string_view label) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, label.data(), label.size());
  return bytes;
}

// Every dot in a text ends in a look at this table: packed labels in a hash table with linear probing, made
// once.
class Table {
 public:
  Table() {
    const std::string_view all = top_level_domains();
    for (std::size_t begin = 0; begin < all.size();) {
      const std::size_t end = all.find(' ', begin);
      if (end - begin <= kPacked) {
        const std::uint64_t label = packed(all.substr(begin, end - begin));
        std::size_t slot = hash(label);
        while (slots_[slot] != 0) slot = (slot + 1) % kSlots;
        slots_[slot] = label;
      }
      begin = end + 1;
    }
  }

  bool has(std::uint64_t label) const {
    std::size_t slot = hash(label);
    while (slots_[slot] != 0 && slots_[slot] != label) slot = (slot + 1) % kSlots;
    return slots_[slot] == label;
  }

 private:
  static constexpr std::size_t kSlots = 4096;  // some three times as many as there are short names
  static_assert((kSlots & (kSlots - 1)) == 0);

  // Fibonacci hashing: the golden ratio's bits.
  static std::size_t hash(std::uint64_t label) {
    return static_cast<std::size_t>((label * 0x9E3779B97F4A7C15U) >> 52U) % kSlots;
  }

  std::array<std::uint64_t, kSlots> slots_{};
};

const Table& table() {
  static const Table made;
  return made;
}

}  // namespace

bool is_top_level_domain(std::uint64_t packed) { return packed != 0 && table().has(packed); }

bool is_top_level_domain(std::string_view label) {
  if (label.size() <= kPacked) return is_top_level_domain(packed(label));
  // Few labels of a text are that long, so the list itself will do. It begins with a shorter one.
  const std::string_view all = top_level_domains();
  for (std::size_t at = all.find(label); at != std::string_view::npos; at = all.find(label, at + 1))
    if (all[at - 1] == ' ' && all.substr(at + label.size()).starts_with(' ')) return true;
  return false;
}

}  // namespace observables
