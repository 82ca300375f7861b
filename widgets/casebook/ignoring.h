// What an analyst does not want to add: own domains, private addresses (D-06). Nothing is dropped in silence,
// it is shown and not preselected.
#pragma once

#include <string>
#include <string_view>

#include "threat_response/observable.h"

namespace casebook {

// Addresses that mean nothing outside of a network: RFC 1918, 3927, 4193, 4291, 6598, loopback.
extern const std::string_view kPrivateRanges;

// `rules` one a line: a domain with everything below it ("example.com"), an address, a range ("10.0.0.0/8"),
// or any value as it stands. Lines that begin with '#' are notes.
bool is_ignored(const threat_response::Observable& observable, std::string_view rules);

}  // namespace casebook
