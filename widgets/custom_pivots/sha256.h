// SHA-256 (FIPS 180-4) of a short text: some look-up services name a URL by it. The browser's own answers
// later only, and Debian has no library that builds for WebAssembly.
#pragma once

#include <string>
#include <string_view>

namespace custom_pivots {

// 64 hex digits in lower case.
std::string sha256(std::string_view text);

}  // namespace custom_pivots
