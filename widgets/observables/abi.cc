// The boundary to web/observables/observables.js: a standalone module of functions over its memory.
//
//   observables_alloc(size)                 room for `size` bytes; the caller frees it with observables_free
//   observables_find(text, size, declared)  reads UTF-8; `declared` is a Type as a number for a cell that is
//                                           said to hold one, or 5
//   observables_refang(text, size)          the text without disguises
//   observables_defang(text, size, style)   the value that the text is, disguised in a Style
//   observables_recognise(text, size)       its canonical value, preceded by its Type as one byte; empty:
//   none observables_unicode(text, size, type)   the U-label form of a canonical value; empty: it has none
//   observables_rewritten(text, size)       the URL that a rewritten canonical URL leads to; empty: none
//
// All but the first return a pointer to words of 32 bits, valid until the next call. Of texts: pointer and
// size in bytes. Of observables_find: the count of hits, a pointer to four words a hit (type, start, end,
// flags; offsets in UTF-16) and a pointer to two words a hit (pointer and size of the canonical value).
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "observables/find.h"
#include "observables/refang.h"
#include "observables/rewritten.h"

namespace {

using namespace observables;

// Bits of a hit's flags; web/observables/observables.js has the same.
constexpr std::uint32_t kWarningShift = 3;    // 0...2 is the style, 3...4 the warning
constexpr std::uint32_t kAsItStood = 1 << 5;  // the value is the text itself
constexpr std::uint32_t kHasUnicode = 1 << 6;
constexpr std::uint32_t kIsRewritten = 1 << 7;
constexpr std::uint32_t kNotDeclared = 5;

struct Result {
  Hits hits;
  std::vector<std::uint32_t> words, values;
  std::string text;
  std::array<std::uint32_t, 3> head{};
};

Result& result() {
  static Result kept;
  return kept;
}

std::uint32_t address(const void* pointer) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}

const std::uint32_t* give(std::string text) {
  Result& kept = result();
  kept.text = std::move(text);
  kept.head = {address(kept.text.data()), static_cast<std::uint32_t>(kept.text.size()), 0};
  return kept.head.data();
}

std::uint32_t flags_of(const Hit& hit, std::string_view value) {
  std::uint32_t flags = std::to_underlying(hit.style);
  flags |= std::uint32_t{std::to_underlying(hit.warning)} << kWarningShift;
  if (hit.as_it_stood) flags |= kAsItStood;
  if (hit.is_international) flags |= kHasUnicode;
  if (hit.type == Type::kUrl && is_rewriter(value)) flags |= kIsRewritten;
  return flags;
}

}  // namespace

extern "C" {

void* observables_alloc(std::size_t size) { return std::malloc(size); }

void observables_free(void* memory) { std::free(memory); }

const std::uint32_t* observables_find(const char* text, std::size_t size, std::uint32_t declared) {
  const std::string_view utf8(text, size);
  Result& kept = result();
  if (declared < kNotDeclared)
    kept.hits = recognise_as(static_cast<Type>(declared), utf8);
  else
    find(utf8, kept.hits);
  const std::size_t count = kept.hits.list.size();
  kept.words.resize(4 * count);
  kept.values.resize(2 * count);
  std::uint32_t* words = kept.words.data();
  std::uint32_t* values = kept.values.data();
  for (const Hit& hit : kept.hits.list) {
    const std::string_view value = kept.hits.value(hit);
    words[0] = std::to_underlying(hit.type);
    words[3] = flags_of(hit, value);
    words += 4;
    values[0] = address(value.data());
    values[1] = static_cast<std::uint32_t>(value.size());
    values += 2;
  }
  to_utf16(utf8, kept.hits);
  words = kept.words.data();
  for (const Hit& hit : kept.hits.list) {
    words[1] = static_cast<std::uint32_t>(hit.start);
    words[2] = static_cast<std::uint32_t>(hit.end);
    words += 4;
  }
  kept.head = {static_cast<std::uint32_t>(count), address(kept.words.data()), address(kept.values.data())};
  return kept.head.data();
}

const std::uint32_t* observables_refang(const char* text, std::size_t size) {
  return give(refang({text, size}));
}

const std::uint32_t* observables_defang(const char* text, std::size_t size, std::uint32_t style) {
  // A value that prose would not show as one is one all the same for who disguises it.
  std::string value = refang({text, size});
  const auto found = recognise(value);
  const Type type = found ? found->type : value.find('/') == std::string::npos ? Type::kDomain : Type::kUrl;
  return give(defang({type, std::move(value)}, static_cast<Style>(style)));
}

const std::uint32_t* observables_recognise(const char* text, std::size_t size) {
  const auto found = recognise({text, size});
  return give(found ? static_cast<char>(found->type) + found->value : std::string());
}

const std::uint32_t* observables_unicode(const char* text, std::size_t size, std::uint32_t type) {
  return give(unicode_form(static_cast<Type>(type), {text, size}));
}

const std::uint32_t* observables_rewritten(const char* text, std::size_t size) {
  return give(rewritten_url({text, size}).value_or(""));
}

}  // extern "C"
