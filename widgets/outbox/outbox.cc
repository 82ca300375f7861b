#include "outbox/outbox.h"

#include <algorithm>
#include <utility>

#include "outbox/keeping.h"
#include "outbox/overlay.h"
#include "outbox/queue.h"
#include "outbox/second_look.h"

namespace outbox {
namespace {

using State = Entry::State;
using threat_response::Problem;
using threat_response::Reply;

// A new change takes what it undoes out of those that can still be taken back, or have failed: they would be
// sent after it. An edit about which its author is asked gives way to the next text of the same field.
void take_back(Outbox& outbox, const Change& made, Progress& progress, double now) {
  std::vector<std::string> undone;
  for (Entry& entry : outbox.entries) {
    const bool is_asked_about = entry.state == State::kConflict || entry.state == State::kFailed;
    if (!can_undo(entry, now) && !is_asked_about) continue;
    if (!same_case(entry.change, made)) continue;
    Change left = entry.change;
    if (!without(left, made)) {
      undone.push_back(entry.change.id);
    } else if (left != entry.change) {
      entry.change = std::move(left);
      if (entry.is_saved) progress.effects.push_back(save({&entry.change, 1}));
    }
  }
  for (const std::string& id : undone) drop(outbox, id, progress);
}

}  // namespace

Change make_change(Outbox& outbox, What what, double now) {
  return {.id = outbox.owner + '-' + std::to_string(++outbox.last_number),
          .account = outbox.account.empty() ? outbox.last_account : outbox.account,
          .case_id = {},
          .external_id = {},
          .title = {},
          .made_at = now,
          .due_at = now,
          .what = std::move(what)};
}

Progress put(Outbox& outbox, std::vector<Change> changes, double now) {
  Progress progress;
  for (const Change& change : changes) take_back(outbox, change, progress, now);
  for (Change& change : changes)
    outbox.entries.push_back({.change = std::move(change), .is_held = true, .problem = {}, .theirs = {}});
  keep(outbox, progress);
  return progress;
}

Progress seen_made(Outbox& outbox, std::span<const Case> cases, const std::string& user, double now) {
  Progress progress;
  if (user.empty()) return progress;
  std::vector<std::string> through;
  for (Entry& entry : outbox.entries) {
    if (!std::holds_alternative<CreateCase>(entry.change.what) || is_foreign(outbox, entry)) continue;
    const auto found = std::ranges::find_if(cases, [&](const Case& one) {
      return one.owner == user && std::ranges::contains(one.external_ids, entry.change.external_id);
    });
    if (found == cases.end()) continue;
    made(outbox, entry, *found, progress);
    through.push_back(entry.change.id);
  }
  for (const std::string& id : through) drop(outbox, id, progress);
  if (!through.empty()) go_on(outbox, progress, now);
  return progress;
}

Progress replied(Outbox& outbox, effects::Tag tag, const Reply& reply, double now) {
  Progress progress;
  const auto found =
      std::ranges::find_if(outbox.entries, [&](const Entry& entry) { return tag != 0 && entry.tag == tag; });
  if (found == outbox.entries.end()) return progress;
  if (found->state == State::kSettling)
    looked(outbox, *found, reply, progress, now);
  else if (found->state == State::kSending)
    advance(outbox, *found, continue_with(found->change, found->step, reply), progress, now);
  go_on(outbox, progress, now);
  return progress;
}

Progress woke(Outbox& outbox, double now) {
  // A tab that had a change may be gone.
  for (Entry& entry : outbox.entries)
    if (entry.state == State::kElsewhere && entry.not_before <= now) entry.state = State::kWaiting;
  return pumped(outbox, now);
}

Progress went_online(Outbox& outbox, double now) {
  outbox.delay = outbox.next_try = 0;
  return pumped(outbox, now);
}

Progress signed_in(Outbox& outbox, const std::string& account, double now) {
  Progress progress;
  outbox.account = outbox.last_account = account;
  outbox.delay = outbox.next_try = 0;
  adopt(outbox, progress);
  // Another client may do what the last one was not allowed to.
  for (Entry& entry : outbox.entries)
    if (entry.state == State::kFailed && entry.change.account == account) entry.state = State::kWaiting;
  go_on(outbox, progress, now);
  return progress;
}

Progress retry(Outbox& outbox, const std::string& id, double now) {
  outbox.delay = outbox.next_try = 0;
  if (Entry* entry = entry_of(outbox, id)) {
    if (entry->state == State::kFailed || entry->state == State::kWaiting) {
      entry->state = State::kWaiting;
      entry->problem = {};
      entry->repeats = 0;
      entry->not_before = 0;
      entry->is_hurried = true;
    }
  }
  return pumped(outbox, now);
}

Progress discard(Outbox& outbox, const std::string& id, double now) {
  Progress progress;
  const Entry* entry = find(outbox, id);
  if (!entry) return progress;
  std::vector<std::string> gone = {id};
  if (std::holds_alternative<CreateCase>(entry->change.what))
    for (const Entry& other : outbox.entries)
      if (other.change.id != id && same_case(other.change, entry->change)) gone.push_back(other.change.id);
  for (const Entry& other : outbox.entries)
    if (!other.change.after.empty() && std::ranges::contains(gone, other.change.after))
      gone.push_back(other.change.id);
  for (const std::string& one : gone) drop(outbox, one, progress);
  go_on(outbox, progress, now);
  return progress;
}

Progress resolve(Outbox& outbox, const std::string& id, const std::string& after, double now) {
  Progress progress;
  Entry* entry = entry_of(outbox, id);
  auto* edit =
      entry && entry->state == State::kConflict ? std::get_if<EditField>(&entry->change.what) : nullptr;
  if (!edit) return progress;
  if (after == entry->theirs) return discard(outbox, id, now);
  edit->before = entry->theirs;
  edit->after = after;
  entry->theirs.clear();
  entry->problem = {};
  entry->state = State::kSaving;
  progress.effects.push_back(save({&entry->change, 1}));
  return progress;
}

const Entry* find(const Outbox& outbox, std::string_view id) {
  const auto found = std::ranges::find(outbox.entries, id, [](const Entry& one) { return one.change.id; });
  return found == outbox.entries.end() ? nullptr : &*found;
}

bool can_undo(const Entry& entry, double now) {
  return (entry.state == State::kWaiting || entry.state == State::kSaving) && entry.change.claims == 0 &&
         entry.change.due_at > now;
}

bool waits_for_another(const Outbox& outbox, const Entry& entry) {
  const Entry* other = entry.change.after.empty() ? nullptr : find(outbox, entry.change.after);
  return other && other->state != Entry::State::kSettling;
}

bool is_foreign(const Outbox& outbox, const Entry& entry) { return entry.change.account != outbox.account; }

}  // namespace outbox
