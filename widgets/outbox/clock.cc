#include "outbox/clock.h"

#include <algorithm>
#include <utility>

namespace outbox {

double ahead_by(const Change& change, double now) {
  return std::max({0.0, change.made_at - now, change.due_at - (now + kUndo)});
}

Change by_this_clock(Change change, double now) {
  const double ahead = ahead_by(change, now);
  change.made_at = std::max(0.0, change.made_at - ahead);
  change.due_at = std::max(0.0, change.due_at - ahead);
  return change;
}

void clock_set_back(Outbox& outbox, double by, double now) {
  for (Entry& entry : outbox.entries) {
    for (double* time :
         {&entry.not_before, &entry.lease_until, &entry.sent_at, &entry.taken_at, &entry.shown_since})
      if (*time > 0) *time -= by;
    entry.change = by_this_clock(std::move(entry.change), now);
  }
  for (double* time : {&outbox.paused_until, &outbox.next_try})
    if (*time > 0) *time -= by;
  outbox.known.clear();
}

}  // namespace outbox
