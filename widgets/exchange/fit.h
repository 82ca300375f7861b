// A case that the service takes: its limits (api.md 6.1) hold, and nothing is lost over them (D-04).
#pragma once

#include "exchange/ctim.h"

namespace exchange {

// The type of notes that go on with what was too long.
inline constexpr std::string_view kNote = "note";

// Puts what a field of the case cannot take into notes, in order, before the others; a TLP that is none of
// the service's is left out. Says how many notes that made.
std::size_t fit(Case& one);

// The text as parts of at most `first` UTF-16 units and then `others` each, which together are the text. They
// end behind a line or a word where there is one near.
std::vector<std::string> parts_of(std::string_view text, std::size_t first, std::size_t others);

}  // namespace exchange
