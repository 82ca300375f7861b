#include "kit/icons.h"

#include <numbers>

namespace kit {

void draw_icon(Surface& surface, Box box, Icon icon, ImU32 colour) {
  const ImVec2 from = surface.min(box), to = surface.max(box);
  const ImVec2 centre{(from.x + to.x) / 2, (from.y + to.y) / 2};
  ImDrawList& draw = surface.draw();
  constexpr float kPen = 1.6F;
  switch (icon) {
    case Icon::kClose:
      draw.AddLine({from.x + 3, from.y + 3}, {to.x - 3, to.y - 3}, colour, kPen);
      draw.AddLine({from.x + 3, to.y - 3}, {to.x - 3, from.y + 3}, colour, kPen);
      return;
    case Icon::kRefresh: {  // most of a ring, and an arrow head where it ends
      constexpr float kTurn = std::numbers::pi_v<float>;
      draw.PathArcTo(centre, 5.6F, -0.25F * kTurn, 1.45F * kTurn);
      draw.PathStroke(colour, 0, kPen);
      draw.AddTriangleFilled({to.x - 6.4F, from.y + 5.8F}, {to.x - 1.6F, from.y + 6.2F},
                             {to.x - 2.2F, from.y + 1.4F}, colour);
      return;
    }
    case Icon::kKeyboard:
      draw.AddRect({from.x + 0.8F, from.y + 3.3F}, {to.x - 0.8F, to.y - 3.3F}, colour, 2, 0, 1.4F);
      for (const float x : {4.0F, 8.0F, 12.0F})
        draw.AddRectFilled({from.x + x - 0.8F, from.y + 5.8F}, {from.x + x + 0.8F, from.y + 7.4F}, colour);
      draw.AddLine({from.x + 5, to.y - 5.8F}, {to.x - 5, to.y - 5.8F}, colour, 1.4F);
      return;
    case Icon::kZoomIn:
      draw.AddLine({centre.x, from.y + 3}, {centre.x, to.y - 3}, colour, kPen);
      [[fallthrough]];
    case Icon::kZoomOut:
      draw.AddLine({from.x + 3, centre.y}, {to.x - 3, centre.y}, colour, kPen);
      return;
    case Icon::kShowAll:  // four corners
      for (const float x : {-1.0F, 1.0F})
        for (const float y : {-1.0F, 1.0F}) {
          const ImVec2 corner[] = {{centre.x + x * 1.8F, centre.y + y * 5.6F},
                                   {centre.x + x * 5.6F, centre.y + y * 5.6F},
                                   {centre.x + x * 5.6F, centre.y + y * 1.8F}};
          draw.AddPolyline(corner, 3, colour, 0, kPen);
        }
      return;
  }
}

const char* name_of(Icon icon) {
  switch (icon) {
    case Icon::kClose:
      return "close";
    case Icon::kRefresh:
      return "refresh";
    case Icon::kKeyboard:
      return "keyboard";
    case Icon::kZoomIn:
      return "zoom-in";
    case Icon::kZoomOut:
      return "zoom-out";
    case Icon::kShowAll:
      return "show-all";
  }
  return "";
}

}  // namespace kit
