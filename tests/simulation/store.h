// The store of one browser, as shims/store.js promises it: each call is one transaction.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "effects/effect.h"

namespace simulation {

struct Claimed {
  bool is_gone = false;
  std::uint32_t claims = 0;  // 0: refused
  double until = 0;          // then: when to ask again
};

class Store {
 public:
  // Without what is the store's own: whose a change is, and its place.
  std::vector<Json> list() const;
  // New ones at the end, others in their place and with the claims they have.
  void save(std::span<const Json> changes);
  // Those that it has.
  void update(std::span<const Json> changes);
  Claimed claim(const effects::ClaimChange& wanted, const std::string& owner, double now,
                const std::function<bool(const std::string&)>& lives);
  void release(const std::string& id, const std::string& owner, bool surely_not_done);
  void drop(const effects::DropChanges& what);
  void clear();
  // Defect::kOverwritesNewer
  void rewrite_newer();
  // Another after every change.
  std::uint64_t version() const { return version_; }

  // Null for one that is not there. Valid until the store changes.
  const Json* find(const std::string& id) const;

 private:
  struct Kept {
    Json change;
    std::string owner;
    double until = 0, claimed_at = 0;
  };
  static void count_from_now(Kept& claimed, double now);
  std::vector<Kept>::iterator at(const std::string& id);

  std::vector<Kept> all_;
  std::uint64_t version_ = 0;
};

}  // namespace simulation
