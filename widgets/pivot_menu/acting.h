// The half of the menu's update that runs actions: asked first, once, and never again by itself (C-30, D-07,
// D-08).
#pragma once

#include "pivot_menu/message.h"

namespace pivot_menu {

effects::Effects confirm_action(Model& model, const ActionConfirmed& message);
// A reply that is none of a run changes nothing. True when the actions may be others now.
bool run_ended(Model& model, effects::Tag tag, const threat_response::Reply& reply);
// The actions have been listed again: one that is not offered any more is done.
void runs_seen(Model& model);
// Those that are over for long are forgotten.
void forget_runs(Model& model);

}  // namespace pivot_menu
