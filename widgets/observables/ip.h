// IP addresses as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace observables {

// Four decimal parts of at most 255 without leading zeros, and nothing else.
bool is_ipv4(std::string_view text);

// The address that the URL standard reads in a host that ends in a number: parts may be missing, octal or
// hexadecimal ("0x7f.1" is 127.0.0.1). Nothing when it refuses the host, or takes it for a name.
std::optional<std::string> ipv4_by_url_standard(std::string_view host);

// The canonical form of RFC 5952 of an address in any form of RFC 4291, without brackets and zone; nothing
// when it is none.
std::optional<std::string> canonical_ipv6(std::string_view text);

// Whether a valid address is rather something else in prose: an EUI-64 or a serial number (all groups two
// digits), or a scope such as ab::cd.
bool is_doubtful_ipv6(std::string_view text);

}  // namespace observables
