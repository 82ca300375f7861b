// Any bytes as a document: it is a problem or cases, and these survive each way out of here and in again
// (import.h).
#include "exchange/import.h"
#include "exchange/lists.h"
#include "exchange/report.h"
#include "exchange/stix.h"
#include "exchange/table.h"
#include "promise.h"
#include "threat_response/casebooks.h"

namespace {

using namespace exchange;

using fuzz::expect;

bool has_one(const std::string& document, const Case& one) {
  const auto again = read_import(document, "");
  return again && again->size() == 1 && again->front().content == one;
}

// JSON replaces what is no UTF-8, so only a case that has been JSON once comes back as it was.
Case as_json(const Case& one) { return threat_response::case_of(*json::parse(ctim_case(one))); }

void check(const Case& imported) {
  using threat_response::CaseChange;
  expect(!threat_response::check_lengths(
             CaseChange{imported.title, imported.short_description, imported.description, {}}),
         "what is imported fits", imported.title);
  const Case one = as_json(imported);
  if (one == Case()) return;
  const std::string casebook = ctim_case(one);
  expect(has_one(casebook, one), "a casebook comes back", casebook);
  expect(!stix_bundle({one}, 0).empty(), "a bundle is written", casebook);
  (void)csv_table(one, {});
  (void)plain_list(one);
  (void)defanged_list(one);
  (void)markdown_report(one, {}, {}, {});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = fuzz::text_of(data, size);
  for (const char* name : {"", "a.json"}) {
    const auto read = read_import(text, name);
    if (!read) continue;
    expect(!read->empty(), "an import has a case", text);
    for (const ImportedCase& one : *read) check(one.content);
  }
  return 0;
}
