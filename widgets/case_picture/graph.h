// The observables of a case and what they have to do with each other, laid out on a plane. Numbers only;
// view_graph.cc and svg.cc draw them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "threat_response/sightings.h"

namespace case_picture {

struct Node {
  threat_response::Observable observable;
  bool in_case = false;
  float x = 0, y = 0;              // CSS pixels at scale 1, x towards the end
  std::vector<std::size_t> edges;  // in Graph::edges
};
struct Edge {
  std::size_t source = 0, related = 0;  // in Graph::nodes
  std::string name;                     // "Resolved To": for people
  std::string origin;                   // who has seen it first
  std::size_t times = 0;                // in how many sightings
};
struct Graph {
  std::vector<Node> nodes;  // those of the case first
  std::vector<Edge> edges;
  std::size_t left_out_nodes = 0, left_out_edges = 0;  // what would be too many to see
};

inline constexpr std::size_t kMostNodes = 500, kMostEdges = 2000;

// With its places: the same for the same sightings, found in a bounded number of steps.
Graph graph_of(const threat_response::Sightings& sightings);

// What of the plane is seen: the point in the middle, and how large.
struct Place {
  float scale = 1, x = 0, y = 0;
  bool operator==(const Place&) const = default;
};
// All of it in a box, with room for what stands under the nodes.
Place fitted(const Graph& graph, float width, float height);
// x and y from the middle of the box, CSS pixels; what is there stays there.
Place zoomed(Place place, float factor, float x, float y);
// The nearest that shows a node in the box.
Place showing(Place place, const Node& node, float width, float height);

enum class Direction { kStart, kEnd, kUp, kDown, kFirst, kLast };
// The node that lies that way: a neighbour where one does, else whichever is next; nothing at the edge. From
// nowhere it is the first.
std::optional<std::size_t> next_node(const Graph& graph, std::optional<std::size_t> from,
                                     Direction direction);
std::optional<std::size_t> find_node(const Graph& graph, const threat_response::Observable& observable);

}  // namespace case_picture
