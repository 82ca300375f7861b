// Any bytes as a text: whatever they hold, the recogniser keeps its promises (find.h, refang.h,
// observable.h).
//
// A promise that is broken ends the program, as a fault found by the sanitizers does. CONTRIBUTING.md says
// how to run it for longer than the tests do.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "observables/find.h"
#include "observables/refang.h"
#include "observables/rewritten.h"

namespace {

using namespace observables;

constexpr Type kTypes[] = {Type::kIp, Type::kIpv6, Type::kDomain, Type::kUrl, Type::kSha256};
constexpr Style kStyles[] = {Style::kNone, Style::kBrackets, Style::kWords, Style::kHxxp, Style::kMixed};

void expect(bool holds, const char* promise, std::string_view value, std::string_view instead = "") {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n  of:  %.*s\n  got: %.*s\n", promise, static_cast<int>(value.size()),
               value.data(), static_cast<int>(instead.size()), instead.data());
  std::abort();
}

// The length of the text as JavaScript holds it, at most: a byte is at most one unit.
void check_places(std::string_view text, const Hits& hits) {
  std::size_t end = 0;
  for (const Hit& hit : hits.list) {
    expect(hit.start >= end && hit.start < hit.end, "hits stand in order and do not overlap", text);
    expect(hit.end <= text.size(), "hits stand inside the text", text);
    end = hit.end;
  }
}

void check_value(Type type, const std::string& value) {
  const Hits cell = recognise_as(type, value);
  expect(cell.list.size() == 1, "a cell with a canonical value is recognised as its type", value);
  expect(cell.list[0].type == type && cell.value(cell.list[0]) == value, "a canonical value is its own",
         value, cell.value(cell.list[0]));
  for (const Style style : kStyles) {
    const std::string disguised = defang({type, value}, style);
    const std::string back = refang(disguised);
    expect(back == value, "refang undoes defang", disguised, back);
  }
  (void)unicode_form(type, value);
  if (type != Type::kUrl) return;
  const auto inner = rewritten_url(value);
  expect(!inner || is_rewriter(value), "only a rewriter has rewritten a URL", value);
}

void check_hits(std::string_view text, const Hits& hits) {
  check_places(text, hits);
  for (const Hit& hit : hits.list) {
    const std::string value(hits.value(hit));
    expect(hit.as_it_stood == (text.substr(hit.start, hit.end - hit.start) == value),
           "as_it_stood says whether the text is the value", text, value);
    check_value(hit.type, value);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A copy of the exact size, so that a read beyond its end is found.
  const std::string text(reinterpret_cast<const char*>(data), size);
  Hits hits = find(text);
  check_hits(text, hits);
  to_utf16(text, hits);
  check_places(text, hits);
  (void)refang(text);
  (void)recognise(text);
  for (const Type type : kTypes) {
    const Hits cell = recognise_as(type, text);
    expect(cell.list.size() <= 1, "a cell is one observable or none", text);
    check_places(text, cell);
    if (!cell.list.empty()) check_value(cell.list[0].type, std::string(cell.value(cell.list[0])));
  }
  return 0;
}
