// Letters of different scripts in one name: how look-alikes of other names are made (UTS 39).
#pragma once

#include <string_view>

namespace observables {

// Whether a label of the host, as U-labels, mixes scripts that no language mixes, or is made of Cyrillic or
// Greek letters that all look like Latin ones below a top-level domain in Latin letters. Japanese, Korean and
// Chinese may stand with Latin in one label (the "highly restrictive" level of UTS 39).
bool is_mixed_script(std::string_view host);

}  // namespace observables
