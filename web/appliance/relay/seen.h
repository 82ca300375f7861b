// What the appliance's own tables have seen: rows of reports and tracking as observables, with who was
// reached and how they belong together (INT-18, B-45).
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "appliance/instant.h"
#include "appliance/traffic.h"

namespace appliance::relay {

// `type` as the service calls it, `value` canonical (observables/find.h) for what the recogniser knows.
struct Observable {
  std::string type;
  std::string value;
  auto operator<=>(const Observable&) const = default;
};

struct Relation {
  Observable source;
  std::string name;  // of CTIM, such as "Connected_To"
  Observable related;
};

struct Target {
  std::string type;  // "email" or "endpoint"
  std::vector<Observable> observables;
};

// A row.
struct Seen {
  std::string title;
  std::string description;  // "" for none
  Instant when = 0;
  std::int64_t count = 1;
  std::vector<Observable> observables;
  std::vector<Target> targets;
  std::vector<Relation> relations;
  std::string page;        // the path of the page that lists it
  std::string page_title;  // as the navigation calls that page
  std::string details;     // path and query of a page of its own, "" for none
};

// Every row there is, the newest first.
std::vector<Seen> all_seen(Traffic& traffic);

// The canonical form of an observable that somebody asks about.
Observable canonical(const std::string& type, const std::string& value);

}  // namespace appliance::relay
