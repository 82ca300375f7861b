#include "kit/glyphs.h"

namespace kit::glyphs {

// Every character is a box of half the size, as in a typewriter face.
FontMetrics font_metrics(Weight, float pixels) { return {pixels * 0.9F, pixels * 0.25F}; }

GlyphMetrics glyph_metrics(Weight, float pixels, std::uint32_t codepoint) {
  const bool blank = codepoint == ' ';
  return {pixels * 0.5F, 0, blank ? 0 : pixels * 0.5F, blank ? 0 : pixels * 0.7F, 0};
}

bool draw_glyph(Weight, float, std::uint32_t, int width, int height, float, float,
                std::vector<unsigned char>& rgba) {
  rgba.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 255);
  return false;
}

}  // namespace kit::glyphs
