// Where glyphs come from (decision 4): in a page the browser draws them, natively a plain stand-in does, so
// that layout can be tested without a screen. One of glyphs_browser.cc and glyphs_native.cc is linked.
#pragma once

#include <cstdint>
#include <vector>

namespace kit::glyphs {

enum class Weight { kRegular = 400, kStrong = 600 };

// In pixels of a bitmap at size `pixels`.
struct FontMetrics {
  float ascent = 0, descent = 0;  // both positive, away from the base line
};
// The ink lies `left` to the left of the pen (negative: to its right) and so on, all rounded up.
struct GlyphMetrics {
  float advance = 0;
  float left = 0, right = 0, ascent = 0, descent = 0;
};

FontMetrics font_metrics(Weight weight, float pixels);
GlyphMetrics glyph_metrics(Weight weight, float pixels, std::uint32_t codepoint);
// RGBA, width x height x 4 bytes, pen at (pen_x, pen_y). White with coverage as alpha, or in the glyph's own
// colours: then returns true.
bool draw_glyph(Weight weight, float pixels, std::uint32_t codepoint, int width, int height, float pen_x,
                float pen_y, std::vector<unsigned char>& rgba);

}  // namespace kit::glyphs
