#include "world.h"

#include <cstdio>
#include <cstring>

namespace simulation {
namespace {

constexpr double kDay = 86'400, kHour = 3'600, kSoon = 10;
constexpr std::size_t kMostEvents = 60'000;  // of a course: more is spinning

}  // namespace

World::World(const Setup& setup)
    : setup_(setup),
      dice_(setup.seed),
      browsers_(setup.browsers),
      stores_(setup.browsers),
      tabs_(setup.tabs) {
  for (std::size_t tab = 0; tab < tabs_.size(); ++tab) open(tab);
}

// --- time

void World::at(double delay, Event event) { events_.emplace(now_ + delay, std::move(event)); }

void World::in_tab(std::size_t tab, double delay, Event event) {
  at(delay, [this, tab, life = tabs_[tab].life, event = std::move(event)]() mutable {
    Tab& one = tabs_[tab];
    if (one.life != life || life == 0) return;
    if (!one.is_frozen) return event();
    one.held.push_back([this, tab, life, event = std::move(event)] {
      if (tabs_[tab].life == life) event();
    });
  });
}

void World::step() {
  auto event = events_.extract(events_.begin());
  now_ = std::max(now_, event.key());
  ++count_;
  event.mapped()();
}

void World::advance(double seconds) {
  const double end = now_ + seconds;
  while (!events_.empty() && events_.begin()->first <= end && count_ < kMostEvents) step();
  now_ = end;
}

bool World::rest() {
  const double end = now_ + 10 * kDay;
  while (!events_.empty() && now_ < end && count_ < kMostEvents) step();
  return events_.empty();
}

void World::note(std::size_t tab, std::string_view what, std::string_view detail) {
  const auto add = [&](const void* bytes, std::size_t size) {
    const auto* byte = static_cast<const unsigned char*>(bytes);
    for (std::size_t index = 0; index < size; ++index) digest_ = (digest_ ^ byte[index]) * 0x100000001B3U;
  };
  add(&now_, sizeof now_);
  add(&tab, sizeof tab);
  add(what.data(), what.size());
  add(detail.data(), detail.size());
  if (!setup_.tells) return;
  constexpr int kShown = 160;
  std::printf("%12.3f  tab %zu.%u  %-12.*s %.*s\n", now_ - kBegin, tab, tabs_[tab].life,
              static_cast<int>(what.size()), what.data(), std::min(kShown, static_cast<int>(detail.size())),
              detail.data());
}

std::size_t World::entries() const {
  std::size_t all = 0;
  for (const Tab& tab : tabs_)
    if (tab.app) all += tab.app->casebook().outbox.entries.size();
  return all;
}

// --- faults

void World::heal() {
  is_healed_ = true;
  armed_.reset();
  for (std::size_t tab = 0; tab < tabs_.size(); ++tab)
    if (!tabs_[tab].has_store) kill(tab, 1);
}

bool World::strikes(Fault fault) {
  if (is_healed_) return false;
  const bool is_second = armed_ == fault;
  if (is_second) {
    armed_.reset();
    has_struck_ = true;
  }
  const double part = setup_.rates[fault];
  if (!is_second && !(part > 0 && dice_.chance(part))) return false;
  ++struck_[static_cast<std::size_t>(fault)];
  return true;
}

bool World::fails_now() {
  ++fallible_;
  const Failing& failing = setup_.failing;
  if (is_healed_ || failing.number == 0) return false;
  return failing.from_then_on ? fallible_ >= failing.number : fallible_ == failing.number;
}

bool World::is_planted(Defect defect) {
  return setup_.defect == defect && dice_.chance(kind_of(defect).often);
}

void World::recovers(Recovery recovery) {
  if (setup_.strike && setup_.strike->step == recovery && !has_struck_ && !is_healed_)
    armed_ = setup_.strike->fault;
}

// What may happen to a page after any of its steps.
void World::afflict(std::size_t tab) {
  if (is_healed_) return;
  if (strikes(Fault::kLocked)) in_tab(tab, 0.01, [this, tab] { deliver(tab, app::Locked{}); });
  if (strikes(Fault::kEvicted)) evict(tab);
  if (strikes(Fault::kNewerRecord)) leave_newer_record(tab);
  if (browsers_[browser_of(tab)].in_flight == 0) {
    if (strikes(Fault::kClockForward)) shift_clock(tab, dice_.between(1, kDay));
    if (strikes(Fault::kClockBack)) shift_clock(tab, -dice_.between(1, kDay));
  }
  if (strikes(Fault::kTabFrozen)) freeze(tab);
  if (strikes(Fault::kTabKilled)) return kill(tab, 1);
  if (strikes(Fault::kNewerDatabase)) {
    kill(tab, 1);
    tabs_[tab].will_have_store = false;
    return;
  }
  if (strikes(Fault::kTabDiscarded)) return kill(tab, dice_.between(kHour, 6 * kHour));
  if (!strikes(Fault::kBrowserKilled)) return;
  for (std::size_t other = browser_of(tab); other < tabs_.size(); other += browsers_.size()) kill(other, 2);
}

void World::kill(std::size_t tab, double reopens_after) {
  Tab& one = tabs_[tab];
  if (one.life == 0) return;
  note(tab, "killed", "");
  one.life = 0;
  one.held.clear();
  one.is_frozen = false;
  at(reopens_after, [this, tab] { open(tab); });
}

void World::freeze(std::size_t tab) {
  Tab& one = tabs_[tab];
  if (one.is_frozen || one.life == 0) return;
  note(tab, "frozen", "");
  one.is_frozen = true;
  // Short enough for a thaw within the course, where something is to strike then.
  const double longest = setup_.strike && setup_.strike->step == Recovery::kThawing ? kSoon : 5 * kHour;
  at(dice_.between(1, longest), [this, tab, life = one.life] {
    Tab& frozen = tabs_[tab];
    if (frozen.life != life) return;
    note(tab, "thawed", "");
    frozen.is_frozen = false;
    recovers(Recovery::kThawing);
    const std::vector<Event> held = std::exchange(frozen.held, {});
    deliver(tab, app::PauseHeard{kept_pause(tab)});
    for (const Event& event : held) in_tab(tab, 0, event);
  });
}

void World::shift_clock(std::size_t tab, double seconds) {
  note(tab, "clock", std::to_string(seconds));
  browsers_[browser_of(tab)].skew += seconds;
  audit_.pauses_forgotten(browser_of(tab));
}

void World::evict(std::size_t tab) {
  note(tab, "evicted", "");
  audit_.evicted(store_of(tab));
  store_of(tab).clear();
  wake_lookers(browser_of(tab));
  browsers_[browser_of(tab)].current_case.clear();
  browsers_[browser_of(tab)].pause = 0;
  audit_.pauses_forgotten(browser_of(tab));
}

void World::leave_newer_record(std::size_t tab) {
  const Json record = json::object({{"id", "newer-" + std::to_string(++newer_)},
                                    {"account", "me us"},
                                    {"kind", "merge"},
                                    {"case_id", "casebook-1"},
                                    {"with", "casebook-2"},
                                    {"claims", 0}});
  audit_.left_by_newer(browser_of(tab), record);
  store_of(tab).save({&record, 1});
  hint(tab);
}

}  // namespace simulation
