#include "case_picture/graph.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace case_picture {
namespace {

using threat_response::Observable;

constexpr float kApart = 96;                        // what an edge wants to be long
constexpr float kFar = 2.6F * kApart;               // nodes this far do not push each other
constexpr float kStretch = 1.45F;                   // words are wide
constexpr float kFlat = 3;                          // a screen is wider than high
constexpr float kWordsWide = 176, kWordsHigh = 80;  // a node and what stands under it
constexpr float kMinScale = 0.05F, kMaxScale = 4;

class Builder {
 public:
  explicit Builder(Graph& graph) : graph_(graph) {}

  // Nothing when there is no room for one more.
  std::optional<std::size_t> node(const Observable& observable, bool in_case) {
    const Observable key = threat_response::canonical(observable);
    if (const auto found = nodes_.find(key); found != nodes_.end()) return found->second;
    if (graph_.nodes.size() >= kMostNodes) {
      // Counted once; how many are remembered is bounded by what Sightings keeps.
      nodes_.emplace(key, std::nullopt);
      ++graph_.left_out_nodes;
      return std::nullopt;
    }
    nodes_.emplace(key, graph_.nodes.size());
    graph_.nodes.push_back({.observable = observable, .in_case = in_case, .edges = {}});
    return graph_.nodes.size() - 1;
  }

  void edge(const threat_response::Relation& relation) {
    const auto source = node(relation.source, false), related = node(relation.related, false);
    std::string name = relation.name;
    std::ranges::replace(name, '_', ' ');
    if (!source || !related || *source == *related) {
      graph_.left_out_edges += source != related || !source;
      return;
    }
    const auto key = std::tuple(*source, *related, name);
    if (const auto found = edges_.find(key); found != edges_.end()) {
      ++graph_.edges[found->second].times;
      return;
    }
    if (graph_.edges.size() >= kMostEdges) {
      ++graph_.left_out_edges;
      return;
    }
    edges_.emplace(key, graph_.edges.size());
    for (const std::size_t end : {*source, *related}) graph_.nodes[end].edges.push_back(graph_.edges.size());
    graph_.edges.push_back(
        {.source = *source, .related = *related, .name = name, .origin = relation.origin, .times = 1});
  }

 private:
  Graph& graph_;
  std::map<Observable, std::optional<std::size_t>> nodes_;
  std::map<std::tuple<std::size_t, std::size_t, std::string>, std::size_t> edges_;
};

struct Vector {
  float x = 0, y = 0;
};

// Nodes push each other away, edges pull, everything is drawn to the middle; each step is shorter than the
// one before (Fruchterman and Reingold, 1991).
class Settling {
 public:
  explicit Settling(Graph& graph) : graph_(graph), forces_(graph.nodes.size()) {}

  void settle() {
    start();
    // Steps of 500 nodes cost 125,000 pairs: bounded to what takes less than a tenth of a second.
    const int steps = graph_.nodes.size() <= 120 ? 300 : 90;
    for (int step = 0; step < steps; ++step) {
      std::ranges::fill(forces_, Vector());
      push();
      pull();
      const float left = 1 - static_cast<float>(step) / static_cast<float>(steps);
      move(kApart * 0.6F * left * left + 0.5F);
    }
    finish();
  }

 private:
  // Places that are alike for everybody, and no two the same: a sunflower's.
  void start() {
    for (std::size_t at = 0; at < graph_.nodes.size(); ++at) {
      const float turn = 2.399963F * static_cast<float>(at);
      const float far = kApart * 0.7F * std::sqrt(static_cast<float>(at) + 0.5F);
      graph_.nodes[at].x = far * std::cos(turn);
      graph_.nodes[at].y = far * std::sin(turn);
    }
  }

  void push() {
    const std::vector<Node>& nodes = graph_.nodes;
    for (std::size_t a = 0; a < nodes.size(); ++a)
      for (std::size_t b = a + 1; b < nodes.size(); ++b) {
        const float x = nodes[a].x - nodes[b].x, y = nodes[a].y - nodes[b].y;
        const float square = x * x + y * y;
        if (square > kFar * kFar) continue;  // what has nothing to do with each other stays near all the same
        const float force = kApart * kApart / std::max(square, 25.0F);
        forces_[a].x += x * force, forces_[a].y += y * force;
        forces_[b].x -= x * force, forces_[b].y -= y * force;
      }
  }

  void pull() {
    for (const Edge& edge : graph_.edges) {
      const Node &a = graph_.nodes[edge.source], &b = graph_.nodes[edge.related];
      const float x = b.x - a.x, y = b.y - a.y;
      const float force = std::sqrt(x * x + y * y) / kApart;
      forces_[edge.source].x += x * force, forces_[edge.source].y += y * force;
      forces_[edge.related].x -= x * force, forces_[edge.related].y -= y * force;
    }
    for (std::size_t at = 0; at < graph_.nodes.size(); ++at) {
      const float gravity = graph_.nodes[at].edges.empty() ? 0.5F : 0.25F;
      forces_[at].x -= graph_.nodes[at].x * gravity;
      forces_[at].y -= graph_.nodes[at].y * gravity * kFlat;
    }
  }

  void move(float most) {
    for (std::size_t at = 0; at < graph_.nodes.size(); ++at) {
      const auto [x, y] = forces_[at];
      const float length = std::sqrt(x * x + y * y);
      if (length < 0.001F) continue;
      const float share = std::min(length, most) / length;
      graph_.nodes[at].x += x * share;
      graph_.nodes[at].y += y * share;
    }
  }

