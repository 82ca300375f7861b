// Names of hosts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace observables {

// The name in lower case without a trailing dot, when it is one: at least two labels of letters, digits, '-'
// and '_' (as in _dmarc.example.com), 253 characters at most, the last label a top-level domain (tlds.h).
std::optional<std::string> canonical_domain(std::string_view name);

// Whether a canonical name could as well be a file's: two labels, the last also a file ending (setup.zip).
bool is_like_file(std::string_view domain);

}  // namespace observables
