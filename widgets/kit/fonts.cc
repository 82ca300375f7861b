#include "kit/fonts.h"

#include <imgui_internal.h>

#include <cmath>

#include "kit/glyphs.h"
#include "kit/theme.h"

namespace kit {
namespace {

constexpr int kLargestGlyph = 512;  // bitmap pixels a side; a larger one is not drawn

glyphs::Weight weight_of(const ImFontConfig* source) { return static_cast<glyphs::Weight>(source->FontNo); }

bool init_baked(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
  const glyphs::FontMetrics metrics = glyphs::font_metrics(weight_of(source), baked->Size);
  baked->Ascent = metrics.ascent;
  baked->Descent = -metrics.descent;
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar codepoint,
                ImFontGlyph* glyph, float* advance) {
  const float density = source->RasterizerDensity * baked->RasterizerDensity;
  const float pixels = baked->Size * density;
  const glyphs::GlyphMetrics metrics = glyphs::glyph_metrics(weight_of(source), pixels, codepoint);
  // Whole device pixels: a glyph between two pixels would be blurred by the texture filter.
  const float wide = std::round(metrics.advance) / density;
  if (advance) {
    *advance = wide;
    return true;
  }
  glyph->Codepoint = codepoint;
  glyph->AdvanceX = wide;
  constexpr int kBorder = 1;  // keeps neighbours in the atlas out of the filter
  const int width = static_cast<int>(metrics.left + metrics.right) + 2 * kBorder;
  const int height = static_cast<int>(metrics.ascent + metrics.descent) + 2 * kBorder;
  const bool has_ink = width > 2 * kBorder && height > 2 * kBorder;
  if (!has_ink || width > kLargestGlyph || height > kLargestGlyph) return true;

  const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, width, height);
  if (id == ImFontAtlasRectId_Invalid) return false;
  const float pen_x = metrics.left + kBorder, pen_y = metrics.ascent + kBorder;
  std::vector<unsigned char> rgba;
  glyph->Colored =
      glyphs::draw_glyph(weight_of(source), pixels, codepoint, width, height, pen_x, pen_y, rgba);
  const float ascent = std::round(baked->Ascent * density) / density;
  glyph->X0 = -pen_x / density;
  glyph->Y0 = ascent - pen_y / density;
  glyph->X1 = glyph->X0 + static_cast<float>(width) / density;
  glyph->Y1 = glyph->Y0 + static_cast<float>(height) / density;
  glyph->Visible = true;
  glyph->PackId = id;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, ImFontAtlasPackGetRect(atlas, id),
                                     rgba.data(), ImTextureFormat_RGBA32, width * 4);
  return true;
}

const ImFontLoader* loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader made;
    made.Name = "glyphs";
    made.FontBakedInit = init_baked;
    made.FontBakedLoadGlyph = load_glyph;
    return made;
  }();
  return &loader;
}

ImFont* add_font(ImFontAtlas& atlas, glyphs::Weight weight) {
  ImFontConfig config;
  config.FontLoader = loader();
  config.SizePixels = kText;
  config.FontNo = static_cast<ImU32>(weight);
  return atlas.AddFont(&config);
}

}  // namespace

Fonts add_fonts(ImFontAtlas& atlas) {
  return {add_font(atlas, glyphs::Weight::kRegular), add_font(atlas, glyphs::Weight::kStrong)};
}

}  // namespace kit
