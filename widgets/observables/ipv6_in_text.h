// IPv6 addresses among colons that mean other things.
#pragma once

#include <string>

#include "observables/disguise.h"

namespace observables {

struct Ipv6InText {
  std::string value;  // canonical, with the zone as it stood; empty when there is no address
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t run_end = 0;  // no other address begins before it
  Style style = Style::kNone;
};

// The address whose first colon, disguised or not, is at `i`, and that begins not before `floor`. Hardware
// addresses, EUI-64, serial numbers, times and scopes such as std::vector are none.
Ipv6InText read_ipv6(Text text, std::size_t i, std::size_t floor);

}  // namespace observables
