#include <algorithm>

#include "observables/blocks.h"
#include "observables/find.h"

namespace observables {
namespace {

// Bytes less UTF-16 units in [begin, end): a character of 2 bytes is 1 unit, of 3 one, of 4 two. Below zero,
// as unsigned numbers are, between the bytes of one; sums over whole characters are right.
std::size_t excess(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t continuing = 0;
  std::size_t long_ones = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    continuing += (byte & 0xC0U) == 0x80 ? 1 : 0;
    long_ones += byte >= 0xF0 && byte <= 0xF4 ? 1 : 0;
  }
  return continuing - long_ones;
}

// Offsets that only grow.
class Counter {
 public:
  Counter(std::string_view text, const std::vector<Hits::Beyond>& blocks) : text_(text), blocks_(blocks) {}

  std::size_t units(std::size_t offset) {
    while (next_ < blocks_.size() && blocks_[next_].base < offset) ++next_;
    if (next_ == 0) return offset;
    const Hits::Beyond& last = blocks_[next_ - 1];
    const std::size_t less =
        offset >= last.base + kBlock ? last.excess_behind : last.excess + excess(text_, last.base, offset);
    // Bytes that are no UTF-8 must not make offsets grow.
    return std::min(offset, offset - less);
  }

 private:
  std::string_view text_;
  const std::vector<Hits::Beyond>& blocks_;
  std::size_t next_ = 0;
};

}  // namespace

void to_utf16(std::string_view utf8, Hits& hits) {
  if (hits.beyond.empty()) return;
  Counter counter(utf8, hits.beyond);
  for (Hit& hit : hits.list) {
    hit.start = counter.units(hit.start);
    hit.end = counter.units(hit.end);
  }
}

void add_beyond(std::string_view utf8, std::size_t base, Hits& hits) {
  const std::size_t before = hits.beyond.empty() ? 0 : hits.beyond.back().excess_behind;
  hits.beyond.push_back({base, before, before + excess(utf8, base, std::min(base + kBlock, utf8.size()))});
}

}  // namespace observables
