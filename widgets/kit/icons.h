// The pictures on buttons, drawn with lines: no font or image has to be there.
#pragma once

#include "kit/surface.h"

namespace kit {

enum class Icon { kClose, kRefresh, kKeyboard, kZoomIn, kZoomOut, kShowAll };

inline constexpr float kIcon = 16;  // width and height

void draw_icon(Surface& surface, Box box, Icon icon, ImU32 colour);
// As the twin knows it where it is the interface.
const char* name_of(Icon icon);

}  // namespace kit
