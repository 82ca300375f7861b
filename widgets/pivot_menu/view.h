// The picture of the pivot menu.
#pragma once

#include "kit/said.h"
#include "kit/surface.h"
#include "pivot_menu/model.h"

namespace pivot_menu {

inline constexpr float kMenuWidth = 320;

// What the menu shows of the rest of the app.
struct Surroundings {
  std::string current_case_title;  // "" when there is no current case
  bool has_current_case = false;
  std::string default_title;  // of a new case, in the user's language and time
};

kit::Said<Message> draw(kit::Surface& surface, const Model& model, const Surroundings& around);

}  // namespace pivot_menu
