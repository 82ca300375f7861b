// The delegated top-level domains, and the special names of RFC 6761 and RFC 7686 that count as such.
#pragma once

#include <span>
#include <string_view>

namespace observables {

// A-labels in lower case, sorted by byte. Defined in a source that .setup/tlds.mjs writes at build time.
std::span<const std::string_view> top_level_domains();

}  // namespace observables
