// The observables that a STIX pattern (2.1, 9) compares with.
#pragma once

#include <string_view>
#include <vector>

#include "exchange/ctim.h"

namespace exchange {

// Of "path = 'value'" and "path IN ('value', ...)", wherever they stand: what an indicator looks for.
// Comparisons that say what it is not, or is only like, are none.
std::vector<Observable> observables_of_pattern(std::string_view pattern);

}  // namespace exchange
