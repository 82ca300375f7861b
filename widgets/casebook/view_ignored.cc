#include "casebook/ignore_list.h"
#include "casebook/view.h"
#include "kit/items.h"
#include "threat_response/casebooks.h"

namespace casebook {

using messages::Text;

void draw_ignored(kit::Surface& surface, const std::string& rules, kit::Box at, Say& said) {
  constexpr float kButton = 32;
  const kit::Theme& theme = surface.theme();
  const std::string save = surface.text(Text::kSave), cancel = surface.text(Text::kCancel),
                    usual = surface.text(Text::kIgnoreUsual);
  const float bottom = at.y + at.height - kButton;
  said.on_text(
      kit::text_area(surface, "rules", {at.x, at.y, at.width, std::max(bottom - theme.gap - at.y, 80.0F)},
                     surface.text(Text::kIgnoreRules), {.value = rules, .problem = {}}, kLongestIgnored),
      [](std::string text) -> Message { return IgnoredTyped{std::move(text)}; });
  const float saving = kit::button_width(surface, save), cancelling = kit::button_width(surface, cancel);
  const float end = at.x + at.width, left = at.width - saving - cancelling - 2 * theme.gap;
  said.on(kit::button(surface, "usual",
                      {at.x, bottom, std::min(kit::button_width(surface, usual), left), kButton}, usual,
                      {.look = kit::ButtonLook::kQuiet}),
          IgnoredReset{});
  said.on(kit::button(surface, "cancel", {end - saving - theme.gap - cancelling, bottom, cancelling, kButton},
                      cancel),
          AddClosed{});
  said.on(kit::button(surface, "save-rules", {end - saving, bottom, saving, kButton}, save,
                      {.look = kit::ButtonLook::kPrimary,
                       .disabled = threat_response::service_length(rules) > kLongestIgnored}),
          IgnoredSaved{});
}

}  // namespace casebook
