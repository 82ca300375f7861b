// Internationalised names of hosts, as the URL standard has them (UTS 46, not transitional): the browser's or
// Node's own in WebAssembly (shims/idna.js), ICU's natively.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace observables {

// Room for a host; longer ones are none.
using HostBuffer = std::array<char, 1024>;

// The host in A-labels, in lower case; empty when the URL standard refuses it. Points into `buffer`.
std::string_view to_ascii(std::string_view host, HostBuffer& buffer);

// The host with each A-label that stands for something as a U-label; empty when none does.
std::string_view to_unicode(std::string_view ascii_host, HostBuffer& buffer);

}  // namespace observables
