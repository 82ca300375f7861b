// A service, some browsers and their tabs, under a virtual clock: each tab is the whole client core
// (app/app.h) with what a page does around it (web/elements/runtime.js). One seed, one course of events, to
// the byte.
//
// The audit (audit.h) sees every call and every write as it happens.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "audit.h"
#include "defects.h"
#include "dice.h"
#include "faults.h"
#include "service.h"
#include "store.h"

namespace simulation {

// A second fault, at the first of these steps.
struct Strike {
  Fault fault = Fault::kCallLost;
  Recovery step = Recovery::kOpening;
};
// The call of this number fails, of all to the store and to the service; `from_then_on`: and all later ones.
struct Failing {
  std::size_t number = 0;  // from 1; 0 for none
  bool from_then_on = false;
  bool is_done = false;  // a call of the service is done, and its answer is lost
};
struct Setup {
  std::uint64_t seed = 1;
  std::size_t tabs = 2, browsers = 1;
  Rates rates = {};
  std::optional<Strike> strike = {};
  Failing failing = {};
  Defect defect = Defect::kNone;
  bool tells = false;  // prints the course
};

class World {
 public:
  explicit World(const Setup& setup);
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  // --- the hand of the course
  // What a person does in a tab. Nothing when the tab is frozen or gone.
  void say(std::size_t tab, const app::Message& message);
  const app::App* look(std::size_t tab) const;  // null when it is frozen or gone
  void advance(double seconds);
  // Until nothing is due any more; false when that takes days, or events without end.
  bool rest();
  // From now on nothing fails.
  void heal();
  Dice& dice() { return dice_; }
  std::size_t tabs() const { return tabs_.size(); }

  // --- what has become of it
  const Service& service() const { return service_; }
  const std::vector<Store>& stores() const { return stores_; }
  Audit& audit() { return audit_; }
  std::uint64_t digest() const { return digest_; }
  double seconds() const { return now_ - kBegin; }
  std::size_t events() const { return count_; }
  std::size_t calls() const { return calls_; }        // of the service
  std::size_t fallible() const { return fallible_; }  // calls of the store and of the service
  bool has_struck() const { return has_struck_; }     // Setup::strike
  const std::array<std::size_t, kFaults>& struck() const { return struck_; }
  std::size_t entries() const;  // in the outboxes of all tabs

 private:
  static constexpr double kBegin = 1'800'000'000;
  using Event = std::function<void()>;
  struct Tab {
    std::unique_ptr<app::App> app;
    std::string owner;
    std::uint32_t life = 0;  // 0: there is none; events for an earlier one come too late
    bool is_frozen = false, has_store = true, will_have_store = true;
    std::vector<Event> held;  // while it is frozen
    bool lists = false, lists_again = false, waits = false, will_look = false;
    std::uint64_t seen = 0;  // of the store: its version
    bool is_new = true;
    int unread = 0;            // looks at the store that have failed
    double store_free_at = 0;  // when its last transaction ends
    std::uint32_t waking = 0;  // of its timer: earlier ones are cancelled
    bool is_tended = false;
    double patience = 5;
    std::uint32_t token_call = 0;
    double token_until = 0;
    std::map<threat_response::CallId, int> answered;  // with what status, of those that may be sent again
  };
  struct Browser {
    double skew = 0;
    std::string current_case;
    double pause = 0, pause_heard_at = 0;
    std::size_t in_flight = 0;
  };
  struct Wire;  // how one call is treated

  // --- time (world.cc)
  void at(double delay, Event event);
  void in_tab(std::size_t tab, double delay, Event event);
  void step();
  std::size_t browser_of(std::size_t tab) const { return tab % browsers_.size(); }
  double wall(std::size_t tab) const { return now_ + browsers_[browser_of(tab)].skew; }
  void note(std::size_t tab, std::string_view what, std::string_view detail);

  // --- faults (world.cc)
  bool strikes(Fault fault);
  bool fails_now();
  bool is_planted(Defect defect);
  void recovers(Recovery recovery);
  void afflict(std::size_t tab);
  void kill(std::size_t tab, double reopens_after);
  void freeze(std::size_t tab);
  void shift_clock(std::size_t tab, double seconds);
  void evict(std::size_t tab);
  void leave_newer_record(std::size_t tab);

  // --- a page (page.cc)
  void open(std::size_t tab);
  void deliver(std::size_t tab, const app::Message& message);
  void carry_out(std::size_t tab, const app::Order& order);
  void tend(std::size_t tab);
  void attend(std::size_t tab);
  void answer_for(std::size_t tab, const outbox::Entry& entry);
  void remember_case(std::size_t tab, const std::string& id);
  void keep_pause(std::size_t tab, double until);
  double kept_pause(std::size_t tab) const;

  // --- its store (page_store.cc)
  Store& store_of(std::size_t tab) { return stores_[browser_of(tab)]; }
  void store_call(std::size_t tab, bool fails, std::function<void(Store&)> act,
                  std::function<void(bool)> answer);
  void list(std::size_t tab);
  void listed(std::size_t tab, std::optional<std::vector<Json>> changes);
  void save(std::size_t tab, const effects::SaveChanges& what);
  void update(std::size_t tab, const effects::UpdateChanges& what);
  void claim(std::size_t tab, const effects::ClaimChange& what);
  void release(std::size_t tab, const effects::ReleaseChange& what);
  void drop(std::size_t tab, const effects::DropChanges& what);
  void hint(std::size_t but);
  void look_soon(std::size_t tab);
  void wake_lookers(std::size_t browser);

  // --- its calls (page_wire.cc)
  void send(std::size_t tab, const app::StartCall& call);
  std::optional<threat_response::Reply> stopped(std::size_t tab, const app::StartCall& call, double& after);
  // A call on its way: of this life of the page, which hears no answer to the calls of an earlier one.
  struct Sent {
    std::size_t tab = 0;
    std::uint32_t life = 0;
    threat_response::CallId id = 0;
    std::uint32_t serial = 0;
  };
  void arrive(const Sent& sent, const app::StartCall& call);
  // `pause`: until when the answer asks to wait; 0 when it does not, or nobody can know.
  void reply(const Sent& sent, double after, threat_response::Reply reply, double pause = 0);
  threat_response::Reply too_many(double& until);
  std::string spoilt(const std::string& body);
  void note_recovery(std::size_t tab, const app::StartCall& call);

  Setup setup_;
  Dice dice_;
  double now_ = kBegin;
  std::multimap<double, Event> events_;
  std::vector<Browser> browsers_;
  std::vector<Store> stores_;
  std::vector<Tab> tabs_;
  Service service_;
  Audit audit_;
  bool is_healed_ = false, has_struck_ = false, is_acting_ = false;
  std::optional<Fault> armed_;
  std::array<std::size_t, kFaults> struck_{};
  std::uint64_t digest_ = 0xCBF29CE484222325U;
  std::size_t count_ = 0, calls_ = 0, fallible_ = 0;
  std::uint32_t lives_ = 0, serials_ = 0, newer_ = 0;
};

}  // namespace simulation
