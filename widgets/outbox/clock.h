// What becomes of times when the clock is set back, or a change comes from a clock that was ahead: a time
// that is further in the future than it can mean counts from now. Else it would hold a change for as long as
// the clocks differ.
#pragma once

#include "outbox/outbox.h"

namespace outbox {

// How far the clock that has made the change was ahead of this one, seconds. 0 when it can have been this
// one.
double ahead_by(const Change& change, double now);
// The change as this clock would have made it.
Change by_this_clock(Change change, double now);

}  // namespace outbox
