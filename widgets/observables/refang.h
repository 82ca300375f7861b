// A text with its disguises undone.
#pragma once

#include <string>
#include <string_view>

namespace observables {

// The text with the disguises of disguise.h undone and hxxp and the like written http, everything else byte
// for byte. Dots and '@' are undone between the letters of a name only, and in the path of a URL only where
// brackets enclose them. refang(defang(value, style)) is the value for every canonical value and style.
std::string refang(std::string_view utf8);

}  // namespace observables
