// What disguises stand for (observables.md). Undone are
//
//   a dot    [.] (.) {.} [dot] (dot), with blanks inside the brackets, in any case; \. and one-sided brackets
//            such as [. and .) between the letters of a name
//   others   [:] [/] [at] [://], with blanks inside the brackets
//
// Schemes such as hxxp are url.h's. Anything else stays as it is.
#pragma once

#include "observables/observable.h"
#include "observables/text.h"

namespace observables {

struct Disguise {
  std::string_view means;  // ".", ":", "/", "@" or "://"; empty when there is no disguise
  std::size_t size = 0;    // in bytes
  Style style = Style::kBrackets;
};

// A bracket at `i` with what it encloses, and its other side.
Disguise enclosed_at(Text text, std::size_t i);

// A disguised dot at `i` inside a name: one that a name goes on behind.
Disguise dot_at(Text text, std::size_t i);

// A colon, and a slash, at `i`, disguised or not.
Disguise colon_at(Text text, std::size_t i);
Disguise slash_at(Text text, std::size_t i);

}  // namespace observables
