#include "case_picture/words.h"

#include <algorithm>
#include <set>

#include "messages/locale.h"

namespace case_picture {
namespace {

using messages::Language;
using messages::Text;
using threat_response::Observable;
using threat_response::Sightings;

constexpr std::size_t kNamed = 3;  // of many

std::string joined(Language language, std::vector<std::string> names) {
  if (names.size() <= kNamed) return messages::list_words(language, names);
  const std::size_t more = names.size() - kNamed;
  names.resize(kNamed);
  return messages::text(
      language, Text::kAndMore,
      {messages::list_words(language, names), messages::number(language, static_cast<double>(more))});
}

std::string seen_words(Language language, const std::vector<Observable>& observables,
                       const std::vector<std::string>& modules, std::int64_t count, double last) {
  const std::string when =
      last > 0 ? messages::date(language, last) : messages::text(language, Text::kNoTime);
  return messages::plural_text(language, Text::kSeen, static_cast<double>(count),
                               {names_of(language, observables), joined(language, modules), when});
}

template <typename Value>
void add_once(std::vector<Value>& all, const Value& one) {
  if (!std::ranges::contains(all, one)) all.push_back(one);
}

}  // namespace

std::string names_of(Language language, const std::vector<Observable>& observables) {
  std::vector<std::string> names;
  for (const Observable& one : observables) names.push_back(one.value);
  return joined(language, std::move(names));
}

std::string mark_words(Language language, const Sightings& sightings, const Mark& mark) {
  std::vector<Observable> observables;
  std::vector<std::string> modules;
  for (const std::size_t at : mark.sightings) {
    if (at >= sightings.found().size()) continue;
    const auto& [module, sighting] = sightings.found()[at];
    add_once(modules, sightings.modules()[module].module.name);
    for (const Observable& one : sighting.observables) add_once(observables, one);
  }
  return seen_words(language, observables, modules, mark.count, mark.until);
}

std::string sighting_words(Language language, const Sightings& sightings, std::size_t sighting) {
  const auto& found = sightings.found().at(sighting);
  return seen_words(language, found.sighting.observables, {sightings.modules()[found.module].module.name},
                    found.sighting.count, found.sighting.seen_until);
}

std::string time_words(Language language, const threat_response::Sighting& sighting) {
  if (sighting.seen_from <= 0) return messages::text(language, Text::kNoTime);
  const std::string from = messages::moment(language, sighting.seen_from);
  if (sighting.seen_until - sighting.seen_from < 60) return from;
  return messages::text(language, Text::kFromUntil, {from, messages::moment(language, sighting.seen_until)});
}

std::string node_words(Language language, const Node& node, threat_response::Disposition disposition) {
  return messages::plural_text(language, Text::kNodeFacts, static_cast<double>(node.edges.size()),
                               {node.observable.value, messages::disposition_words(language, disposition)});
}

std::string edge_words(Language language, const Graph& graph, const Edge& edge) {
  return messages::text(
      language, Text::kRelation,
      {graph.nodes[edge.source].observable.value, edge.name, graph.nodes[edge.related].observable.value});
}

std::string tick_words(Language language, const Axis& axis, double time) {
  if (axis.step > 300 * 86'400.0) return messages::date(language, time);
  if (axis.by_day()) return messages::day(language, time);
  // Midnight is told by the day that begins.
  const double local = time + messages::zone_offset(time);
  const bool midnight = static_cast<std::int64_t>(local) % 86'400 == 0;
  return midnight ? messages::day(language, time) : messages::clock(language, time);
}

}  // namespace case_picture
