// The picture of the pivot menu.
#pragma once

#include "kit/items.h"
#include "kit/said.h"
#include "kit/surface.h"
#include "pivot_menu/message.h"
#include "threat_response/verdicts.h"

namespace pivot_menu {

inline constexpr float kMenuWidth = 340;

// What the menu shows of the rest of the app.
struct Surroundings {
  bool has_current_case = false;
  std::string default_title;                        // of a new case, in the user's language and time
  const threat_response::Judged* judged = nullptr;  // of the observable; null: nobody has asked
  double now = 0;                                   // seconds since 1970
  const std::vector<threat_response::Note>* notes = nullptr;  // of the current case; null: not known
};

using Say = kit::Said<Message>;

Say draw(kit::Surface& surface, const Model& model, const Surroundings& around);

// Whether an entry that changes the current case can be used; its reason when not.
kit::ButtonState current_case_state(const kit::Surface& surface, const Model& model,
                                    const Surroundings& around);

// Its parts, each in its own file; each returns where it ends.
//
// What it is, with warnings: view_header.cc. What the modules think, in a room of a fixed height:
// view_verdicts.cc.
float draw_header(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box at);
float draw_verdicts(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box at,
                    Say& said);
// Inside the menu; `at` is the place of the first entry. Links and actions, a group for each module, those
// that the filter leaves: view_pivots.cc. `count` becomes larger by the entries drawn.
float draw_pivots(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box at,
                  Say& said, std::size_t& count);
// The height of a surface that shows the list of cases, over everything.
inline constexpr float kCasesHeight = 480;

}  // namespace pivot_menu
