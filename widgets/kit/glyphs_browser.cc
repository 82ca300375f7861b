#include "kit/glyphs.h"

// shims/library/glyphs.js
extern "C" {
// ascent, descent
void shim_font_measure(int weight, float pixels, float* out);
// advance, left, right, ascent, descent
void shim_glyph_measure(int weight, float pixels, const char* text, std::size_t size, float* out);
int shim_glyph_draw(int weight, float pixels, const char* text, std::size_t size, std::uint32_t colour,
                    int width, int height, float pen_x, float pen_y, unsigned char* rgba);
}

namespace kit::glyphs {

FontMetrics font_metrics(Weight weight, float pixels) {
  float out[2] = {};
  shim_font_measure(static_cast<int>(weight), pixels, out);
  return {out[0], out[1]};
}

TextMetrics measure(Weight weight, float pixels, std::string_view text) {
  float out[5] = {};
  shim_glyph_measure(static_cast<int>(weight), pixels, text.data(), text.size(), out);
  return {out[0], out[1], out[2], out[3], out[4]};
}

bool draw(Weight weight, float pixels, std::string_view text, std::uint32_t colour, int width, int height,
          float pen_x, float pen_y, std::vector<unsigned char>& rgba) {
  rgba.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 0);
  return shim_glyph_draw(static_cast<int>(weight), pixels, text.data(), text.size(), colour, width, height,
                         pen_x, pen_y, rgba.data()) != 0;
}

}  // namespace kit::glyphs
