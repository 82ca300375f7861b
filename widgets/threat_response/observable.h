// An observable as the service speaks of it: of any of its kinds, also those the recogniser does not know.
//
// The service's list of kinds is longer than ours and grows (threat-response-api.md 3.1), and cases hold what
// colleagues put in with other tools. Such observables are kept, shown and asked about like any other.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "json/json.h"
#include "observables/observable.h"

namespace threat_response {

struct Observable {
  std::string type;   // "ip", "sha256", "hostname": as the service writes it
  std::string value;  // as the service has it: compare with same()

  Observable() = default;
  Observable(std::string its_type, std::string its_value)
      : type(std::move(its_type)), value(std::move(its_value)) {}
  // What was found in a page is one of the service's, as it stands.
  Observable(const observables::Observable& found)
      : type(observables::type_name(found.type)), value(found.value) {}

  auto operator<=>(const Observable&) const = default;
};

struct ObservableHash {
  std::size_t operator()(const Observable& observable) const;
};
// Cases hold tens of thousands: to find one must not take longer for that.
using ObservableSet = std::unordered_set<Observable, ObservableHash>;

// The same with the canonical value, when its kind is one the recogniser knows and the value is one of that
// kind; any other as it is.
Observable canonical(const Observable& observable);
ObservableSet canonical_of(const std::vector<Observable>& observables);
// Whether two mean the same although one may be written differently (D-24).
bool same(const Observable& a, const Observable& b);

// The observable as the recogniser's, for disguising it; nothing for a kind it does not know.
std::optional<observables::Observable> recognised(const Observable& observable);

// {"type", "value"}. Nothing for a document that is no observable: a type and a value, neither empty.
Json to_json(const Observable& observable);
std::optional<Observable> read_observable(const Json& document);
// A bare array of them, the body of the calls about observables (api.md 4.1).
Json to_json(const std::vector<Observable>& observables);
// Those of a list's elements (json.h); what is none is left out.
std::vector<Observable> read_observables(const std::vector<const Json*>& elements);

}  // namespace threat_response
