// The faces of the widgets, made on demand from kit/glyphs.h at whatever size and density is drawn.
//
// A line that must be laid out as a whole (kit/text.h) is drawn as one large glyph: the face keeps its text
// in a table of runs and gives it a code point of the Private Use Area. Those code points hold until
// forget_if_full.
#pragma once

#include <imgui.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace kit {

struct Fonts {
  ImFont* regular = nullptr;
  ImFont* strong = nullptr;
  ImFont* typewriter = nullptr;  // for code
};

inline constexpr std::size_t kMostRuns = 2048;              // a face
inline constexpr int kWidestRun = 4094, kHighestRun = 512;  // bitmap pixels; what lies outside is not drawn

// Adds them to `atlas`, which owns them. REQUIRES: the atlas is still empty.
Fonts add_fonts(ImFontAtlas& atlas);

// The run as text for `font`: one code point. `line` is clean. `colour` counts only beside emoji, whose
// bitmap is not tinted. "" when the table is full.
std::string run(ImFont& font, std::string_view line, ImU32 colour);
// How wide it will be. No run is made.
float run_width(ImFont& font, float size, std::string_view line);
float widest_run(ImFont& font, float size);
std::size_t run_count(const ImFont& font);

// To be called between frames: when a table of runs or the atlas is about to be full, forgets all runs and
// all glyphs. What is seen is made again by the next frame.
void forget_if_full(ImFontAtlas& atlas);

}  // namespace kit
