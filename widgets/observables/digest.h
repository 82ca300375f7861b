// SHA-256 digests in hex. Other hashes are no observables of this release (OBS-04).
#pragma once

#include <string>

#include "observables/text.h"

namespace observables {

struct Digest {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
};

// The digest that the longest run [begin, end) of ASCII letters and digits is, or is a half of: 64 hex digits
// that are glued to no letter of any script, whole or broken once over two lines without a blank between.
// Rows of shorter hashes under each other are no halves. Size 0 when there is none.
Digest read_digest(Text text, std::size_t begin, std::size_t end);

// Appends it in lower case, without the line break.
void append_digest(Text text, const Digest& digest, std::string& out);

}  // namespace observables
