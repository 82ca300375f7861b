#include "store.h"

#include <algorithm>

namespace simulation {
namespace {

std::string case_of(const Json& change) {
  std::string id = json::text(change, "case_id");
  return id.empty() ? json::text(change, "external_id") : id;
}

}  // namespace

// Tabs have one clock. A claim of later than now was made before that was set back: it counts from now.
void Store::count_from_now(Kept& claimed, double now) {
  constexpr double kApart = 1;  // what a claim may be younger than the question, which waits for its turn
  const double ahead = claimed.claimed_at - now;
  if (ahead <= kApart) return;
  claimed.claimed_at -= ahead;
  claimed.until -= ahead;
}

std::vector<Store::Kept>::iterator Store::at(const std::string& id) {
  return std::ranges::find_if(all_, [&](const Kept& one) { return json::text(one.change, "id") == id; });
}

const Json* Store::find(const std::string& id) const {
  const auto found =
      std::ranges::find_if(all_, [&](const Kept& one) { return json::text(one.change, "id") == id; });
  return found == all_.end() ? nullptr : &found->change;
}

std::vector<Json> Store::list() const {
  std::vector<Json> changes;
  for (const Kept& one : all_) changes.push_back(one.change);
  return changes;
}

void Store::clear() {
  ++version_;
  all_.clear();
}

void Store::rewrite_newer() {
  for (Kept& one : all_)
    if (json::text(one.change, "kind") == "merge") json::set(one.change, "with", "");
}

void Store::save(std::span<const Json> changes) {
  ++version_;
  for (const Json& change : changes) {
    const auto known = at(json::text(change, "id"));
    if (known == all_.end()) {
      all_.push_back({.change = change, .owner = {}});
    } else {
      const std::int64_t claims = json::integer(known->change, "claims");
      known->change = change;
      json::set(known->change, "claims", claims);
    }
  }
}

void Store::update(std::span<const Json> changes) {
  for (const Json& change : changes)
    if (find(json::text(change, "id"))) save({&change, 1});
}

Claimed Store::claim(const effects::ClaimChange& wanted, const std::string& owner, double now,
                     const std::function<bool(const std::string&)>& lives) {
  const auto found = at(wanted.id);
  if (found == all_.end()) return {.is_gone = true};
  for (Kept& other : all_) {
    if (case_of(other.change) != case_of(found->change)) continue;
    count_from_now(other, now);
    if (!other.owner.empty() && other.owner != owner && other.until > now && lives(other.owner))
      return {.until = other.until};
  }
  const std::int64_t claims = json::integer(found->change, "claims");
  if (claims > 0 && now < found->claimed_at + wanted.linger)
    return {.until = found->claimed_at + wanted.linger};
  ++version_;
  json::set(found->change, "claims", claims + 1);
  found->owner = owner;
  found->until = wanted.until;
  found->claimed_at = now;
  return {.claims = static_cast<std::uint32_t>(claims + 1)};
}

void Store::release(const std::string& id, const std::string& owner, bool surely_not_done) {
  const auto found = at(id);
  if (found == all_.end() || found->owner != owner) return;
  ++version_;
  found->owner.clear();
  if (surely_not_done) json::set(found->change, "claims", 0);
}

void Store::drop(const effects::DropChanges& what) {
  ++version_;
  std::erase_if(
      all_, [&](const Kept& one) { return std::ranges::contains(what.ids, json::text(one.change, "id")); });
  if (what.external_id.empty()) return;
  for (Kept& one : all_)
    if (json::text(one.change, "external_id") == what.external_id &&
        json::text(one.change, "case_id").empty())
      json::set(one.change, "case_id", what.case_id);
}

}  // namespace simulation
