// What is written so that nothing that shows it makes a link of it (C-27).
#pragma once

#include <string>
#include <string_view>

#include "threat_response/observable.h"

namespace exchange {

// The text with every observable in it defanged; the rest byte for byte.
std::string disguised(std::string_view text);
// A value of any kind: one of the recogniser's as a whole, in any other what it finds in it. An e-mail
// address also loses its '@'.
std::string disguised(const threat_response::Observable& observable);

}  // namespace exchange
