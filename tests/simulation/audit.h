// What must hold at every moment and in the end, whatever goes wrong (reliability figures 2 to 5, 15, 16):
//
// - nothing that a person was told is saved is lost;
// - no case is made twice, no observable and no note stands twice;
// - nothing leaves the store but by a confirmed send or by an act of a person;
// - nothing is sent before the service's Retry-After is over, from any tab of the browser that was told;
// - a failed call is tried three times at most, and repeated calls are a tenth of all;
// - an action of a module is sent once for each press;
// - what a newer version has left in the store stays as it is.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "outbox/change.h"
#include "service.h"
#include "store.h"

namespace simulation {

class Audit {
 public:
  // --- as it happens
  void wanted(const outbox::Change& change) { wanted_[change.id] = change; }
  void promised(const std::string& id) { promised_.insert(id); }
  // The store may have kept it, and has said that it has not.
  void unsure(const std::string& id) { unsure_.insert(id); }
  void given_up(const std::string& id) { given_up_.insert(id); }
  void evicted(const Store& store);
  void left_by_newer(std::size_t browser, const Json& record);
  void dropping(const std::string& id, const Service& service);
  void paused(std::size_t browser, std::uint32_t tab, double heard_at, double until);
  // The browser's clock is another now, or it has lost all that it kept.
  void pauses_forgotten(std::size_t browser);
  void sending(std::size_t browser, std::uint32_t tab, double now, const std::string& what);
  // `is_retry`: the same call once more, after it has failed.
  void sent(std::uint32_t tab, std::uint32_t call, bool is_retry);
  void pressed() { ++presses_; }
  void wrong(std::string what);

  // --- in the end
  void finish(const Service& service, const std::vector<Store>& stores, std::size_t entries);

  const std::vector<std::string>& problems() const { return problems_; }
  // Whether anything that it adds was to be removed.
  bool is_undone(const outbox::Change& change) const;
  const outbox::Change* change(const std::string& id) const;

 private:
  bool is_wanted_gone(const std::string& text) const;
  bool is_kept_by_all(const std::string& text) const;
  bool is_deleted_apart(const outbox::Change& create, const Service& service) const;
  bool is_moot(const outbox::Change& change, const Service& service) const;
  bool was_done(const outbox::Change& change, const Service& service) const;
  void check(const outbox::Change& change, const Service& service);
  void check_held(const std::string& text, const std::string& id, const Service& service);

  struct Pause {
    std::uint32_t tab = 0;
    double heard_at = 0, until = 0;
  };
  struct Traffic {
    std::size_t calls = 0, retries = 0;
    std::map<std::uint32_t, int> attempts;
  };
  std::map<std::string, outbox::Change> wanted_;  // all that was ever to be saved, as last said
  std::set<std::string> promised_, unsure_, given_up_, evicted_;
  std::map<std::string, std::pair<std::size_t, Json>> newer_;
  std::map<std::size_t, std::vector<Pause>> pauses_;  // of a browser
  std::map<std::uint32_t, Traffic> traffic_;          // of a tab
  std::size_t presses_ = 0;
  std::vector<std::string> problems_;
};

}  // namespace simulation
