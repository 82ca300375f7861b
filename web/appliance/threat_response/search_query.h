// The text of a search: the part of the Lucene syntax of `query` that people and programs write.
//
//   word "a phrase" 192.0.2.7 "https://bit.ly/x"      all of them must occur, as whole words
//   pay* b?t                                          any number of characters, one character
//   a OR b, a AND b, NOT a, -a, +a, &&, ||, !, (...)  as below
//   title:word  title:"a phrase"  title:(a OR b)      in that field: one of those that are searched, or
//                                                     texts.text, owner or tlp; owner and tlp as a whole
//   *  title:*                                        everything; every case with that field
//   2001\:db8\:\:1                                    a backslash takes the next character as it is
//
// AND and OR have no precedence, as in the service, where an operator says what becomes of the clauses beside
// it: after OR both may occur, else both must; what may occur only matters where nothing must. So
// `a OR b AND c` needs b and c. Brackets say what is meant. (Apache Lucene, classic QueryParser.jj and
// QueryParserBase::addClause; Elasticsearch Reference, "Query string query".)
//
// What is not understood is refused, so that nobody takes a wrong answer for a right one: raw ':' and '/', as
// in a bare URL or IPv6 address, are syntax (fields, regular expressions), and so are ^ ~ [ ] { }.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "appliance/case_index.h"
#include "appliance/threat_response/search_term.h"

namespace appliance {

struct Clause {
  enum class Occur { kMust, kShould, kMustNot };
  Occur occur = Occur::kMust;
  std::string field = {};          // "": those that are searched
  Term term = {};                  // of a clause without a group
  std::vector<Clause> group = {};  // never deeper than kDeepestQuery
};
using Query = std::vector<Clause>;  // none: everything

inline constexpr int kDeepestQuery = 32;               // brackets in brackets
inline constexpr std::size_t kMostClauses = 1024;      // of one query; also Lucene's limit
inline constexpr std::size_t kLongestWildcards = 256;  // characters of all its words that have wildcards

// The error is a sentence. A query of blanks finds nothing, as in the service.
std::expected<Query, std::string> parse_query(std::string_view query);
// The lenient form (`simple_query`): never an error, every character is text, all words must occur.
Query parse_simple_query(std::string_view query);

// Whether the case is one that the query asks for; a clause without a field asks for `fields`.
bool matches(const IndexedCase& entry, const Query& query, const std::vector<std::string>& fields);

}  // namespace appliance
