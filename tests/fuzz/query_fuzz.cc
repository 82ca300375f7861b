// Any bytes as what is searched for in the case store: a query is refused or within its bounds, matching it
// comes to an end, and what the widgets make of a text is never refused (search_query.h, case_search.h).
#include "appliance/threat_response/search_query.h"
#include "promise.h"
#include "threat_response/case_search.h"

namespace {

using namespace appliance;
using fuzz::expect;

const IndexedCase kCase{.id = "casebook-1",
                        .entity = json::object({{"title", "Bait at bit.ly"}}),
                        .texts = {{"title", "bait at bit.ly"},
                                  {"description", "see https://bit.ly/x \"now\" (a-b) 2001:db8::1"},
                                  {"observables.value", "192.0.2.7"}}};
const std::vector<std::string> kFields = {"title", "description", "observables.value"};

std::size_t check(const Query& query, int depth, std::string_view text) {
  expect(depth <= kDeepestQuery + 1, "a query is not deeper than it may be", text);
  std::size_t clauses = query.size();
  for (const Clause& clause : query) {
    expect(clause.term.wild.empty() || clause.term.wild.size() == clause.term.text.size(),
           "wildcards stand where the text has them", text);
    expect(clause.group.empty() || clause.term.text.empty(), "a clause is a term or a group", text);
    clauses += check(clause.group, depth + 1, text);
  }
  return clauses;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = fuzz::text_of(data, size);
  const auto query = parse_query(text);
  if (query) {
    expect(check(*query, 1, text) <= 2 * kMostClauses, "a query has no more clauses than it may", text);
    (void)matches(kCase, *query, kFields);
  } else {
    expect(!query.error().empty(), "a refusal says why", text);
  }
  const Query simple = parse_simple_query(text);
  (void)check(simple, 1, text);
  (void)matches(kCase, simple, kFields);
  // Of a text as long as a person would type.
  const std::string wanted = threat_response::lucene(text.substr(0, 200));
  const auto own = parse_query(wanted);
  expect(own.has_value(), "what the widgets search for is a query", wanted, own ? "" : own.error());
  return 0;
}
