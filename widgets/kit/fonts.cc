#include "kit/fonts.h"

#include <imgui_internal.h>
#include <misc/freetype/imgui_freetype.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "kit/glyphs.h"
#include "kit/text.h"
#include "kit/theme.h"

namespace kit {
namespace {

constexpr int kLargestGlyph = 512;  // bitmap pixels a side; a larger one is not drawn
constexpr int kBorder = 1;          // around a bitmap: keeps neighbours in the atlas out of the filter
// Of the atlas: wide enough for the widest run. The texture takes 32 MB then, which only hostile text
// reaches.
constexpr int kAtlasWidth = 4096, kAtlasHeight = 2048;
constexpr float kFull = 0.6F;  // of the atlas and of a table of runs; the rest is for what one frame adds

// Widths are asked for in every frame and are dear to measure: those of lines that long are kept, that many.
constexpr std::size_t kLongestKept = 256, kMostKept = 4096;

static_assert(text::kLastRun - text::kFirstRun + 1 == kMostRuns);

// The runs of one face. Made and ended with its source, which points to it.
struct Runs {
  using Key = std::pair<std::string, ImU32>;  // the text, and the colour of what is not tinted
  std::map<Key, std::uint32_t> codepoints;
  std::vector<const Key*> by_number;                        // keys of `codepoints`
  std::map<std::pair<std::string, float>, float> advances;  // of text at a size in pixels
  bool overflown = false;  // something could not be drawn since the last time all was forgotten
};

glyphs::Weight weight_of(const ImFontConfig* source) { return static_cast<glyphs::Weight>(source->FontNo); }

Runs& runs_of(const ImFontConfig* source) { return *static_cast<Runs*>(source->FontLoaderData); }

// Device pixels a CSS pixel.
float density_of(const ImFontConfig* source, const ImFontBaked* baked) {
  return source->RasterizerDensity * baked->RasterizerDensity;
}

// Whole device pixels: a glyph between two pixels would be blurred by the texture filter.
float whole_pixels(float advance, float density) { return std::round(advance) / density; }

bool init_source(ImFontAtlas*, ImFontConfig* source) {
  if (!source->FontLoaderData) source->FontLoaderData = new Runs;
  return true;
}

void end_source(ImFontAtlas*, ImFontConfig* source) {
  delete static_cast<Runs*>(source->FontLoaderData);
  source->FontLoaderData = nullptr;
}

bool init_baked(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
  // The browser rounds them to the device's pixels.
  const float density = density_of(source, baked);
  const glyphs::FontMetrics metrics = glyphs::font_metrics(weight_of(source), baked->Size * density);
  baked->Ascent = metrics.ascent / density;
  baked->Descent = -metrics.descent / density;
  return true;
}

// The page's font may be another one when glyphs are made again.
void end_baked(ImFontAtlas*, ImFontConfig* source, ImFontBaked*, void*) { runs_of(source).advances.clear(); }

float advance_pixels(const ImFontConfig* source, float pixels, std::string_view line) {
  const auto measured = [&] { return glyphs::measure(weight_of(source), pixels, line).advance; };
  if (line.size() > kLongestKept) return measured();
  auto& kept = runs_of(source).advances;
  if (kept.size() >= kMostKept) kept.clear();
  const auto [place, is_new] = kept.try_emplace({std::string(line), pixels}, 0.0F);
  if (is_new) place->second = measured();
  return place->second;
}

// The text that a code point stands for.
Runs::Key text_of(const ImFontConfig* source, ImWchar codepoint) {
  const std::vector<const Runs::Key*>& runs = runs_of(source).by_number;
  if (codepoint >= text::kFirstRun && codepoint - text::kFirstRun < runs.size())
    return *runs[codepoint - text::kFirstRun];
  Runs::Key single;
  text::append(single.first, codepoint);
  return single;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar codepoint,
                ImFontGlyph* glyph, float* advance) {
  const float density = density_of(source, baked), pixels = baked->Size * density;
  const auto [shown, colour] = text_of(source, codepoint);
  const bool is_run = codepoint >= text::kFirstRun && codepoint <= text::kLastRun;
  const glyphs::TextMetrics metrics = glyphs::measure(weight_of(source), pixels, shown);
  const float wide = whole_pixels(metrics.advance, density);
  if (advance) {
    *advance = wide;
    return true;
  }
  glyph->Codepoint = codepoint;
  glyph->AdvanceX = wide;
  // Marks can be piled up without end: a run is cut before its bitmap is made.
  const float side = is_run ? kHighestRun : kLargestGlyph * 2;
  const float left = std::min(metrics.left, side), ascent_pixels = std::min(metrics.ascent, side / 2);
  int width = static_cast<int>(std::min(left + metrics.right, 1e5F)) + 2 * kBorder;
  int height = static_cast<int>(std::min(ascent_pixels + metrics.descent, 1e5F)) + 2 * kBorder;
  if (width <= 2 * kBorder || height <= 2 * kBorder) return true;  // no ink
  if (is_run) {
    width = std::min(width, kWidestRun);
    height = std::min(height, kHighestRun);
  } else if (width > kLargestGlyph || height > kLargestGlyph) {
    return true;
  }

  const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, width, height);
  if (id == ImFontAtlasRectId_Invalid) {
    runs_of(source).overflown = true;
    return false;
  }
  const float pen_x = left + kBorder, pen_y = ascent_pixels + kBorder;
  std::vector<unsigned char> rgba;
  glyph->Colored = glyphs::draw(weight_of(source), pixels, shown, colour, width, height, pen_x, pen_y, rgba);
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
    made.FontSrcInit = init_source;
    made.FontSrcDestroy = end_source;
    made.FontBakedInit = init_baked;
    made.FontBakedDestroy = end_baked;
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

bool is_full(ImFontAtlas& atlas) {
  const ImFontAtlasBuilder* builder = atlas.Builder;
  // A resize that failed leaves the lock behind, and the packing undone.
  if (builder->LockDisableResize) return true;
  for (const ImFontConfig& source : atlas.Sources) {
    const Runs& runs = runs_of(&source);
    if (runs.overflown || static_cast<float>(runs.by_number.size()) > kFull * kMostRuns) return true;
  }
  const auto used = static_cast<float>(builder->RectsPackedSurface - builder->RectsDiscardedSurface);
  return used > kFull * static_cast<float>(kAtlasWidth * kAtlasHeight);
}

}  // namespace

Fonts add_fonts(ImFontAtlas& atlas) {
  atlas.TexMaxWidth = kAtlasWidth;
  atlas.TexMaxHeight = kAtlasHeight;
  return {add_font(atlas, glyphs::Weight::kRegular), add_font(atlas, glyphs::Weight::kStrong),
          add_font(atlas, glyphs::Weight::kTypewriter)};
}

std::string run(ImFont& font, std::string_view line, ImU32 colour) {
  Runs& runs = runs_of(font.Sources[0]);
  const ImU32 rgb = (colour >> IM_COL32_R_SHIFT & 0xFFU) << 16U | (colour >> IM_COL32_G_SHIFT & 0xFFU) << 8U |
                    (colour >> IM_COL32_B_SHIFT & 0xFFU);
  Runs::Key key{std::string(line), text::may_be_coloured(line) ? rgb : 0};
  auto found = runs.codepoints.find(key);
  if (found == runs.codepoints.end()) {
    if (runs.by_number.size() >= kMostRuns) {
      runs.overflown = true;
      return "";
    }
    const auto codepoint = static_cast<std::uint32_t>(text::kFirstRun + runs.by_number.size());
    found = runs.codepoints.emplace(std::move(key), codepoint).first;
    runs.by_number.push_back(&found->first);
  }
  std::string made;
  text::append(made, found->second);
  return made;
}

float run_width(ImFont& font, float size, std::string_view line) {
  const ImFontConfig* source = font.Sources[0];
  const ImFontBaked* baked = font.GetFontBaked(size);
  const float density = density_of(source, baked);
  // Fonts are made in whole sizes and scaled.
  return whole_pixels(advance_pixels(source, baked->Size * density, line), density) * size / baked->Size;
}

float widest_run(ImFont& font, float size) {
  return (kWidestRun - 2 * kBorder) / density_of(font.Sources[0], font.GetFontBaked(size));
}

std::size_t run_count(const ImFont& font) { return runs_of(font.Sources[0]).by_number.size(); }

void forget_if_full(ImFontAtlas& atlas) {
  if (!atlas.Builder || !is_full(atlas)) return;
  for (ImFont* font : atlas.Fonts) ImFontAtlasFontDiscardBakes(&atlas, font, 0);
  for (const ImFontConfig& source : atlas.Sources) runs_of(&source) = {};
  atlas.CompactCache();
}

}  // namespace kit

// What Dear ImGui would give a font that names no loader; all of ours do (add_font).
const ImFontLoader* ImGuiFreeType::GetFontLoader() { return kit::loader(); }
