// What the pictures say: sentences about sightings, marks and nodes, for people who look and who listen, and
// for the export.
#pragma once

#include <string>
#include <vector>

#include "case_picture/graph.h"
#include "case_picture/timeline.h"
#include "messages/messages.h"

namespace case_picture {

// "bit.ly: seen 4 times by Example Reputation, last Nov 21, 2026"
std::string mark_words(messages::Language language, const threat_response::Sightings& sightings,
                       const Mark& mark);
std::string sighting_words(messages::Language language, const threat_response::Sightings& sightings,
                           std::size_t sighting);
// "Nov 21, 2026, 8:00 AM GMT+1", "... until ...", or that it does not say.
std::string time_words(messages::Language language, const threat_response::Sighting& sighting);
// "bit.ly, Common, 3 relations"
std::string node_words(messages::Language language, const Node& node,
                       threat_response::Disposition disposition);
// "bit.ly - Resolved To - 192.0.2.1"
std::string edge_words(messages::Language language, const Graph& graph, const Edge& edge);
// A tick of an axis.
std::string tick_words(messages::Language language, const Axis& axis, double time);
// Names, the first few of many.
std::string names_of(messages::Language language,
                     const std::vector<threat_response::Observable>& observables);

}  // namespace case_picture
