// Any bytes as a text: whatever they hold, the recogniser keeps its promises (find.h, refang.h,
// observable.h).
#include "observables/find.h"
#include "observables/refang.h"
#include "observables/rewritten.h"
#include "promise.h"

namespace {

using namespace observables;

constexpr Type kTypes[] = {Type::kIp, Type::kIpv6, Type::kDomain, Type::kUrl, Type::kSha256};
constexpr Style kStyles[] = {Style::kNone, Style::kBrackets, Style::kWords, Style::kHxxp, Style::kMixed};

using fuzz::expect;

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
  const std::string text = fuzz::text_of(data, size);
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
