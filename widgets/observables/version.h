// Four-part numbers that are versions of software, not addresses.
#pragma once

#include "observables/text.h"

namespace observables {

// Whether what stands before `begin` says that a version follows: a version word ("engine 4.0.0.12",
// "rv:1.2.3.4", "version number is 1.2.3.4") or a product ("Chrome/126.0.0.0"). Looks back a bounded way.
bool follows_version_word(Text text, std::size_t begin);

}  // namespace observables
