#include "outbox/queue.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "outbox/overlay.h"
#include "outbox/second_look.h"

namespace outbox {
namespace {

using State = Entry::State;
using threat_response::Problem;

constexpr double kFirstDelay = 1, kLongestDelay = 60, kMargin = 15;
constexpr double kReading = 10;  // seconds that a call takes at most
constexpr double kFindable = 30, kLookUpAgain = 2;
constexpr double kKnownFor = 2;  // seconds for which a case need not be read again

double due(const Outbox& outbox, const Entry& entry) {
  return std::max({entry.change.due_at, entry.not_before, outbox.paused_until, outbox.next_try});
}

// Whether later changes of the same case have to wait for it. One the user has to decide about holds up the
// case only when it makes it, one that can still be undone, or waits for another case, does not.
bool holds_up(const Outbox& outbox, const Entry& entry, double now) {
  if (waits_for_another(outbox, entry)) return false;
  const bool makes = std::holds_alternative<CreateCase>(entry.change.what);
  if (entry.state == State::kSettling) return false;
  if (entry.state == State::kFailed || entry.state == State::kConflict) return makes;
  return makes || entry.state != State::kWaiting || entry.change.due_at <= now;
}

bool is_ready(const Outbox& outbox, const Entry& entry) {
  return entry.state == State::kWaiting && !waits_for_another(outbox, entry) && !outbox.account.empty() &&
         entry.change.account == outbox.account;
}

// Whether it takes away what an earlier change brings that has failed here: another tab may still send that.
bool undoes_any(const Entry& entry, const std::vector<const Entry*>& failed) {
  const bool removes = std::holds_alternative<RemoveObservables>(entry.change.what) ||
                       std::holds_alternative<RemoveNote>(entry.change.what);
  return removes && std::ranges::any_of(failed, [&](const Entry* earlier) {
           Change left = earlier->change;
           return same_case(left, entry.change) && (!without(left, entry.change) || left != earlier->change);
         });
}

void send(Outbox& outbox, Entry& entry, const Next& next, Progress& progress, double now) {
  entry.state = State::kSending;
  entry.step = next.step;
  entry.tag = ++outbox.last_tag;
  entry.sent_at = now;
  progress.effects.push_back(effects::SendRequest{entry.tag, *next.request});
}

// Back into the line. Nobody else is kept from it meanwhile.
void wait_again(Outbox&, Entry& entry, bool surely_not_done, Progress& progress) {
  entry.state = State::kWaiting;
  entry.tag = 0;
  if (surely_not_done) entry.change.claims = 0;
  if (entry.is_saved) progress.effects.push_back(effects::ReleaseChange{entry.change.id, surely_not_done});
}

// Of an edit that the service has another text for: its author has written a later one of the same field. Who
// is asked which text shall stay is asked about the last one. (Or that one is sent already, by a page that
// died before it could say so.)
bool is_replaced(const Outbox& outbox, const Entry& entry) {
  const auto* mine = std::get_if<EditField>(&entry.change.what);
  bool later = false;
  for (const Entry& other : outbox.entries) {
    const auto* edit = std::get_if<EditField>(&other.change.what);
    if (&other == &entry)
      later = true;
    else if (later && mine && edit && same_case(other.change, entry.change) && edit->field == mine->field &&
             other.change.account == entry.change.account)
      return true;
  }
  return false;
}

}  // namespace

bool is_active(const Entry& entry) {
  return entry.state == State::kClaiming || entry.state == State::kSending;
}

void name_case(Outbox& outbox, const std::string& external_id, const std::string& case_id) {
  for (Entry& entry : outbox.entries)
    if (entry.change.external_id == external_id) entry.change.case_id = case_id;
}

void slow_down(Outbox& outbox, double now) {
  outbox.delay = outbox.delay == 0 ? kFirstDelay : std::min(outbox.delay * 2, kLongestDelay);
  outbox.next_try = now + outbox.delay;
}

void tell(Progress& progress, Told::Kind kind, const Entry& entry, std::optional<Case> fresh) {
  progress.told.push_back(
      {.kind = kind, .change = entry.change, .fresh = std::move(fresh), .problem = entry.problem});
}

const Case* known_case(const Outbox& outbox, const Change& change, double now) {
  const auto found = outbox.known.find(change.case_id);
  return found != outbox.known.end() && now - found->second.at < kKnownFor ? &found->second.as_sent : nullptr;
}

void drop(Outbox& outbox, const std::string& id, Progress& progress) {
  const auto found =
      std::ranges::find(outbox.entries, id, [](const Entry& entry) { return entry.change.id; });
  if (found == outbox.entries.end()) return;
  const Change change = std::move(found->change);
  outbox.entries.erase(found);
  outbox.dropped.insert(id);
  const bool named = !change.external_id.empty() && !change.case_id.empty();
  progress.effects.push_back(effects::DropChanges{.ids = {change.id},
                                                  .external_id = named ? change.external_id : "",
                                                  .case_id = named ? change.case_id : ""});
}

void made(Outbox& outbox, Entry& entry, const Case& fresh, Progress& progress) {
  entry.problem = {};
  entry.is_uncertain = false;
  entry.change.case_id = fresh.id;
  name_case(outbox, entry.change.external_id, fresh.id);
  // One that was made cannot be lost by somebody's change of it: no second look.
  tell(progress, Told::Kind::kTaken, entry, fresh);
  tell(progress, Told::Kind::kSettled, entry, fresh);
}

namespace {

// The case is deleted, as its author wanted: what they did to it before is gone with it. Else a change that
// was to be looked at once more, or has failed in another tab, would be tried on it for ever.
void drop_with_case(Outbox& outbox, const Change& deletion, Progress& progress) {
  std::vector<std::string> moot;
  for (const Entry& entry : outbox.entries) {
    if (case_key(entry.change) == case_key(deletion)) moot.push_back(entry.change.id);
    if (entry.change.id == deletion.id) break;  // what comes behind it was done without knowing of it
  }
  for (const std::string& id : moot) drop(outbox, id, progress);
}

void taken(Outbox& outbox, Entry& entry, Case fresh, bool was_sent, Progress& progress, double now) {
  outbox.delay = outbox.next_try = 0;
  const double asked_at = entry.sent_at;
  // Of when it was asked for: a page that was frozen hears an answer hours later. What was known and not
  // asked for again is no newer than it was.
  if (asked_at > 0) outbox.known[fresh.id] = {fresh, asked_at};
  if (std::holds_alternative<CreateCase>(entry.change.what)) {
    made(outbox, entry, fresh, progress);
    const Change change = entry.change;
    drop(outbox, change.id, progress);
    return seen(outbox, change, fresh, asked_at, progress, now);
  }
  entry.problem = {};
  entry.is_uncertain = false;
  const Change change = entry.change;
  if (entry.repeats == 0)
    tell(progress, was_sent || change.claims > 1 ? Told::Kind::kTaken : Told::Kind::kAlready, entry, fresh);
  if (was_sent) {
    entry.state = State::kSettling;
    entry.tag = 0;
    entry.taken_at = now;
    if (entry.repeats == 0) entry.shown_since = asked_at;
  } else {  // it was as wanted
    tell(progress, Told::Kind::kSettled, entry, fresh);
  }
  // With the change still there: what it has taken away is not lost.
  seen(outbox, change, fresh, asked_at, progress, now);
  if (!was_sent) drop(outbox, change.id, progress);
}

void refused(Outbox& outbox, Entry& entry, Problem problem, Progress& progress, double now) {
  entry.problem = problem;
  using Kind = Problem::Kind;
  // What time, the network or a sign-in mends is tried again by itself.
  if (problem.kind == Kind::kTooManyRequests || is_outcome_unknown(problem)) {
    slow_down(outbox, now);
    // Only a call that changes something may have done it.
    const bool surely_not_done =
        entry.step == Step::kWrite ? !is_outcome_unknown(problem) : entry.change.claims <= 1;
    return wait_again(outbox, entry, surely_not_done, progress);
  }
  // Whoever signs out, or is locked out, ends the calls that are under way: they may be done all the same.
  // Of a session that goes on the service has refused the call with a new token too: time mends that.
  if (problem.kind == Problem::Kind::kSignedOut) {
    slow_down(outbox, now);
    const bool is_perhaps_done = entry.step == Step::kWrite;
    if (is_perhaps_done) {
      entry.is_uncertain = true;
      entry.not_before = now + may_linger(entry.change);
    }
    return wait_again(outbox, entry, !is_perhaps_done && entry.change.claims <= 1, progress);
  }
  // A look that fails says nothing about what was perhaps sent before it.
  wait_again(outbox, entry, entry.step == Step::kWrite || entry.change.claims <= 1, progress);
  // A case that was made a moment ago is not found by a search yet (api.md 6.6).
  if (entry.step == Step::kLookUp && problem.kind == Kind::kNotFound &&
      now < entry.change.made_at + kFindable) {
    entry.problem = {};
    entry.not_before = now + kLookUpAgain;
    return;
  }
  if (problem.kind == Kind::kWrongCredentials) {
    outbox.account.clear();  // until somebody signs in
    return;
  }
  entry.state = State::kFailed;
  tell(progress, Told::Kind::kFailed, entry);
}

void start(Entry& entry, Progress& progress, double now) {
  // What the store has refused may be in it all the same: then another tab may have it.
  entry.sent_at = 0;
  entry.state = State::kClaiming;
  entry.lease_until = now + kLease;
  // A page that is gone has claimed it, and may have read for as long before it sent it.
  const double linger = may_linger(entry.change) + (entry.is_shared ? kReading : 0);
  progress.effects.push_back(effects::ClaimChange{
      .id = entry.change.id, .until = entry.lease_until, .linger = entry.is_hurried ? 0 : linger});
}

}  // namespace

std::vector<std::size_t> startable(const Outbox& outbox, double now) {
  std::vector<std::size_t> found;
  std::set<std::string_view> held;  // cases
  std::vector<const Entry*> failed;
  // Also from what was made before them and could be undone until now.
  for (const Entry& entry : outbox.entries)
    if (is_active(entry)) held.insert(case_key(entry.change));
  for (std::size_t index = 0; index < outbox.entries.size(); ++index) {
    const Entry& entry = outbox.entries[index];
    const std::string& key = case_key(entry.change);
    if (is_ready(outbox, entry) && !held.contains(key) && !undoes_any(entry, failed)) found.push_back(index);
    if (entry.state == State::kFailed) failed.push_back(&entry);
    if (holds_up(outbox, entry, now)) held.insert(key);
  }
  return found;
}

std::optional<double> wake_at(const Outbox& outbox, double now) {
  std::optional<double> soonest;
  const auto at = [&](double time) { soonest = soonest ? std::min(*soonest, time) : time; };
  for (const Entry& entry : outbox.entries) {
    if (entry.state == State::kElsewhere) at(entry.not_before);
    if (const auto look = look_at(outbox, entry)) at(*look);
  }
  // What may not start for another reason than time is started by whatever takes that away.
  const bool is_busy = std::ranges::count_if(outbox.entries, is_active) >= kAtATime;
  for (const std::size_t index : is_busy ? std::vector<std::size_t>() : startable(outbox, now))
    at(due(outbox, outbox.entries[index]));
  return soonest;
}

void pump(Outbox& outbox, Progress& progress, double now) {
  std::erase_if(outbox.known, [&](const auto& one) { return now - one.second.at > kKnownFor; });
  auto active = std::ranges::count_if(outbox.entries, is_active);
  for (const std::size_t index : startable(outbox, now)) {
    if (active >= kAtATime) break;
    Entry& entry = outbox.entries[index];
    if (due(outbox, entry) > now) continue;
    start(entry, progress, now);
    ++active;
  }
  look(outbox, progress, now);
}

void advance(Outbox& outbox, Entry& entry, Next next, Progress& progress, double now) {
  if (!entry.change.case_id.empty() && !entry.change.external_id.empty())
    name_case(outbox, entry.change.external_id, entry.change.case_id);
  if (next.request) {
    // The store may give the claim to another tab soon: first a new one. It may have what it refused, too.
    if (now > entry.lease_until - kMargin) return start(entry, progress, now);
    return send(outbox, entry, next, progress, now);
  }
  Outcome& outcome = next.outcome;
  switch (outcome.kind) {
    case Outcome::Kind::kTaken:
    case Outcome::Kind::kAsWanted:
      if (outcome.fresh)
        taken(outbox, entry, *std::move(outcome.fresh), outcome.kind == Outcome::Kind::kTaken, progress, now);
      return;
    case Outcome::Kind::kGone: {
      outbox.delay = outbox.next_try = 0;
      tell(progress, Told::Kind::kTaken, entry);
      tell(progress, Told::Kind::kSettled, entry);
      return drop_with_case(outbox, Change(entry.change), progress);
    }
    case Outcome::Kind::kConflict:
      if (outcome.fresh && is_replaced(outbox, entry))
        return taken(outbox, entry, *std::move(outcome.fresh), false, progress, now);
      wait_again(outbox, entry, true, progress);
      entry.state = State::kConflict;
      entry.theirs = std::move(outcome.theirs);
      return tell(progress, Told::Kind::kConflict, entry, std::move(outcome.fresh));
    case Outcome::Kind::kUncertain:
      entry.is_uncertain = true;
      entry.problem = std::move(outcome.problem);
      entry.not_before = now + may_linger(entry.change);
      slow_down(outbox, now);
      wait_again(outbox, entry, false, progress);
      return tell(progress, Told::Kind::kUncertain, entry);
    case Outcome::Kind::kRefused:
      return refused(outbox, entry, std::move(outcome.problem), progress, now);
  }
}

}  // namespace outbox
