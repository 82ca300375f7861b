// Where glyphs come from (decision 4): in a page the browser draws them, natively a plain stand-in does, so
// that layout can be tested without a screen. One of glyphs_browser.cc and glyphs_native.cc is linked.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace kit::glyphs {

// kTypewriter is no weight but another face: all its letters are equally wide.
enum class Weight { kTypewriter = 0, kRegular = 400, kStrong = 600 };

// In pixels of a bitmap at size `pixels`.
struct FontMetrics {
  float ascent = 0, descent = 0;  // both positive, away from the base line
};
// The ink lies `left` to the left of the pen (negative: to its right) and so on, all rounded up.
struct TextMetrics {
  float advance = 0;
  float left = 0, right = 0, ascent = 0, descent = 0;
};

FontMetrics font_metrics(Weight weight, float pixels);
// `text` is one line of valid UTF-8: one character, or a run that is laid out as a whole, in the direction of
// its first letter.
TextMetrics measure(Weight weight, float pixels, std::string_view text);
// RGBA, width x height x 4 bytes, the left end of the base line at (pen_x, pen_y). White with coverage as
// alpha; or, when anything in it has colours of its own, with all else in `colour` (0xRRGGBB): then returns
// true.
bool draw(Weight weight, float pixels, std::string_view text, std::uint32_t colour, int width, int height,
          float pen_x, float pen_y, std::vector<unsigned char>& rgba);

}  // namespace kit::glyphs
