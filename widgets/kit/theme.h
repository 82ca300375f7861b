// Colours and measures. The colours are the page's (web/elements/theme.js); one scale for spacing and type,
// in CSS pixels.
#pragma once

#include <imgui.h>

#include "json/json.h"
#include "threat_response/verdict.h"

namespace kit {

// Black on white until the page says otherwise.
struct Theme {
  static constexpr ImU32 kInk = IM_COL32_BLACK, kPaper = IM_COL32_WHITE;
  ImU32 surface = kPaper, raised = kPaper, text = kInk, muted = IM_COL32(80, 80, 80, 255), border = kInk;
  ImU32 field = kPaper, field_border = kInk, field_text = kInk, accent = kInk, on_accent = kPaper,
        hover = kPaper;
  ImU32 selected = kPaper, danger = IM_COL32(160, 0, 0, 255), danger_surface = kPaper;
  ImU32 malicious = kInk, suspicious = kInk, common = kInk, clean = kInk;
  // Between items; inside a part; of a row of a menu or table; of a button or field. At least 24 high, as
  // WCAG 2.2 (2.5.8) asks of what is pressed.
  float gap = 8, pad = 16, row = 36, field_height = 36;
};

// {"compact": bool, "colours": {"surface": red | green << 8 | blue << 16 | opacity << 24, ...}}
Theme read_theme(const Json& message);

// Of a disposition's shape and word.
ImU32 colour_of(const Theme& theme, threat_response::Disposition disposition);

inline constexpr float kText = 14, kSmall = 12, kTitle = 16;
inline constexpr float kLine = 20;  // of kText
inline constexpr float kRadius = 6;

}  // namespace kit
