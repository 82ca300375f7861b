#include "appliance/relay/module_call.h"

#include <algorithm>
#include <format>
#include <map>

#include "appliance/relay/seen.h"

namespace appliance {
namespace {

using relay::Observable;
using relay::Seen;

constexpr std::size_t kMostOfOne = 50, kMostOfAll = 200;

http::Response refused(int status, std::string_view code, std::string_view sentence) {
  return http::json_response(
      status, json::object({{"errors", json::list({json::object(
                                           {{"code", code}, {"message", sentence}, {"type", "error"}})})}}));
}

http::Response told(Json data) { return http::json_response(200, json::object({{"data", std::move(data)}})); }

Json to_json(const Observable& one) { return json::object({{"type", one.type}, {"value", one.value}}); }

Json to_json(const std::vector<Observable>& observables) {
  Json list = json::list({});
  for (const Observable& one : observables) json::append(list, to_json(one));
  return list;
}

// The days from the first to the last, as the pages take them.
std::string days(Instant first, Instant last) {
  const Instant start = first / kDay * kDay, end = last / kDay * kDay + kDay;
  return "startDate=" + http::percent_encode(iso_text(start)) +
         "&endDate=" + http::percent_encode(iso_text(end));
}

std::string link_to(const std::string& origin, const Seen& seen) {
  const std::string& path = seen.details.empty() ? seen.page : seen.details;
  return origin + path + (path.contains('?') ? '&' : '?') + days(seen.when, seen.when);
}

Json sighting(const Json& asked, const Seen& seen, const std::string& origin, const std::string& name) {
  const Json when = json::object({{"start_time", iso_text(seen.when)}});
  Json doc = json::object({{"type", "sighting"},
                           {"title", seen.title},
                           {"observables", json::list({asked})},
                           {"observed_time", when},
                           {"count", seen.count},
                           {"confidence", "High"},
                           {"source", name},
                           {"source_uri", link_to(origin, seen)}});
  if (!seen.description.empty()) json::set(doc, "description", seen.description);
  Json targets = json::list({}), relations = json::list({});
  for (const relay::Target& target : seen.targets)
    json::append(targets, json::object({{"type", target.type},
                                        {"observables", to_json(target.observables)},
                                        {"observed_time", when}}));
  for (const relay::Relation& relation : seen.relations)
    json::append(relations, json::object({{"origin", name},
                                          {"relation", relation.name},
                                          {"source", to_json(relation.source)},
                                          {"related", to_json(relation.related)}}));
  if (!json::elements(targets).empty()) json::set(doc, "targets", std::move(targets));
  if (!json::elements(relations).empty()) json::set(doc, "relations", std::move(relations));
  return doc;
}

// The rows that show the observable, the latest first.
std::vector<const Seen*> rows_of(const std::vector<Seen>& all, const Json& asked) {
  const Observable meant = relay::canonical(json::text(asked, "type"), json::text(asked, "value"));
  std::vector<const Seen*> rows;
  for (const Seen& seen : all)
    if (std::ranges::contains(seen.observables, meant)) rows.push_back(&seen);
  return rows;
}

Json sightings(const Json& body, Traffic& traffic, const std::string& origin, const std::string& name) {
  const std::vector<Seen> all = relay::all_seen(traffic);
  Json docs = json::list({});
  std::size_t count = 0, used = 0;
  for (const Json* asked : json::elements(body)) {
    const std::vector<const Seen*> rows = rows_of(all, *asked);
    count += rows.size();
    for (std::size_t i = 0; i < std::min({rows.size(), kMostOfOne, kMostOfAll - used}); ++i)
      json::append(docs, sighting(*asked, *rows[i], origin, name));
    used = json::elements(docs).size();
  }
  if (count == 0) return json::object({});
  return json::object({{"sightings", json::object({{"count", count}, {"docs", std::move(docs)}})}});
}

// "23 Nov 2026"
std::string day(Instant instant) { return asyncos_text(instant).substr(0, 11); }

// A page that shows an observable, how often it was seen there, and from when until when it does.
struct Place {
  std::string title;
  Instant first = 0, last = 0;
  std::int64_t count = 0;
};

Json links(const Json& body, Traffic& traffic, const std::string& origin, const std::string& name) {
  const std::vector<Seen> all = relay::all_seen(traffic);
  Json list = json::list({});
  for (const Json* asked : json::elements(body)) {
    std::map<std::string, Place> places;
    for (const Seen* seen : rows_of(all, *asked)) {
      Place& place =
          places.emplace(seen->page, Place{seen->page_title, seen->when, seen->when}).first->second;
      place.count += seen->count;
      place.first = std::min(place.first, seen->when);
    }
    for (const auto& [path, place] : places)
      json::append(list,
                   json::object({{"id", std::format("ref-{}{}-{}-{}", name, path, json::text(*asked, "type"),
                                                    json::text(*asked, "value"))},
                                 {"title", std::format("{}: seen {} {}, last on {}", place.title, place.count,
                                                       place.count == 1 ? "time" : "times", day(place.last))},
                                 {"description", std::format("Where {} shows it", name)},
                                 {"categories", json::list({name})},
                                 {"url", origin + path + '?' + days(place.first, place.last)}}));
  }
  return list;
}

bool is_list_of_observables(const Json& body) {
  const auto elements = json::elements(body);
  return json::is_array(body) && std::ranges::all_of(elements, [](const Json* one) {
           return !json::text(*one, "type").empty() && !json::text(*one, "value").empty();
         });
}

}  // namespace

http::Response answer_module_call(const std::string& path, const Json& body, Traffic& traffic,
                                  const std::string& origin, const std::string& name) {
  if (path == "/health") return told(json::object({{"status", "ok"}}));
  const bool observes = path == "/observe/observables", refers = path == "/refer/observables";
  if (!observes && !refers && path != "/deliberate/observables" && path != "/respond/observables")
    return refused(404, "not found", "This appliance is not asked that.");
  if (!is_list_of_observables(body))
    return refused(400, "invalid payload", "The body must be a list of observables.");
  if (observes) return told(sightings(body, traffic, origin, name));
  if (refers) return told(links(body, traffic, origin, name));
  return told(path == "/respond/observables" ? json::list({}) : json::object({}));
}

}  // namespace appliance
