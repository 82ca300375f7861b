#include "kit/theme.h"

#include <array>
#include <string_view>
#include <utility>

namespace kit {
namespace {

// The names are those of the page's custom properties, without "--tr-".
constexpr std::array<std::pair<const char*, ImU32 Theme::*>, 18> kColours = {{
    {"surface", &Theme::surface},
    {"raised", &Theme::raised},
    {"text", &Theme::text},
    {"muted", &Theme::muted},
    {"border", &Theme::border},
    {"field", &Theme::field},
    {"field-border", &Theme::field_border},
    {"field-text", &Theme::field_text},
    {"accent", &Theme::accent},
    {"on-accent", &Theme::on_accent},
    {"hover", &Theme::hover},
    {"selected", &Theme::selected},
    {"danger", &Theme::danger},
    {"danger-surface", &Theme::danger_surface},
    {"malicious", &Theme::malicious},
    {"suspicious", &Theme::suspicious},
    {"common", &Theme::common},
    {"clean", &Theme::clean},
}};

}  // namespace

Theme read_theme(const Json& message) {
  Theme theme;
  if (json::boolean(message, "compact")) {
    theme.gap = 6;
    theme.pad = 12;
    theme.row = 28;
    theme.field_height = 30;
  }
  if (const Json* colours = json::find(message, "colours"))
    for (const auto& [name, colour] : kColours)
      theme.*colour = static_cast<ImU32>(json::integer(*colours, name, theme.*colour));
  return theme;
}

ImU32 colour_of(const Theme& theme, threat_response::Disposition disposition) {
  using threat_response::Disposition;
  switch (disposition) {
    case Disposition::kMalicious:
      return theme.malicious;
    case Disposition::kSuspicious:
      return theme.suspicious;
    case Disposition::kCommon:
      return theme.common;
    case Disposition::kClean:
      return theme.clean;
    default:
      return theme.muted;
  }
}

}  // namespace kit
