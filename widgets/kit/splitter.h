// A bar between two parts that can be moved by dragging it or, when it has the focus, by the arrow keys.
#pragma once

#include <string>
#include <string_view>

#include "kit/surface.h"

namespace kit {

inline constexpr float kSplitter = 24;  // wide enough to be hit; the line in it is thin

// `at` is how wide the part before it is, between `low` and `high`, CSS pixels. Says the new width as a
// number.
ItemId splitter(Surface& surface, std::string_view key, Box box, const std::string& name, float at, float low,
                float high);

}  // namespace kit