  void finish() {
    for (Node& node : graph_.nodes) node.x *= kStretch;
    // Large graphs are looked at from far, without their words.
    for (int step = 0; graph_.nodes.size() <= 120 && step < 60 && make_room(); ++step) continue;
    for (Node& node : graph_.nodes) {
      node.x = std::round(node.x);
      node.y = std::round(node.y);
    }
  }

  // Moves apart what lies over another's node or words, the shorter way; false when nothing does.
  bool make_room() {
    bool any = false;
    std::vector<Node>& nodes = graph_.nodes;
    for (std::size_t a = 0; a < nodes.size(); ++a)
      for (std::size_t b = a + 1; b < nodes.size(); ++b) {
        const float x = nodes[b].x - nodes[a].x, y = nodes[b].y - nodes[a].y;
        const float over_x = kWordsWide - std::abs(x), over_y = kWordsHigh - std::abs(y);
        if (over_x <= 0 || over_y <= 0) continue;
        any = true;
        if (over_y / kWordsHigh <= over_x / kWordsWide) {
          const float by = (y < 0 ? -over_y : over_y) / 2 + (y < 0 ? -0.5F : 0.5F);
          nodes[a].y -= by, nodes[b].y += by;
        } else {
          const float by = (x < 0 ? -over_x : over_x) / 2 + (x < 0 ? -0.5F : 0.5F);
          nodes[a].x -= by, nodes[b].x += by;
        }
      }
    return any;
  }

  Graph& graph_;
  std::vector<Vector> forces_;
};

Vector towards(Direction direction) {
  switch (direction) {
    case Direction::kStart:
      return {-1, 0};
    case Direction::kEnd:
      return {1, 0};
    case Direction::kUp:
      return {0, -1};
    case Direction::kDown:
      return {0, 1};
    default:
      return {};
  }
}

}  // namespace

Graph graph_of(const threat_response::Sightings& sightings) {
  Graph graph;
  Builder builder(graph);
  for (const Observable& one : sightings.observables()) builder.node(one, true);
  for (const auto& found : sightings.found())
    for (const auto& relation : found.sighting.relations) builder.edge(relation);
  Settling(graph).settle();
  return graph;
}

Place fitted(const Graph& graph, float width, float height) {
  if (graph.nodes.empty()) return {};
  // Half a label on each side, the node and the label under it; what is too small for labels needs less.
  const float sides = std::min(130.0F, width * 0.2F), ends = std::min(72.0F, height * 0.35F);
  const auto [left, right] = std::ranges::minmax(graph.nodes, {}, &Node::x);
  const auto [top, bottom] = std::ranges::minmax(graph.nodes, {}, &Node::y);
  const float wide = std::max(width - sides, 40.0F) / std::max(right.x - left.x, 1.0F);
  const float high = std::max(height - ends, 40.0F) / std::max(bottom.y - top.y, 1.0F);
  return {std::clamp(std::min(wide, high), kMinScale, 1.25F), (left.x + right.x) / 2,
          (top.y + bottom.y) / 2 + 6 / std::clamp(std::min(wide, high), kMinScale, 1.25F)};
}

Place zoomed(Place place, float factor, float x, float y) {
  const float scale = std::clamp(place.scale * factor, kMinScale, kMaxScale);
  return {scale, place.x + x / place.scale - x / scale, place.y + y / place.scale - y / scale};
}

Place showing(Place place, const Node& node, float width, float height) {
  const float wide = std::max(width / 2 - 48, 0.0F) / place.scale;
  const float high = std::max(height / 2 - 40, 0.0F) / place.scale;
  return {place.scale, std::clamp(place.x, node.x - wide, node.x + wide),
          std::clamp(place.y, node.y - high, node.y + high)};
}

std::optional<std::size_t> next_node(const Graph& graph, std::optional<std::size_t> start,
                                     Direction direction) {
  if (graph.nodes.empty()) return std::nullopt;
  if (direction == Direction::kLast) return graph.nodes.size() - 1;
  if (direction == Direction::kFirst || !start || *start >= graph.nodes.size()) return 0;
  const std::size_t from = *start;
  const Vector ahead = towards(direction);
  std::optional<std::size_t> best;
  float best_cost = 0;
  const auto consider = [&](std::size_t to, float widest) {
    const float x = graph.nodes[to].x - graph.nodes[from].x, y = graph.nodes[to].y - graph.nodes[from].y;
    const float along = x * ahead.x + y * ahead.y, aside = std::abs(x * ahead.y) + std::abs(y * ahead.x);
    if (to == from || along <= 0 || aside > along * widest) return;
    const float cost = along + 2 * aside;
    if (best && cost >= best_cost) return;
    best = to;
    best_cost = cost;
  };
  for (const std::size_t edge : graph.nodes[from].edges) {
    const Edge& one = graph.edges[edge];
    consider(one.source == from ? one.related : one.source, 1.5F);
  }
  if (best) return best;
  for (std::size_t to = 0; to < graph.nodes.size(); ++to) consider(to, 1.1F);
  return best;
}

std::optional<std::size_t> find_node(const Graph& graph, const Observable& observable) {
  const auto found = std::ranges::find_if(graph.nodes, [&](const Node& node) {
    return node.observable == observable || threat_response::same(node.observable, observable);
  });
  if (found == graph.nodes.end()) return std::nullopt;
  return static_cast<std::size_t>(found - graph.nodes.begin());
}

}  // namespace case_picture
