// The observables of a case as a table: CSV (RFC 4180), UTF-8.
#pragma once

#include <string>
#include <vector>

#include "exchange/ctim.h"
#include "exchange/opinions.h"

namespace exchange {

// A row an observable: type, value, defanged, disposition, then a column a module. The names of the columns
// and dispositions are for programs: they are the same in every language. What a spreadsheet would run as a
// formula has an apostrophe before it (cell.h); `defanged` is for people to read.
std::string csv_table(const Case& one, const Judgements& judgements);

}  // namespace exchange
