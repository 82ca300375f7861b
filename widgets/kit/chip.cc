#include "kit/items.h"

namespace kit {
namespace {

using threat_response::Disposition;

constexpr float kMark = kDispositionMark;

// Each disposition has a shape of its own, so that it is told without colour.
void draw_shape(ImDrawList& draw, ImVec2 from, ImU32 colour, Disposition disposition) {
  const ImVec2 centre{from.x + kMark / 2, from.y + kMark / 2};
  switch (disposition) {
    case Disposition::kMalicious:  // an octagon, as a stop sign
      draw.AddNgonFilled(centre, 6.4F, colour, 8);
      return;
    case Disposition::kSuspicious:  // a triangle, as a warning
      draw.AddTriangleFilled({centre.x, from.y}, {from.x + kMark, from.y + kMark - 1},
                             {from.x, from.y + kMark - 1}, colour);
      return;
    case Disposition::kCommon:  // a square
      draw.AddRectFilled({from.x + 1, from.y + 1}, {from.x + kMark - 1, from.y + kMark - 1}, colour, 2);
      return;
    case Disposition::kClean: {  // a tick
      const ImVec2 tick[] = {
          {from.x + 1, from.y + 6}, {from.x + 4.5F, from.y + 10}, {from.x + 11, from.y + 2}};
      draw.AddPolyline(tick, 3, colour, 0, 2.2F);
      return;
    }
    case Disposition::kUnknown:  // a ring
      draw.AddCircle(centre, 4.6F, colour, 0, 2);
      return;
    case Disposition::kNone:  // a dash
      draw.AddLine({from.x + 1, centre.y}, {from.x + kMark - 1, centre.y}, colour, 2);
      return;
  }
}

}  // namespace

const char* look_of(Disposition disposition) {
  switch (disposition) {
    case Disposition::kMalicious:
      return "malicious";
    case Disposition::kSuspicious:
      return "suspicious";
    case Disposition::kCommon:
      return "common";
    case Disposition::kClean:
      return "clean";
    case Disposition::kUnknown:
      return "unknown";
    case Disposition::kNone:
      return "none";
  }
  return "";
}

void disposition_mark(Surface& surface, Box box, Disposition disposition) {
  if (surface.is_visible(box))
    draw_shape(surface.draw(), surface.min(box), colour_of(surface.theme(), disposition), disposition);
}

float disposition_chip(Surface& surface, std::string_view key, Box box, Disposition disposition) {
  const std::string word = messages::disposition_words(surface.frame().language, disposition);
  const ImU32 colour = colour_of(surface.theme(), disposition);
  const float wide = kMark + 6 + surface.text_width(word, kText, true) + 1;
  const Box whole{box.x, box.y, wide, box.height};
  Item& item = surface.add(key, "text", word, whole);
  item.label = {.start = kMark + 6, .strong = true};
  item.look = look_of(disposition);
  disposition_mark(surface, {box.x, box.y + (box.height - kMark) / 2, kMark, kMark}, disposition);
  surface.line({box.x + kMark + 6, box.y, wide - kMark - 6, box.height}, word, colour, kText, true);
  return wide;
}

}  // namespace kit
