// Text of several styles on a surface: the part of a rich text that is one paragraph, heading, cell or code.
#pragma once

#include <vector>

#include "kit/flowed.h"
#include "markdown/markdown.h"

namespace kit {

// A text that has been laid out and is to be drawn.
struct RichLines {
  Flowed flowed;
  float size = kText;
  float line = 0;   // height of one
  float width = 0;  // of the widest
  float height() const { return line * static_cast<float>(flowed.lines.size()); }
};

struct RichLook {
  float size = kText;
  bool strong = false;
  bool code = false;  // all of it
};

RichLines laid_out(const Surface& surface, const std::vector<markdown::Span>& spans, float width,
                   const RichLook& look = {});

// Draws it from the top of `box` and declares what is in it as children of the item that has been pushed.
// REQUIRES: `lines` were made of `spans` and the same look.
void draw_lines(Surface& surface, Box box, const RichLines& lines, const std::vector<markdown::Span>& spans,
                const std::vector<markdown::Link>& links, const RichLook& look = {});

}  // namespace kit
