// Names of hosts.
#pragma once

#include "observables/name.h"

namespace observables {

// Whether `name` is one: at least two labels of letters, digits, '-' and '_' (as in _dmarc.example.com), or
// of letters of any script that the URL standard takes; 253 characters at most, the last label a top-level
// domain (tlds.h). Then its value becomes the canonical one, in A-labels, and its warning is what there is to
// warn of.
bool become_domain(Name& name);

// Whether a domain could as well be a file's name: two labels, the last also a file ending (setup.zip).
bool is_like_file(const Name& domain);

}  // namespace observables
