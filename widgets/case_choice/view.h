// The dialog in which a case is chosen.
#pragma once

#include <string>

#include "case_choice/choice.h"
#include "kit/said.h"
#include "kit/surface.h"

namespace case_choice {

struct Look {
  std::string title;          // what the choice is for
  float width = 0;            // of what is in it
  bool offers_new = false;    // a new case can be chosen too
  std::string default_title;  // of that, in the user's language and time
};

// Drawn last in a view (kit/dialog.h).
kit::Said<Message> draw(kit::Surface& surface, const Choice& choice, const Look& look);

}  // namespace case_choice
