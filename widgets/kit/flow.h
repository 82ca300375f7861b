// Places for items that stand in a line and go on in the next one where there is no room.
#pragma once

#include <algorithm>

#include "kit/surface.h"

namespace kit {

class Flow {
 public:
  Flow(const Surface& surface, Box box, float line)
      : box_(box), line_(line), gap_(surface.theme().gap), x_(box.x) {}

  // The place of an item this wide; no wider than the line.
  Box next(float width) {
    const float wide = std::min(width, box_.width);
    if (x_ > box_.x && x_ + wide > box_.x + box_.width) {
      x_ = box_.x;
      box_.y += line_ + gap_;
    }
    const Box place{x_, box_.y, wide, line_};
    x_ += wide + gap_;
    return place;
  }
  // Where what comes under the lines begins.
  float bottom() const { return box_.y + line_; }

 private:
  Box box_;
  float line_, gap_, x_;
};

}  // namespace kit
