// The observables of a case as a list: a line a value.
//
// Kinds that a bare value tells stand as they are. The others, and values that are not written as usual,
// stand under a line "# kind: file_name" that says what follows; a value that would not survive as a line is
// written as a JSON string. So reading the list gives the same observables.
#pragma once

#include <string>

#include "exchange/ctim.h"

namespace exchange {

std::string plain_list(const Case& one);
// Nothing in it links or resolves (C-27).
std::string defanged_list(const Case& one);

}  // namespace exchange
