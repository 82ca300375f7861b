// Colours and measures. One scale for spacing and type, in CSS pixels.
#pragma once

#include <imgui.h>

#include "threat_response/verdict.h"

namespace kit {

struct Theme {
  ImU32 surface, raised, text, muted, border, field, accent, on_accent, hover, selected, danger,
      danger_surface;
};

const Theme& theme(bool dark);

// The colour of a disposition's shape and word, readable (4.5:1) on `surface` and on `selected`.
ImU32 disposition_colour(bool dark, threat_response::Disposition disposition);

inline constexpr float kText = 14, kSmall = 12, kTitle = 16;
inline constexpr float kLine = 20;  // of kText
inline constexpr float kGap = 8, kPad = 16, kRow = 36, kField = 36, kRadius = 6;

}  // namespace kit
