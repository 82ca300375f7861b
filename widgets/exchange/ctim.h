// Cases as CTIM casebooks: the service's own form, and an open one (C-18, D-17).
//
// What the service decides itself (owner, groups, client_id, created, modified) is left out; the id stays, to
// say where the case came from.
#pragma once

#include <string>
#include <vector>

#include "threat_response/case.h"

namespace exchange {

using threat_response::Case;
using threat_response::Note;
using threat_response::Observable;

Json casebook_of(const Case& one);
std::string ctim_case(const Case& one);
// A list of casebooks.
std::string ctim_cases(const std::vector<Case>& cases);

}  // namespace exchange
