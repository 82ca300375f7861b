#include "kit/feedback.h"

#include <algorithm>
#include <cmath>

#include "kit/items.h"

namespace kit {
namespace {

constexpr float kPicture = 32;

void draw_picture(Surface& surface, Box box, PlaceState state) {
  const ImVec2 from = surface.min(box), to = surface.max(box);
  const ImVec2 centre{(from.x + to.x) / 2, (from.y + to.y) / 2};
  ImDrawList& draw = surface.draw();
  const ImU32 colour = state == PlaceState::kFailed ? surface.theme().danger : surface.theme().muted;
  switch (state) {
    case PlaceState::kEmpty: {  // an open folder
      const ImVec2 folder[] = {{from.x + 3, to.y - 5},    {from.x + 3, from.y + 6},
                               {from.x + 12, from.y + 6}, {from.x + 15, from.y + 10},
                               {to.x - 3, from.y + 10},   {to.x - 3, to.y - 5}};
      draw.AddPolyline(folder, 6, colour, ImDrawFlags_Closed, 1.6F);
      return;
    }
    case PlaceState::kLoading:  // an hourglass
      draw.AddTriangle({centre.x - 8, from.y + 4}, {centre.x + 8, from.y + 4}, centre, colour, 1.6F);
      draw.AddTriangle({centre.x - 8, to.y - 4}, {centre.x + 8, to.y - 4}, centre, colour, 1.6F);
      return;
    case PlaceState::kFailed:  // a ring with an exclamation mark
      draw.AddCircle(centre, 13, colour, 0, 1.8F);
      draw.AddLine({centre.x, centre.y - 7}, {centre.x, centre.y + 2}, colour, 2);
      draw.AddCircleFilled({centre.x, centre.y + 6}, 1.4F, colour);
      return;
  }
}

}  // namespace

ItemId progress(Surface& surface, std::string_view key, Box box, const std::string& name,
                std::optional<double> share, const std::string& words, const std::string& cancel) {
  const float button = cancel.empty() ? 0 : button_width(surface, cancel);
  const float wide = box.width - (button > 0 ? button + surface.theme().gap : 0);
  const double known = std::clamp(share.value_or(0), 0.0, 1.0);
  const Box whole{box.x, box.y, wide, kProgress};
  {
    Item& item = surface.add(key, "progressbar", name, whole);
    item.value = words;
    if (share) item.now = std::round(known * 100);
    item.label = {.size = kSmall, .line = 22, .muted = true};
  }
  surface.line({box.x, box.y, wide, 22}, words, surface.theme().muted, kSmall);
  const Box track{box.x, box.y + 25, wide, 6};
  surface.fill(track, surface.theme().border, 3);
  if (known > 0)
    surface.fill({track.x, track.y, std::max(6.0F, std::round(wide * static_cast<float>(known))), 6},
                 surface.theme().accent, 3);
  if (button == 0) return 0;
  return kit::button(surface, std::string(key) + " cancel",
                     {box.x + box.width - button, box.y + 2, button, 32}, cancel);
}

ToastIds toast(Surface& surface, std::string_view key, Box box, const Toast& toast) {
  constexpr float kInset = 12, kButton = 32;
  const float undo = toast.undo.empty() ? 0 : button_width(surface, toast.undo);
  const float dismiss = toast.dismiss.empty() ? 0 : button_width(surface, toast.dismiss);
  const float buttons = undo + dismiss + (undo > 0 && dismiss > 0 ? surface.theme().gap : 0);
  const bool beside = box.width - buttons - 3 * kInset >= 160;
  const float text_width = beside ? box.width - buttons - 3 * kInset : box.width - 2 * kInset;
  const float text_height = surface.paragraph_height(toast.text, text_width);
  const float height = beside ? std::max(text_height, kButton) + 2 * kInset - 8
                              : text_height + kButton + surface.theme().gap + 2 * kInset - 8;
  const Box whole{box.x, box.y, box.width, height};
  surface.fill(whole, surface.theme().raised, kRadius);
  surface.outline(whole, surface.theme().border, kRadius);
  const float text_y = beside ? box.y + std::round((height - text_height) / 2) : box.y + kInset - 4;
  status(surface, key, {box.x + kInset, text_y, text_width, 0}, toast.text);
  const float y = beside ? box.y + std::round((height - kButton) / 2) : box.y + height - kButton - kInset + 4;
  ToastIds ids{.height = height};
  const float end = box.x + box.width - kInset;
  if (undo > 0)
    ids.undo = button(surface, std::string(key) + " undo", {end - buttons, y, undo, kButton}, toast.undo);
  if (dismiss > 0)
    ids.dismiss = button(surface, std::string(key) + " dismiss", {end - dismiss, y, dismiss, kButton},
                         toast.dismiss, {.look = ButtonLook::kQuiet});
  return ids;
}

PlaceDrawn place(Surface& surface, std::string_view key, Box box, const Place& place) {
  const std::string name(key);
  float y = box.y;
  draw_picture(surface, {box.x, y, kPicture, kPicture}, place.state);
  const float start = box.x + kPicture + surface.theme().gap,
              wide = box.width - kPicture - surface.theme().gap;
  // Said when it comes: a failure at once, the others when the reader has time.
  const char* role = place.state == PlaceState::kFailed ? "alert" : "status";
  {
    const float height = surface.paragraph_height(place.title, wide);
    Item& item = surface.add(name, role, place.title, {start, y + 5, wide, height});
    item.label = {.line = kLine};
    item.look = "place";  // no box of an alert around it
    item.busy = place.state == PlaceState::kLoading;
    surface.paragraph({start, y + 5, wide, height}, place.title, surface.theme().text);
    y += std::max(kPicture, height + 5);
  }
  if (!place.hint.empty())
    y +=
        note(surface, name + " hint", {start, y, wide, 0}, place.hint, {.muted = true}) + surface.theme().gap;
  PlaceDrawn drawn;
  if (!place.action.empty()) {
    drawn.action =
        button(surface, name + " action", {start, y, button_width(surface, place.action), 32}, place.action);
    y += 32;
  }
  drawn.height = y - box.y;
  return drawn;
}

}  // namespace kit
