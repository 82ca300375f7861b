// What the store says, and what it is asked to keep.
#include "outbox/keeping.h"

#include <algorithm>
#include <ranges>
#include <set>
#include <string_view>
#include <utility>

#include "outbox/clock.h"
#include "outbox/overlay.h"
#include "outbox/queue.h"

namespace outbox {
namespace {

using State = Entry::State;

// This tab is doing something about it.
bool is_at_work(const Entry& entry) {
  return entry.state == State::kSaving || entry.state == State::kClaiming || entry.state == State::kSending ||
         entry.state == State::kSettling;
}

// A change that was perhaps sent before, and a later one that undoes a part of it, too: that one has waited
// until it was through. Done again it would stay, since nobody repeats the later one, so that part is left
// out.
void leave_out_undone(const Outbox& outbox, Entry& entry) {
  if (entry.change.claims <= 1 || std::holds_alternative<CreateCase>(entry.change.what)) return;
  const auto is_later = [&](const Entry& one) { return &one != &entry; };
  for (const Entry& later : outbox.entries | std::views::reverse | std::views::take_while(is_later)) {
    // A deletion undoes nothing before it is done, and may be refused.
    const bool counts = later.change.claims > 0 && same_case(later.change, entry.change) &&
                        !std::holds_alternative<DeleteCase>(later.change.what);
    if (counts && !without(entry.change, later.change)) entry.change.what = AddObservables{};  // none
  }
}

// A record may come back into the store after it was sent: by a write of another page that ends late, or by
// one that is said to have failed. So a case that is not this page's alone is looked up before it is made.
Next begun(const Outbox& outbox, const Entry& entry, double now) {
  Change change = entry.change;
  if (entry.is_shared) change.claims = std::max(change.claims, 2U);
  return begin(change, known_case(outbox, change, now));
}

}  // namespace

Entry* entry_of(Outbox& outbox, std::string_view id) {
  const auto found = std::ranges::find(outbox.entries, id, [](const Entry& one) { return one.change.id; });
  return found == outbox.entries.end() ? nullptr : &*found;
}

void keep(Outbox& outbox, Progress& progress) {
  std::set<std::string_view> cases;
  for (const Entry& entry : outbox.entries)
    if (entry.is_held) cases.insert(case_key(entry.change));
  if (cases.empty()) return;
  const auto is_kept = [](const Entry& entry) { return entry.is_saved || entry.state == State::kSettling; };
  effects::SaveChanges effect;
  for (const Entry& entry : outbox.entries) {
    if (is_kept(entry)) continue;
    if (entry.is_held || !is_at_work(entry))
      effect.records.push_back(to_json(entry.change));
    else if (cases.contains(case_key(entry.change)))
      return;
  }
  for (Entry& entry : outbox.entries) entry.is_held = false;
  progress.effects.push_back(std::move(effect));
}

void go_on(Outbox& outbox, Progress& progress, double now) {
  keep(outbox, progress);
  pump(outbox, progress, now);
}

Progress pumped(Outbox& outbox, double now) {
  Progress progress;
  go_on(outbox, progress, now);
  return progress;
}

effects::SaveChanges save(std::span<const Change> changes) {
  effects::SaveChanges effect;
  for (const Change& change : changes) effect.records.push_back(to_json(change));
  return effect;
}

void adopt(Outbox& outbox, Progress& progress) {
  effects::UpdateChanges adopted;  // another page may have sent it, and been here before
  for (Entry& entry : outbox.entries) {
    if (!entry.change.account.empty()) continue;
    entry.change.account = outbox.account;
    if (!entry.is_saved && entry.state != State::kSaving) continue;
    entry.is_shared = true;  // by the time that this is written another page may have sent it
    adopted.records.push_back(to_json(entry.change));
  }
  if (!adopted.records.empty()) progress.effects.push_back(std::move(adopted));
}

bool is_read_again(Outbox& outbox, const std::set<std::string>& unread) {
  const bool was_unread = std::ranges::includes(outbox.unread, unread);
  outbox.unread = unread;
  return !was_unread;
}

Progress listed(Outbox& outbox, const std::vector<Change>& stored, double now) {
  std::map<std::string_view, const Change*> known;
  for (const Change& change : stored) known[change.id] = &change;
  // What is gone from the store was sent, or given up, by another tab.
  Progress progress;
  outbox.store_answers = true;
  std::erase_if(outbox.dropped, [&](const std::string& id) { return !known.contains(id); });
  const auto is_gone = [&](const Entry& entry) {
    return entry.is_saved && !is_at_work(entry) && !known.contains(entry.change.id);
  };
  for (const Entry& entry : outbox.entries)
    if (is_gone(entry)) tell(progress, Told::Kind::kElsewhere, entry);
  std::erase_if(outbox.entries, is_gone);
  effects::DropChanges again;  // the store has not taken it
  for (const Change& change : stored) {
    if (outbox.dropped.contains(change.id)) {
      again.ids.push_back(change.id);
      continue;
    }
    Entry* entry = entry_of(outbox, change.id);
    if (!entry) {
      Change mine = by_this_clock(change, now);
      const double not_before = mine.made_at + kGrace;
      outbox.entries.push_back({.change = std::move(mine),
                                .state = State::kWaiting,
                                .is_saved = true,
                                .is_uncertain = change.claims > 0,
                                .is_shared = true,
                                .not_before = not_before,
                                .problem = {},
                                .theirs = {}});
      continue;
    }
    entry->is_saved = true;  // though the store may have said that it is not
    if (entry->state == State::kWaiting || entry->state == State::kElsewhere) {
      const Change before = std::exchange(entry->change, change);
      // Whose it is, and the id of its case, has perhaps not been kept yet.
      if (change.account.empty()) entry->change.account = before.account;
      if (change.case_id.empty()) entry->change.case_id = before.case_id;
      if (ahead_by(change, now) > 0) {  // else it would count from now at each look
        entry->change.made_at = before.made_at;
        entry->change.due_at = before.due_at;
      }
      // What the other tab was doing may have ended.
      if (entry->state == State::kElsewhere) entry->not_before = 0;
      entry->state = State::kWaiting;
    }
  }
  if (!again.ids.empty()) progress.effects.push_back(std::move(again));
  for (const Entry& entry : outbox.entries)
    if (!entry.change.external_id.empty() && !entry.change.case_id.empty())
      name_case(outbox, std::string(entry.change.external_id), std::string(entry.change.case_id));
  if (!outbox.account.empty()) adopt(outbox, progress);
  // Theirs is the order in which changes are sent. What is not kept yet comes after them, but before what has
  // been made after it; what is gone from the store and still at work here stays before what came after it.
  std::map<std::string, std::size_t> place;
  for (const Change& change : stored) place.emplace(change.id, place.size());
  std::size_t next = place.size(), next_own = next;
  for (const Entry& entry : std::views::reverse(outbox.entries)) {
    next = place.emplace(entry.change.id, entry.is_saved ? next : next_own).first->second;
    if (entry.change.id.starts_with(outbox.owner + '-')) next_own = std::min(next_own, next);
  }
  std::ranges::stable_sort(outbox.entries, {}, [&](const Entry& entry) { return place[entry.change.id]; });
  go_on(outbox, progress, now);
  return progress;
}

Progress saved(Outbox& outbox, std::span<const std::string> ids, double now) {
  Progress progress;
  outbox.store_is_full = false;
  for (const std::string& id : ids) {
    Entry* entry = entry_of(outbox, id);
    if (!entry) {  // through before it was kept
      progress.effects.push_back(effects::DropChanges{.ids = {id}, .external_id = {}, .case_id = {}});
      continue;
    }
    entry->is_saved = true;
    if (entry->state == State::kSaving) entry->state = State::kWaiting;
  }
  go_on(outbox, progress, now);
  return progress;
}

Progress not_saved(Outbox& outbox, std::span<const std::string> ids, double now) {
  for (const std::string& id : ids) {
    Entry* entry = entry_of(outbox, id);
    if (!entry || entry->state != State::kSaving) continue;
    entry->state = State::kWaiting;
    entry->is_shared = true;
    outbox.store_is_full = true;
  }
  return pumped(outbox, now);
}

Progress claimed(Outbox& outbox, const std::string& id, std::uint32_t claims, double now) {
  Progress progress;
  Entry* entry = entry_of(outbox, id);
  outbox.store_answers = true;
  if (!entry || entry->state != State::kClaiming) return progress;
  entry->is_saved = true;
  entry->change.claims = claims;
  leave_out_undone(outbox, *entry);
  advance(outbox, *entry, begun(outbox, *entry, now), progress, now);
  return progress;
}

Progress claim_unanswered(Outbox& outbox, const std::string& id, double now) {
  Entry* entry = entry_of(outbox, id);
  const bool may_answer = std::exchange(outbox.store_answers, false);
  if (entry && entry->state == State::kClaiming && !entry->is_saved && may_answer &&
      !std::exchange(entry->is_asked_again, true)) {
    entry->state = State::kElsewhere;
    entry->not_before = now + kAskAgain;
    return pumped(outbox, now);
  }
  return claim_refused(outbox, id, 0, now);
}

Progress claim_refused(Outbox& outbox, const std::string& id, double until, double now) {
  Progress progress;
  Entry* entry = entry_of(outbox, id);
  if (!entry || entry->state != State::kClaiming) return pumped(outbox, now);
  if (until == 0 && !entry->is_saved) {  // no other tab knows of it
    ++entry->change.claims;
    advance(outbox, *entry, begun(outbox, *entry, now), progress, now);
  } else {
    entry->is_saved = true;
    entry->state = State::kElsewhere;
    entry->not_before = until == 0 ? now + kAskAgain : std::min(until, now + kAskAgain);
  }
  go_on(outbox, progress, now);
  return progress;
}

}  // namespace outbox
