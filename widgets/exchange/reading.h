// The parts of import.cc: each reads one form of document.
#pragma once

#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "exchange/ctim.h"

namespace exchange {

// Of a STIX 2.x bundle: a case for each grouping and report, and one for what none of them names.
std::vector<Case> cases_of_bundle(const Json& bundle);

// A table with a header that names a column of values; nothing when the text is no such table.
std::optional<Case> case_of_table(std::string_view text);

// A list (lists.h), or any text: then the text itself is the description.
Case case_of_text(std::string_view text);

// Appends it unless it is there.
void add_once(std::vector<Observable>& all, std::set<Observable>& seen, Observable one);

}  // namespace exchange
