// A service and some tabs, in one browser or several with a store each, with a clock of their own, to see
// what becomes of changes when calls are lost, tabs die and two write at the same moment. One seed, one
// course of events.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "outbox/outbox.h"

namespace world {

using outbox::Case;
using outbox::Change;
using outbox::Observable;

// How often, 0 to 1, something goes wrong.
struct Faults {
  double lost_before = 0;  // the call never arrives
  double lost_after = 0;   // it is done, and the answer does not arrive
  double failed = 0;       // 503, nothing is done
  double late_write = 0;   // reads the case now and writes it seconds later
  double killed_tab = 0;   // after a step of a tab it is closed, and another one opened
  double full_store = 0;
};

class World {
 public:
  // Every browser's tabs are those whose index leaves the same remainder.
  World(std::uint32_t seed, Faults faults, std::size_t tabs, std::size_t browsers = 1);

  // `tab` makes a change of a case, which is named by its external id.
  Change make(std::size_t tab, const std::string& external_id, outbox::What what);
  // Lets the time pass, until nothing is due any more. False when that takes more than some days.
  bool run();
  void advance(double seconds);
  void stop_faults() { faults_ = {}; }
  void kill(std::size_t tab);

  const outbox::Outbox& tab(std::size_t index) const { return tabs_[index].outbox; }
  const std::vector<Case>& cases() const { return cases_; }
  // All changes that were in the store at any time: the user has been told that they are kept.
  const std::map<std::string, Change>& promised() const { return promised_; }
  std::size_t stored() const;
  std::size_t calls() const { return calls_; }
  double now() const { return now_; }

 private:
  struct Tab {
    outbox::Outbox outbox;
    std::string owner;
    std::uint32_t life = 0;  // events for an earlier one come too late
    double woken_at = 0;     // the last time it has asked for
  };
  struct Record {
    Json change;
    std::string owner;
    double until = 0, claimed_at = 0;
  };

  using Store = std::vector<Record>;

  static std::string id_of(const Record& record);
  Store& store_of(std::size_t tab) { return stores_[tab % stores_.size()]; }
  double chance() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  void at(double delay, std::function<void()> event) { events_.emplace(now_ + delay, std::move(event)); }
  void for_tab(std::size_t index, double delay, std::function<outbox::Progress(outbox::Outbox&)> step);
  void take(std::size_t index, outbox::Progress progress);
  void carry_out(std::size_t index, const effects::Effect& effect);
  void save(std::size_t index, const effects::SaveChanges& effect);
  void claim(std::size_t index, const effects::ClaimChange& effect);
  void send(std::size_t index, const effects::SendRequest& call);
  void hint(std::size_t but);
  void look_again(std::size_t index);
  void open(std::size_t index);
  static std::vector<Change> changes_in(const Store& store);
  bool lives(const std::string& owner) const;
  Case* case_of(const std::string& path);
  std::string serve(const threat_response::Request& request, int& status, std::function<void()>& later);

  std::mt19937 random_;
  Faults faults_;
  double now_ = 1'000'000;
  std::multimap<double, std::function<void()>> events_;
  std::vector<Tab> tabs_;
  std::vector<Store> stores_;  // one a browser
  std::vector<Case> cases_;
  std::map<std::string, std::string> external_ids_;  // of a case's id
  std::map<std::string, Change> promised_;
  std::size_t calls_ = 0, made_ = 0;
  std::uint32_t lives_ = 0;
};

}  // namespace world
