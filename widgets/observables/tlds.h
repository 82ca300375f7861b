// The delegated top-level domains, and the special names of RFC 6761 and RFC 7686 that count as such.
#pragma once

#include <cstdint>
#include <string_view>

namespace observables {

// Whether `label`, in lower case, is one: an A-label, or a U-label as people write it.
bool is_top_level_domain(std::string_view label);

// The same for a label of at most eight bytes, packed: its bytes in memory order, then zeros.
bool is_top_level_domain(std::uint64_t packed);

// All of them, each followed by a blank. Defined in a source that .setup/tlds.mjs writes at build time.
std::string_view top_level_domains();

}  // namespace observables
