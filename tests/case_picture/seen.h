// A case that has been asked about, for tests of its pictures.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "json/json.h"
#include "threat_response/sightings.h"

namespace seen {

using threat_response::Observable;

inline const Observable kShort{"domain", "bit.ly"};
inline const Observable kBad{"domain", "pay-update.example"};
inline const Observable kAddress{"ip", "192.0.2.17"};

// 2026-11-01T00:00:00Z and so many hours.
inline constexpr double kStart = 1'793'491'200;
inline constexpr double hours(double count) { return kStart + 3600 * count; }

struct Sighting {
  std::string module;
  std::vector<Observable> about;
  std::string from, until = "";  // ISO times
  int count = 1;
  std::vector<std::pair<Observable, Observable>> relations = {};
  std::string title = "Seen";
};

inline Json document_of(const Sighting& one) {
  Json relations = json::list({});
  for (const auto& [source, related] : one.relations)
    json::append(relations, json::object({{"origin", "Proxy"},
                                          {"relation", "Resolved_To"},
                                          {"source", to_json(source)},
                                          {"related", to_json(related)}}));
  Json time = json::object({});
  if (!one.from.empty()) json::set(time, "start_time", one.from);
  if (!one.until.empty()) json::set(time, "end_time", one.until);
  return json::object({{"title", one.title},
                       {"count", one.count},
                       {"observables", to_json(one.about)},
                       {"observed_time", std::move(time)},
                       {"relations", std::move(relations)}});
}

inline threat_response::Sightings sightings(const std::vector<Observable>& observables,
                                            const std::vector<Sighting>& all) {
  threat_response::Sightings out;
  const auto calls = out.ask(observables, threat_response::Sightings::kMissing);
  Json data = json::list({});
  for (const Sighting& one : all)
    json::append(
        data,
        json::object({{"module", one.module},
                      {"module_instance_id", one.module},
                      {"data", json::object({{"sightings",
                                              json::object({{"docs", json::list({document_of(one)})}})}})}}));
  for (const auto& call : calls)
    out.replied(call.id, {.status = 200, .body = json::dump(json::object({{"data", data}}))});
  return out;
}

inline threat_response::Sightings small_case() {
  return sightings({kShort, kBad, kAddress},
                   {{"Reputation", {kShort}, "2026-11-01T10:00:00.000Z", "", 4},
                    {"Reputation",
                     {kBad, kAddress},
                     "2026-11-11T10:00:00.000Z",
                     "2026-11-12T10:00:00.000Z",
                     57,
                     {{kBad, kAddress}}},
                    {"Second", {kBad}, "2026-11-21T10:00:00.000Z", "", 1, {{kBad, kAddress}}},
                    {"Second", {kShort}, "", "", 2}});
}

}  // namespace seen
