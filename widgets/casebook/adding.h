// The half of the casebook's update that writes: putting observables into cases so that nothing is lost.
#pragma once

#include "casebook/model.h"

namespace casebook {

// A new case is made with the observable in it; an existing case is read first, so that an observable it
// has is not added twice (api.md 6.4-3, D-24), and read again afterwards: of two adds at the same time the
// service may lose one (api.md 6.4-6), which is then sent again, twice at most.
//
// When no answer comes, the service is asked once by itself what became of it: the new case by its external
// id, the existing one by reading it. A case that is not found yet is not made again by itself: the search
// for it is a second late, and the call may still be at work.
effects::Effects start_add(Model& model, const effects::AddToCase& what);

// Sends every failed add again. A new case whose outcome is unknown is looked up by its external id first,
// so that a lost reply does not make a second case (api.md 6.9).
effects::Effects retry_adds(Model& model);

// Takes the notice away. Failed adds go with it only when it was about a failure; else it is about them now.
effects::Effects dismiss_notice(Model& model);

effects::Effects add_replied(Model& model, effects::Tag tag, const threat_response::Reply& reply);

}  // namespace casebook
