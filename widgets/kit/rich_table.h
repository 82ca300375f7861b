// A table of a rich text.
#pragma once

#include <string_view>
#include <vector>

#include "kit/surface.h"
#include "markdown/markdown.h"

namespace kit {

// From the top of `at`, as wide as it needs to be and no wider than `at`; returns where it ends. Columns that
// do not fit share what the narrow ones leave.
float rich_table(Surface& surface, std::string_view key, Box at, const markdown::Block& table,
                 const std::vector<markdown::Link>& links);

}  // namespace kit
