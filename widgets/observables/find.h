// Observables in a text (OBS-01...06, observables.md).
//
// Linear time and memory in the size of the text, whatever it holds. Host names with non-ASCII letters are
// not recognised: a token that touches one yields nothing, never a part of itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "observables/observable.h"

namespace observables {

struct Hit {
  Type type = Type::kDomain;
  std::string value;      // canonical
  std::size_t start = 0;  // byte offsets into the given text, disguise included
  std::size_t end = 0;
};

// All hits in order; they do not overlap. The host of a URL and the path behind a bare name are no hits. The
// domain of an e-mail address is one, the address is not.
std::vector<Hit> find(std::string_view utf8);

// The observable that the whole cell is, blanks around it aside.
std::optional<Observable> recognise(std::string_view cell);

}  // namespace observables
