// SHA-256 digests in hex.
#pragma once

#include <string_view>

namespace observables {

// Whether `word`, a longest run of ASCII letters and digits, is a digest: 64 hex digits. Other hashes are no
// observables of this release (OBS-04).
bool is_sha256(std::string_view word);

}  // namespace observables
