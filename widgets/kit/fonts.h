// The two faces of the widgets, made on demand from kit/glyphs.h at whatever size and density is drawn.
#pragma once

#include <imgui.h>

namespace kit {

struct Fonts {
  ImFont* regular = nullptr;
  ImFont* strong = nullptr;
};

// Adds both to `atlas`, which owns them.
Fonts add_fonts(ImFontAtlas& atlas);

}  // namespace kit
