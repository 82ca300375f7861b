#include "kit/dialog.h"

#include <algorithm>

#include "kit/items.h"

namespace kit {
namespace {

constexpr float kTitleHeight = 32, kButton = 32, kMargin = 8, kLong = 640, kLongTop = 60;
constexpr ImU32 kScrim = IM_COL32(11, 26, 43, 110);

}  // namespace

Dialog begin_dialog(Surface& surface, std::string_view key, const std::string& title, float width,
                    float height, ItemId toggles) {
  const Theme& theme = surface.theme();
  const float wide = std::min(width + 2 * theme.pad, surface.width() - 2 * kMargin);
  const float high = std::min(height + kTitleHeight + 2 * theme.pad, surface.height() - 2 * kMargin);
  // A surface as long as this is scrolled: what is seen of it is its start.
  const float top = surface.height() > kLong ? kLongTop : (surface.height() - high) / 2;
  const Box box{(surface.width() - wide) / 2, top, wide, high};
  surface.fill({0, 0, surface.width(), surface.height()}, kScrim);
  surface.fill(box, theme.surface, kRadius + 2);
  surface.outline(box, theme.border, kRadius + 2);
  Item& item = surface.add(key, "dialog", title, box);
  item.toggles = toggles;
  const ItemId id = item.id;
  surface.push(id);
  const Box inner{box.x + theme.pad, box.y + theme.pad, wide - 2 * theme.pad, high - 2 * theme.pad};
  heading(surface, "title", {inner.x, inner.y - 4, inner.width, kTitleHeight}, title, 2);
  return {id, {inner.x, inner.y + kTitleHeight, inner.width, inner.height - kTitleHeight}};
}

void end_dialog(Surface& surface) { surface.pop(); }

QuestionIds question(Surface& surface, std::string_view key, const Question& question) {
  const float wide = std::min(400.0F, surface.width() - 2 * (kMargin + surface.theme().pad));
  const float text = surface.paragraph_height(question.text, wide);
  const Dialog dialog =
      begin_dialog(surface, key, question.title, wide, text + surface.theme().pad + kButton);
  note(surface, "text", {dialog.inner.x, dialog.inner.y, dialog.inner.width, text}, question.text);
  const float y = dialog.inner.y + dialog.inner.height - kButton;
  const float confirm = button_width(surface, question.confirm);
  const float cancel = button_width(surface, question.cancel);
  const float end = dialog.inner.x + dialog.inner.width;
  QuestionIds ids{.dialog = dialog.id};
  ids.cancel = button(surface, "cancel", {end - confirm - surface.theme().gap - cancel, y, cancel, kButton},
                      question.cancel);
  ids.confirm = button(surface, "confirm", {end - confirm, y, confirm, kButton}, question.confirm,
                       {.look = ButtonLook::kPrimary});
  end_dialog(surface);
  return ids;
}

}  // namespace kit
