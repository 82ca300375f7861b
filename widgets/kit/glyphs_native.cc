#include "kit/glyphs.h"
#include "kit/text.h"

namespace kit::glyphs {

// Every character is a box of half the size, as in a typewriter face, whatever marks are on it.
FontMetrics font_metrics(Weight, float pixels) { return {pixels * 0.9F, pixels * 0.25F}; }

TextMetrics measure(Weight, float pixels, std::string_view text) {
  const bool blank = text == " ";
  float advance = 0;
  for (; !text.empty(); text.remove_prefix(text::sequence_length(text))) advance += pixels * 0.5F;
  return {advance, 0, blank ? 0 : advance, blank ? 0 : pixels * 0.7F, 0};
}

bool draw(Weight, float, std::string_view, std::uint32_t, int width, int height, float, float,
          std::vector<unsigned char>& rgba) {
  rgba.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 255);
  return false;
}

}  // namespace kit::glyphs
