#include "outbox/second_look.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "outbox/overlay.h"
#include "outbox/queue.h"

namespace outbox {
namespace {

using State = Entry::State;
using threat_response::Problem;
using threat_response::Reply;

constexpr int kRepeats = 2;
// For so long after it was sent nobody can have undone it, and what is sent again by then is there before
// anybody's removal of it, which waits for kUndo.
constexpr double kNobodyElse = kUndo - 2;

// What is left for `entry` to want after all that came later.
std::optional<Change> still_wanted(const Outbox& outbox, const Entry& entry) {
  Change wanted = entry.change;
  bool later = false;
  for (const Entry& other : outbox.entries) {
    if (other.change.id == entry.change.id)
      later = true;
    else if (later && same_case(other.change, entry.change) && !without(wanted, other.change))
      return std::nullopt;
  }
  return wanted;
}

// Sends what was lost again, unless that has not helped before or somebody may have undone it meanwhile. Of a
// text its author's choice is asked for by the conflict that sending it finds.
void mend(Outbox& outbox, Entry& lost, const Case& as_seen, Progress& progress, double now) {
  const bool may_be_undone =
      now > lost.shown_since + kNobodyElse && !std::holds_alternative<EditField>(lost.change.what);
  if (!may_be_undone && lost.repeats++ < kRepeats) {
    Change again = *still_wanted(outbox, lost);
    return advance(outbox, lost, begin(again, &as_seen), progress, now);
  }
  lost.state = State::kFailed;
  lost.problem = {.kind = Problem::Kind::kNotKept, .service = threat_response::Service::kPrivateIntel};
  tell(progress, Told::Kind::kFailed, lost, as_seen);
}

// `as_seen`: null when the case is deleted: then nothing is left to keep.
void judge(Outbox& outbox, const Change& change, const Case* as_seen, double asked_at, Progress& progress,
           double now) {
  std::vector<std::string> settled;
  std::string lost;
  for (const Entry& entry : outbox.entries) {
    if (entry.state != State::kSettling || asked_at < entry.taken_at + kSettle) continue;
    if (!same_case(entry.change, change)) continue;
    const auto wanted = still_wanted(outbox, entry);
    if (!as_seen || !wanted || is_done(*as_seen, *wanted)) {
      settled.push_back(entry.change.id);
    } else if (lost.empty()) {
      lost = entry.change.id;
    }
  }
  for (const std::string& id : settled) {
    tell(progress, Told::Kind::kSettled, *find(outbox, id), as_seen ? std::optional(*as_seen) : std::nullopt);
    drop(outbox, id, progress);
  }
  const auto found = std::ranges::find(outbox.entries, lost, [](const Entry& one) { return one.change.id; });
  if (as_seen && found != outbox.entries.end()) mend(outbox, *found, *as_seen, progress, now);
}

}  // namespace

std::optional<double> look_at(const Outbox& outbox, const Entry& entry) {
  if (entry.state != State::kSettling || outbox.account.empty()) return std::nullopt;
  const bool answer_comes = std::ranges::any_of(outbox.entries, [&](const Entry& other) {
    return same_case(other.change, entry.change) &&
           (is_active(other) || (other.state == State::kSettling && other.tag != 0));
  });
  if (answer_comes) return std::nullopt;
  return std::max({outbox.paused_until, outbox.next_try, entry.not_before, entry.taken_at + kSettle});
}

void look(Outbox& outbox, Progress& progress, double now) {
  for (Entry& entry : outbox.entries) {
    const auto due = look_at(outbox, entry);
    if (!due || now < *due) continue;
    entry.tag = ++outbox.last_tag;
    entry.sent_at = now;
    progress.effects.push_back(effects::SendRequest{entry.tag, check_request(entry.change)});
  }
}

void looked(Outbox& outbox, Entry& asked, const Reply& reply, Progress& progress, double now) {
  const auto as_seen = threat_response::read_case(reply);
  asked.tag = 0;
  if (!as_seen && as_seen.error().kind != Problem::Kind::kNotFound) {
    asked.not_before = now + kSettle;
    slow_down(outbox, now);
    return;
  }
  const Change change = asked.change;
  judge(outbox, change, as_seen ? &*as_seen : nullptr, asked.sent_at, progress, now);
}

void seen(Outbox& outbox, const Change& change, const Case& as_seen, double asked_at, Progress& progress,
          double now) {
  judge(outbox, change, &as_seen, asked_at, progress, now);
}

}  // namespace outbox
