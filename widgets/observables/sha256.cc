#include "observables/sha256.h"

#include <algorithm>

#include "observables/ascii.h"

namespace observables {

bool is_sha256(std::string_view word) {
  return word.size() == 64 && std::ranges::all_of(word, ascii::is_hex);
}

}  // namespace observables
