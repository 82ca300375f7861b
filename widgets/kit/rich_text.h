// A document (markdown/markdown.h) drawn and declared: headings, paragraphs, lists, quotes, code, tables,
// rules.
//
// The twin has an element for each, with its role; text stands in it line by line as it is drawn, so that it
// is selected and copied as it was written, and what is pressed lies where it is seen.
#pragma once

#include <string_view>

#include "kit/surface.h"
#include "markdown/markdown.h"

namespace kit {

// Lines longer than this are hard to read.
inline constexpr float kMeasure = 720;

// From the top of `box`, no wider than it and than kMeasure; returns the height used. A heading of level 1 in
// the text is one of `heading_level` on the surface.
float rich_text(Surface& surface, std::string_view key, Box box, const markdown::Document& document,
                int heading_level);

}  // namespace kit
