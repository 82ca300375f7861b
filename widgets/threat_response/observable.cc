#include "threat_response/observable.h"

#include "observables/find.h"

namespace threat_response {

std::size_t ObservableHash::operator()(const Observable& observable) const {
  constexpr std::hash<std::string> kHash;
  return kHash(observable.value) * 31 + kHash(observable.type);
}

std::optional<observables::Observable> recognised(const Observable& observable) {
  const auto type = observables::type_from_name(observable.type);
  if (!type) return std::nullopt;
  return observables::Observable{*type, observable.value};
}

Observable canonical(const Observable& observable) {
  const auto type = observables::type_from_name(observable.type);
  if (!type) return observable;
  const observables::Hits hits = observables::recognise_as(*type, observable.value);
  if (hits.list.size() != 1 || hits.list.front().type != *type) return observable;
  return {observable.type, std::string(hits.value(hits.list.front()))};
}

ObservableSet canonical_of(const std::vector<Observable>& observables) {
  ObservableSet canonicals;
  canonicals.reserve(observables.size());
  for (const Observable& one : observables) canonicals.insert(canonical(one));
  return canonicals;
}

bool same(const Observable& a, const Observable& b) {
  if (a.type != b.type) return false;
  return a.value == b.value || canonical(a) == canonical(b);
}

Json to_json(const Observable& observable) {
  return json::object({{"type", observable.type}, {"value", observable.value}});
}

std::optional<Observable> read_observable(const Json& document) {
  Observable read{json::text(document, "type"), json::text(document, "value")};
  if (read.type.empty() || read.value.empty()) return std::nullopt;
  return read;
}

Json to_json(const std::vector<Observable>& observables) {
  Json list = json::list({});
  for (const Observable& observable : observables) json::append(list, to_json(observable));
  return list;
}

std::vector<Observable> read_observables(const std::vector<const Json*>& elements) {
  std::vector<Observable> all;
  for (const Json* item : elements)
    if (auto read = read_observable(*item)) all.push_back(*std::move(read));
  return all;
}

}  // namespace threat_response
