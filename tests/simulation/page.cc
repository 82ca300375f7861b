// A page around the client core: what web/elements/runtime.js does, and the person who sits there.
#include <algorithm>
#include <variant>

#include "world.h"

namespace simulation {
namespace {

const sign_in::ClientName kClient{"client-1", "us"};

sign_in::VaultTold kept_client(bool resumes) {
  return {.appliance = sign_in::Appliance::kThere,
          .clients = {{.name = kClient, .place = sign_in::Place::kAppliance}},
          .last_used = "client-1 us",
          .resume = resumes ? "client-1 us" : ""};
}

// For the course that is printed, and its digest.
std::string_view name_of(const app::Message& message) {
  if (message.holds<app::Woke>()) return "the timer";
  if (message.holds<app::CallReplied>()) return "a reply";
  if (message.holds<app::PauseHeard>()) return "a pause";
  if (message.holds<casebook::Message>()) return "casebook";
  if (message.holds<sign_in::Message>()) return "sign-in";
  if (message.holds<pivot_menu::Message>()) return "pivot menu";
  return "the page";
}

}  // namespace

void World::open(std::size_t tab) {
  Tab& one = tabs_[tab];
  const bool has_store = one.will_have_store || is_healed_;
  one = {};
  one.has_store = has_store;
  one.app = std::make_unique<app::App>();
  one.life = ++lives_;
  one.owner = std::to_string(one.life);
  note(tab, "opened", "");
  deliver(tab, app::Configured{.servers = {{.id = "us",
                                            .name = "North America",
                                            .visibility = "https://visibility.example",
                                            .api_clients = {},
                                            .unavailable = {}}},
                               .instance = one.life});
  const Browser& browser = browsers_[browser_of(tab)];
  deliver(tab, app::PauseHeard{kept_pause(tab)});
  deliver(tab, casebook::Message(casebook::CurrentRemembered{browser.current_case}));
  if (dice_.chance(0.5)) deliver(tab, app::CasebookRestored{});
  in_tab(tab, 0.01, [this, tab] { list(tab); });
  in_tab(tab, 0.02, [this, tab] { deliver(tab, sign_in::Message(kept_client(true))); });
}

const app::App* World::look(std::size_t tab) const {
  const Tab& one = tabs_[tab];
  return one.life == 0 || one.is_frozen ? nullptr : one.app.get();
}

void World::say(std::size_t tab, const app::Message& message) {
  if (!look(tab)) return;
  note(tab, "a person", name_of(message));
  is_acting_ = true;
  deliver(tab, message);
  is_acting_ = false;
}

void World::deliver(std::size_t tab, const app::Message& message) {
  Tab& one = tabs_[tab];
  const std::uint32_t life = one.life;
  if (life == 0) return;
  const auto orders = one.app->receive(message, wall(tab), seconds());
  note(tab, "hears", name_of(message));
  for (const auto& order : orders) carry_out(tab, order);
  is_acting_ = false;
  tend(tab);
  if (tabs_[tab].life == life && !one.is_frozen) afflict(tab);
}

void World::carry_out(std::size_t tab, const app::Order& order) {
  Tab& one = tabs_[tab];
  if (const auto* call = order.get_if<app::StartCall>()) return send(tab, *call);
  if (const auto* records = order.get_if<effects::SaveChanges>()) return save(tab, *records);
  if (const auto* records = order.get_if<effects::UpdateChanges>()) return update(tab, *records);
  if (const auto* wanted = order.get_if<effects::ClaimChange>()) return claim(tab, *wanted);
  if (const auto* freed = order.get_if<effects::ReleaseChange>()) return release(tab, *freed);
  if (const auto* gone = order.get_if<effects::DropChanges>()) return drop(tab, *gone);
  if (const auto* current = order.get_if<effects::CaseChanged>()) return remember_case(tab, current->case_id);
  if (const auto* wake = order.get_if<app::WakeAt>()) {
    const std::uint32_t waking = ++one.waking;
    return in_tab(tab, std::max(0.0, wake->time - wall(tab)), [this, tab, waking] {
      if (tabs_[tab].waking == waking) deliver(tab, app::Woke{});
    });
  }
  const auto* pause = order.get_if<app::TellPause>();
  if (pause) keep_pause(tab, pause->until);
  for (std::size_t other = browser_of(tab); pause && other < tabs_.size(); other += browsers_.size())
    if (other != tab)
      in_tab(other, 0.005, [this, other, until = pause->until] { deliver(other, app::PauseHeard{until}); });
}

// web/elements/pause.js
void World::keep_pause(std::size_t tab, double until) {
  Browser& browser = browsers_[browser_of(tab)];
  if (kept_pause(tab) >= until) return;
  browser.pause = until;
  browser.pause_heard_at = wall(tab);
}

double World::kept_pause(std::size_t tab) const {
  const Browser& browser = browsers_[browser_of(tab)];
  return browser.pause - std::max(0.0, browser.pause_heard_at - wall(tab));
}

// All tabs of a browser have the same current case.
void World::remember_case(std::size_t tab, const std::string& id) {
  browsers_[browser_of(tab)].current_case = id;
  for (std::size_t other = browser_of(tab); other < tabs_.size(); other += browsers_.size())
    if (other != tab)
      in_tab(other, 0.005,
             [this, other, id] { deliver(other, casebook::Message(casebook::CurrentRemembered{id})); });
}

// --- the person

// Somebody sees what has failed and does something about it, sooner or later.
void World::tend(std::size_t tab) {
  Tab& one = tabs_[tab];
  if (one.is_tended || one.life == 0) return;
  using State = outbox::Entry::State;
  const bool is_asked = std::ranges::any_of(one.app->casebook().outbox.entries, [](const auto& entry) {
    return entry.state == State::kFailed || entry.state == State::kConflict;
  });
  if (!is_asked && (one.app->signed_in() || one.app->sign_in().checking)) return;
  one.is_tended = true;
  in_tab(tab, one.patience, [this, tab] { attend(tab); });
}

void World::attend(std::size_t tab) {
  constexpr double kMostPatience = 600;
  Tab& one = tabs_[tab];
  one.is_tended = false;
  one.patience = std::min(one.patience * 2, kMostPatience);
  const std::uint32_t life = one.life;
  if (!one.app->signed_in() && !one.app->sign_in().checking) {
    recovers(Recovery::kSigningIn);
    deliver(tab, sign_in::Message(kept_client(false)));
    if (tabs_[tab].life == life) say(tab, sign_in::Message(sign_in::ClientChosen{kClient}));
  }
  const auto entries = one.life == life ? one.app->casebook().outbox.entries : std::vector<outbox::Entry>();
  for (const auto& entry : entries)
    if (tabs_[tab].life == life) answer_for(tab, entry);
  tend(tab);
}

void World::answer_for(std::size_t tab, const outbox::Entry& entry) {
  using State = outbox::Entry::State;
  using threat_response::Problem;
  const outbox::Change& change = entry.change;
  const auto* edit = std::get_if<outbox::EditField>(&change.what);
  if (entry.state == State::kConflict && edit) {
    recovers(Recovery::kAnswering);
    return say(tab, casebook::Message(casebook::ConflictAnswered{change.id, edit->after}));
  }
  if (entry.state != State::kFailed) return;
  recovers(Recovery::kAnswering);
  // The case is deleted, or somebody has taken away what it would bring.
  if (entry.problem.kind == Problem::Kind::kNotFound || audit_.is_undone(change))
    return say(tab, casebook::Message(casebook::ChangeDiscarded{change.id}));
  say(tab, casebook::Message(casebook::ChangeRetried{change.id}));
}

}  // namespace simulation
