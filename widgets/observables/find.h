// Observables in a text (OBS-01...06, observables.md).
//
// Linear time and memory in the size of the text, whatever it holds; no recursion. Broken UTF-8, NUL and very
// long tokens change nothing for the hits beside them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "observables/name.h"
#include "observables/observable.h"

namespace observables {

struct Hit {
  std::size_t start = 0;  // byte offsets into the given text, disguise included
  std::size_t end = 0;
  std::size_t value_at = 0;  // in Hits::values
  std::size_t value_size = 0;
  Type type = Type::kDomain;
  Style style = Style::kNone;
  Warning warning = Warning::kNone;
  bool is_international = false;  // the host has A-labels; it may have a unicode_form()
  bool as_it_stood = false;       // the text is the canonical value
};

struct Hits {
  std::vector<Hit> list;  // in order; they do not overlap
  std::string values;
  // A block of 64 bytes with bytes beyond ASCII; in order, for to_utf16().
  struct Beyond {
    std::size_t base = 0;
    std::size_t excess = 0;  // bytes less UTF-16 units before it
    std::size_t excess_behind = 0;
  };
  std::vector<Beyond> beyond;
  std::string_view value(const Hit& hit) const {
    return std::string_view(values).substr(hit.value_at, hit.value_size);
  }
};

// All hits. The host of a URL and the path behind a bare name are no hits. The domain of an e-mail address is
// one, the address is not.
Hits find(std::string_view utf8);
// The same into `hits`, whose room is used again.
void find(std::string_view utf8, Hits& hits);

// Makes the offsets of hits in `utf8` those of UTF-16: of the text as JavaScript holds it.
void to_utf16(std::string_view utf8, Hits& hits);
// Notes a block of bytes beyond ASCII.
void add_beyond(std::string_view utf8, std::size_t base, Hits& hits);

// The observable that the whole cell is, blanks around it aside.
std::optional<Observable> recognise(std::string_view cell);

// The hit that the whole cell is when the page declares what it holds (B-57): a name that looks like a file's
// is a domain then, "host/path" a URL, and a version number an address. kIp takes addresses of both versions.
// None, or one.
Hits recognise_as(Type declared, std::string_view cell);

// What the host of the observable is called in letters of its own script: the domain, or the URL, with
// U-labels; empty when it has none.
std::string unicode_form(Type type, std::string_view value);

}  // namespace observables
