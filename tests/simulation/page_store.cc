// A page's calls of its store: shims/store.js, and what runtime.js makes of its answers.
#include <algorithm>

#include "world.h"

namespace simulation {
namespace {

constexpr double kTransaction = 0.005, kHeard = 0.003, kLookAgain = 3;
constexpr int kUnreadLooks = 5;

}  // namespace

// A transaction that a page has begun commits or not, whether or not the page lives to hear of it. One that
// still waits, for its turn or for the database, goes with the page.
void World::store_call(std::size_t tab, bool fails, std::function<void(Store&)> act,
                       std::function<void(bool)> answer) {
  fails = fails_now() || fails || !tabs_[tab].has_store;
  double after = kTransaction;
  if (strikes(Fault::kDatabaseCloses)) {
    after += kTransaction;
    recovers(Recovery::kReopening);
    fails = fails || strikes(Fault::kDatabaseCloses);
  }
  if (strikes(Fault::kBlocked)) after += dice_.between(0, 60);
  // One after the other: the transactions of a page do not overtake each other.
  double& free_at = tabs_[tab].store_free_at;
  free_at = std::max(free_at, now_ + after);
  after = free_at - now_;
  const std::uint32_t life = tabs_[tab].life;
  const auto commit = [this, tab, life, fails, act = std::move(act)] {
    const bool commits = tabs_[tab].life == life || dice_.chance(0.5);
    if (fails || !commits) return;
    const std::uint64_t before = store_of(tab).version();
    act(store_of(tab));
    if (store_of(tab).version() != before) wake_lookers(browser_of(tab));
  };
  at(after - kTransaction, [this, tab, life, commit] {
    if (tabs_[tab].life == life) at(kTransaction, commit);
  });
  in_tab(tab, after + kHeard, [answer = std::move(answer), fails] { answer(!fails); });
}

void World::list(std::size_t tab) {
  Tab& one = tabs_[tab];
  if (std::exchange(one.is_new, false)) recovers(Recovery::kOpening);
  if (one.lists) {
    one.lists_again = true;
    return;
  }
  one.lists = true;
  one.lists_again = false;
  const auto found = std::make_shared<std::vector<Json>>();
  const bool is_damaged = strikes(Fault::kListDamaged);
  store_call(
      tab, strikes(Fault::kListFails),
      [this, tab, found, is_damaged](Store& store) {
        if (is_planted(Defect::kOverwritesNewer)) store.rewrite_newer();
        *found = store.list();
        tabs_[tab].seen = store.version();
        if (!is_damaged || found->empty()) return;
        tabs_[tab].seen = 0;
        Json& record = (*found)[dice_.below(found->size())];
        if (dice_.chance(0.5))
          record = Json("damaged");
        else
          json::set(record, "kind", "damaged");
      },
      [this, tab, found](bool is_there) {
        listed(tab, is_there ? std::optional(std::move(*found)) : std::nullopt);
      });
}

void World::listed(std::size_t tab, std::optional<std::vector<Json>> changes) {
  Tab& one = tabs_[tab];
  const std::uint32_t life = one.life;
  one.lists = false;
  one.unread = changes ? 0 : one.unread + 1;
  one.waits = changes ? !changes->empty() : one.unread <= kUnreadLooks;
  if (changes) {
    casebook::ChangesListed listed;
    for (const Json& record : *changes)
      if (auto change = outbox::read_change(record))
        listed.changes.push_back(*std::move(change));
      else
        listed.unread.insert(json::text(record, "id"));
    const auto before = one.app->casebook().outbox.unread;
    deliver(tab, casebook::Message(std::move(listed)));
    if (one.app->casebook().outbox.unread != before) one.seen = 0;  // it does not count yet
  }
  if (one.life != life) return;
  if (one.lists_again) return list(tab);
  look_soon(tab);
}

// A page looks at its store every three seconds while something is in it. A look that would find what the
// last one has found is left out, until something has changed: the courses of hours would be made of them.
void World::look_soon(std::size_t tab) {
  Tab& one = tabs_[tab];
  if (!one.waits || one.will_look || one.life == 0) return;
  const outbox::Outbox& box = one.app->casebook().outbox;
  const bool is_elsewhere = std::ranges::any_of(
      box.entries, [](const auto& entry) { return entry.state == outbox::Entry::State::kElsewhere; });
  if (one.unread == 0 && one.seen == store_of(tab).version() && !is_elsewhere && box.dropped.empty()) return;
  one.will_look = true;
  in_tab(tab, kLookAgain, [this, tab] {
    tabs_[tab].will_look = false;
    list(tab);
  });
}

void World::wake_lookers(std::size_t browser) {
  for (std::size_t tab = browser; tab < tabs_.size(); tab += browsers_.size()) look_soon(tab);
}

void World::save(std::size_t tab, const effects::SaveChanges& what) {
  std::vector<std::string> ids;
  for (const Json& record : what.records) {
    ids.push_back(json::text(record, "id"));
    if (const auto change = outbox::read_change(record)) audit_.wanted(*change);
  }
  note(tab, "saves", what.records.empty() ? "" : json::dump(what.records.back()));
  if (!is_healed_ && tabs_[tab].has_store && (strikes(Fault::kTornWrite) || strikes(Fault::kUnsureWrite))) {
    const bool is_all = dice_.chance(0.5) || what.records.size() < 2;
    const std::size_t kept = is_all ? what.records.size() : what.records.size() / 2;
    const std::vector<Json> records(what.records.begin(),
                                    what.records.begin() + static_cast<std::ptrdiff_t>(kept));
    for (const std::string& id : ids) audit_.unsure(id);
    return store_call(
        tab, false, [records](Store& store) { store.save(records); },
        [this, tab, ids](bool) { deliver(tab, casebook::Message(casebook::ChangesNotSaved{ids})); });
  }
  const bool is_lost = is_planted(Defect::kLosesSaves);
  store_call(
      tab, strikes(Fault::kQuota),
      [records = is_lost ? std::vector<Json>() : what.records](Store& store) { store.save(records); },
      [this, tab, ids](bool is_saved) {
        note(tab, is_saved ? "saved" : "not saved", ids.empty() ? "" : ids.back());
        if (!is_saved) return deliver(tab, casebook::Message(casebook::ChangesNotSaved{ids}));
        for (const std::string& id : ids) audit_.promised(id);
        hint(tab);
        deliver(tab, casebook::Message(casebook::ChangesSaved{ids}));
      });
}

void World::update(std::size_t tab, const effects::UpdateChanges& what) {
  note(tab, "updates", what.records.empty() ? "" : json::text(what.records.back(), "id"));
  store_call(
      tab, strikes(Fault::kQuota), [records = what.records](Store& store) { store.update(records); },
      [this, tab](bool is_saved) {
        if (is_saved) hint(tab);
      });
}

void World::claim(std::size_t tab, const effects::ClaimChange& what) {
  if (is_planted(Defect::kDropsUnconfirmed))
    return drop(tab, {.ids = {what.id}, .external_id = {}, .case_id = {}});
  if (const Json* record = store_of(tab).find(what.id); record && json::integer(*record, "claims") > 0)
    recovers(Recovery::kClaimingAgain);
  const auto answer = std::make_shared<Claimed>();
  const std::string own = tabs_[tab].owner;
  const bool is_granted = is_planted(Defect::kGrantsEveryClaim);
  store_call(
      tab, strikes(Fault::kClaimFails),
      [this, tab, what, own, answer, is_granted](Store& store) {
        const effects::ClaimChange wanted{what.id, what.until, is_granted ? 0 : what.linger};
        *answer = store.claim(wanted, own, wall(tab), [&](const std::string& owner) {
          return !is_granted && std::ranges::any_of(tabs_, [&](const Tab& one) {
            return one.life != 0 && one.owner == owner;
          });
        });
      },
      [this, tab, what, answer](bool is_there) {
        note(tab, answer->claims > 0 ? "claims" : "may not claim", what.id);
        if (is_there && answer->claims > 0)
          return deliver(tab, casebook::Message(casebook::ChangeClaimed{what.id, answer->claims}));
        const std::uint32_t life = tabs_[tab].life;
        deliver(tab,
                casebook::Message(casebook::ClaimRefused{what.id, is_there ? answer->until : 0, is_there}));
        if (is_there && answer->is_gone && tabs_[tab].life == life) list(tab);
      });
}

void World::release(std::size_t tab, const effects::ReleaseChange& what) {
  note(tab, "releases", what.id);
  store_call(
      tab, strikes(Fault::kDropFails),
      [what, own = tabs_[tab].owner](Store& store) { store.release(what.id, own, what.surely_not_done); },
      [this, tab](bool is_there) {
        if (is_there) hint(tab);
      });
}

void World::drop(std::size_t tab, const effects::DropChanges& what) {
  for (const std::string& id : what.ids) {
    note(tab, is_acting_ ? "gives up" : "drops", id);
    if (is_acting_) audit_.given_up(id);
    audit_.dropping(id, service_);
  }
  const bool is_kept = is_planted(Defect::kKeepsDropped);
  store_call(
      tab, strikes(Fault::kDropFails),
      [what, is_kept](Store& store) {
        if (!is_kept) store.drop(what);
      },
      [this, tab](bool is_there) {
        if (is_there) return hint(tab);
        tabs_[tab].waits = true;
        look_soon(tab);
      });
}

void World::hint(std::size_t but) {
  for (std::size_t tab = browser_of(but); tab < tabs_.size(); tab += browsers_.size())
    if (tab != but) in_tab(tab, kTransaction, [this, tab] { list(tab); });
}

}  // namespace simulation
