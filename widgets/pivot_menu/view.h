// The picture of the pivot menu.
#pragma once

#include "kit/said.h"
#include "kit/surface.h"
#include "pivot_menu/model.h"
#include "threat_response/verdicts.h"

namespace pivot_menu {

inline constexpr float kMenuWidth = 340;

// What the menu shows of the rest of the app.
struct Surroundings {
  bool has_current_case = false;
  std::string default_title;                        // of a new case, in the user's language and time
  const threat_response::Judged* judged = nullptr;  // of the observable; null: nobody has asked
  double now = 0;                                   // seconds since 1970
};

kit::Said<Message> draw(kit::Surface& surface, const Model& model, const Surroundings& around);

// Its parts, each in its own file; each returns where it ends.
//
// What the modules think: view_verdicts.cc. Links and actions, a group for each module: view_pivots.cc.
float draw_verdicts(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box at,
                    kit::Said<Message>& said);
// Inside the menu; `at` is the place of the first entry.
float draw_pivots(kit::Surface& surface, const Model& model, kit::Box at, kit::Said<Message>& said);

}  // namespace pivot_menu
