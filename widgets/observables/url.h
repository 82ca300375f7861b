// URLs with a scheme: http, https, ftp, ftps, and http disguised as hxxp, h**p or h[tt]p.
#pragma once

#include <optional>
#include <string>

#include "observables/name.h"

namespace observables {

// The "://" between a scheme and a host, disguised or not: `size` bytes, 0 when there is none at `i`.
Disguise separator_at(Text text, std::size_t i);

struct Scheme {
  std::string_view written, means;  // "hxxp", "http://"
  bool secure;                      // ends in 's'
  Style style;
};
// The scheme, in any case, that ends at `end`, begins not before `floor` and continues no word; null if none.
const Scheme* scheme_before(Text text, std::size_t end, std::size_t floor);

// Behind the '@' of a user in the authority that begins at `begin`; `begin` itself when there is none.
std::size_t after_user(Text text, std::size_t begin);

struct Url {
  std::size_t begin = 0;
  std::size_t end = 0;
  Style style = Style::kNone;
  Warning warning = Warning::kNone;
  bool is_international = false;  // its host has A-labels
};

// The URL whose separator begins at `i`, with its scheme not before `floor`; nothing when its scheme or its
// host is none. Appends the canonical value to `out`: scheme and host in lower case, the host as the URL
// standard writes it, the rest byte for byte with its disguises undone. `name` is room to work in.
//
// Its path holds commas, percent-encoding and balanced brackets. A closing bracket that was not opened in it,
// blanks and trailing punctuation are outside. It goes on behind a line break that is soft: one that stands
// in <...> (RFC 3986, appendix C), or breaks a full line (60 columns) before more of a path or a query.
std::optional<Url> read_url(Text text, std::size_t i, std::size_t floor, Name& name, std::string& out);

// "host/path" without a scheme, where a page says that a URL stands at `begin`; ends and appends as above.
std::optional<Url> read_schemeless_url(Text text, std::size_t begin, Name& name, std::string& out);

// The host of a canonical URL, without user and port; an IPv6 address in its brackets.
std::string_view host_of(std::string_view url);

}  // namespace observables
