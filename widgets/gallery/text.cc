#include <algorithm>

#include "gallery/sections.h"
#include "gallery/words.h"
#include "kit/rich_text.h"
#include "markdown/markdown.h"

namespace gallery {
namespace {

// In the order of messages::Language.
constexpr std::string_view kProse[] = {
#define TR_PROSE(text) text,
#include "gallery/prose.inc"
#undef TR_PROSE
};

}  // namespace

float draw_text(kit::Surface& surface, const Model&, kit::Box at, Say&) {
  const float height = std::max(200.0F, surface.height() - at.y - 40);
  surface.begin_scroll("text", words(surface, "What an analyst wrote"), {at.x, at.y, at.width, height},
                       "group");
  const markdown::Document document =
      markdown::parse(kProse[static_cast<std::size_t>(surface.frame().language)]);
  const float end = kit::rich_text(surface, "prose", {at.x, at.y, at.width - 16, 0}, document, 3);
  surface.end_scroll(end + surface.theme().pad);
  return at.y + height;
}

}  // namespace gallery
