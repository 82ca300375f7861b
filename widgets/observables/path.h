// What stands in a URL behind its host.
#pragma once

#include <string>

#include "observables/disguise.h"

namespace observables {

struct Path {
  std::size_t end = 0;
  Style style = Style::kNone;
};

// The path, query and fragment of the URL that begins at `url` (its scheme); they begin at `begin`. Ends
// before trailing punctuation. See url.h for what belongs to it.
Path read_path(Text text, std::size_t url, std::size_t begin);

// Appends `path` without its disguises and line breaks.
void append_path(std::string_view path, std::string& out);

// A disguise in a path, at `i`: brackets on both sides, and not at the path's end.
Disguise path_disguise_at(Text text, std::size_t i);

}  // namespace observables
