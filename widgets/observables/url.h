// URLs with a scheme: http, https, ftp, ftps, and http disguised as hxxp, h**p or h[tt]p.
#pragma once

#include <optional>
#include <string>

#include "observables/refang.h"

namespace observables {

struct Url {
  std::size_t begin = 0;  // in the bytes of the text
  std::size_t end = 0;
  std::string value;  // scheme and host in lower case, the rest byte for byte
};

// The URL whose "://" is at `colon`; nothing when its scheme or its host is none. Its path holds commas,
// percent-encoding and balanced brackets; a closing bracket that was not opened in it, blanks and trailing
// punctuation are outside.
std::optional<Url> url_at(const Text& text, std::size_t colon);

}  // namespace observables
