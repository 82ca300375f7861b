// The boundary to web/observables/observables.js: a standalone module with three functions.
//
//   observables_alloc(size)        room for `size` bytes; the caller frees it with observables_free
//   observables_find(text, size)   reads UTF-8, returns a pointer to the result
//
// The result is a row of little-endian u32: the count of hits, then for each hit
//   type      observables::Type as a number: 0 ip, 1 ipv6, 2 domain, 3 url, 4 sha256
//   start     UTF-16 offset of the first unit of the hit in the text
//   end       UTF-16 offset behind its last unit
//   value     pointer to the canonical value, UTF-8 without a terminator
//   size      of the value, in bytes
// It is valid until the next observables_find.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include "observables/find.h"

namespace {

struct Result {
  std::vector<observables::Hit> hits;
  std::vector<std::uint32_t> words;
};

// Counts UTF-16 units up to byte offsets that only grow.
class Utf16 {
 public:
  explicit Utf16(std::string_view text) : text_(text) {}

  std::uint32_t at(std::size_t offset) {
    for (; byte_ < offset; ++byte_) {
      const auto byte = static_cast<unsigned char>(text_[byte_]);
      if ((byte & 0xC0U) != 0x80) units_ += byte >= 0xF0 ? 2 : 1;
    }
    return units_;
  }

 private:
  std::string_view text_;
  std::size_t byte_ = 0;
  std::uint32_t units_ = 0;
};

Result& result() {
  static Result kept;
  return kept;
}

}  // namespace

extern "C" {

void* observables_alloc(std::size_t size) { return std::malloc(size); }

void observables_free(void* memory) { std::free(memory); }

const std::uint32_t* observables_find(const char* text, std::size_t size) {
  const std::string_view utf8(text, size);
  auto& [hits, words] = result();
  hits = observables::find(utf8);
  words.assign(1, static_cast<std::uint32_t>(hits.size()));
  Utf16 units(utf8);
  for (const observables::Hit& hit : hits) {
    words.push_back(static_cast<std::uint32_t>(std::to_underlying(hit.type)));
    words.push_back(units.at(hit.start));
    words.push_back(units.at(hit.end));
    words.push_back(static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(hit.value.data())));
    words.push_back(static_cast<std::uint32_t>(hit.value.size()));
  }
  return words.data();
}

}  // extern "C"
