// Text of several styles, broken into lines that fit: at blanks, between ideographs, and inside of what is
// wider than a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kit/surface.h"

namespace kit {

struct Styled {
  std::string text;  // '\n' ends a line
  Face face = Face::kRegular;
  float size = kText;
};

// Part of a line in one style, running one way.
struct Piece {
  std::size_t style = 0;      // index of its Styled
  std::string text;           // clean; as it is drawn
  float left = 0, width = 0;  // from the left end of the line
};

struct FlowedLine {
  // What stands in it, style by style, in the order it is read.
  std::vector<std::pair<std::size_t, std::string>> reads;
  std::vector<Piece> pieces;
  float width = 0;
  // What follows it in the text and is not drawn: " ", "\n", or "" where a word goes on.
  std::string end;
};

struct Flowed {
  bool from_right = false;  // the first letter says so; without one the surface does
  std::vector<FlowedLine> lines;
};

// What could mislead is replaced (text::cleaned); a tab is blanks. At least one line.
Flowed flow(const Surface& surface, const std::vector<Styled>& text, float width);

}  // namespace kit
