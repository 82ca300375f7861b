#include "case_picture/graph.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "seen.h"

using namespace case_picture;
using threat_response::Observable;

namespace {

Observable host(std::size_t number) { return {"domain", "h" + std::to_string(number) + ".example"}; }

// A ring with chords: `nodes` observables, `edges` relations.
threat_response::Sightings many(std::size_t nodes, std::size_t edges) {
  std::vector<Observable> observables;
  for (std::size_t i = 0; i < nodes; ++i) observables.push_back(host(i));
  std::vector<seen::Sighting> all;
  for (std::size_t i = 0; i < edges; ++i) {
    if (i % 100 == 0)
      all.push_back({"M", {host(0)}, "2026-11-01T10:00:00.000Z", "", 1, {}, "t" + std::to_string(i)});
    all.back().relations.emplace_back(host(i % nodes), host((i * 7 + 1 + i / nodes) % nodes));
  }
  return seen::sightings(observables, all);
}

float nearest(const Graph& graph) {
  float least = 1e9F;
  for (std::size_t a = 0; a < graph.nodes.size(); ++a)
    for (std::size_t b = a + 1; b < graph.nodes.size(); ++b)
      least = std::min(least,
                       std::hypot(graph.nodes[a].x - graph.nodes[b].x, graph.nodes[a].y - graph.nodes[b].y));
  return least;
}

}  // namespace

TEST(Graph, HasTheCaseFirstThenWhatCameWithItAndEachRelationOnce) {
  const Observable other{"ip", "203.0.113.66"};
  const auto sightings = seen::sightings(
      {seen::kBad}, {{"A", {seen::kBad}, "2026-11-01T10:00:00.000Z", "", 1, {{seen::kBad, other}}},
                     {"B", {seen::kBad}, "2026-11-02T10:00:00.000Z", "", 1, {{seen::kBad, other}}}});
  const Graph graph = graph_of(sightings);
  ASSERT_EQ(graph.nodes.size(), 2U);
  EXPECT_TRUE(graph.nodes[0].in_case && !graph.nodes[1].in_case);
  ASSERT_EQ(graph.edges.size(), 1U);
  EXPECT_EQ(graph.edges[0].times, 2U);
  EXPECT_EQ(graph.edges[0].name, "Resolved To");
}

TEST(Graph, AnObservableWrittenInTwoWaysIsOneNode) {
  const auto sightings =
      seen::sightings({seen::kBad}, {{"A",
                                      {seen::kBad},
                                      "2026-11-01T10:00:00.000Z",
                                      "",
                                      1,
                                      {{{"domain", "PAY-update.example."}, seen::kAddress}}}});
  EXPECT_EQ(graph_of(sightings).nodes.size(), 2U);
}

TEST(Graph, NothingAndOneHaveAPlace) {
  const Graph none = graph_of(threat_response::Sightings());
  EXPECT_TRUE(none.nodes.empty());
  EXPECT_EQ(fitted(none, 400, 300), Place());
  EXPECT_FALSE(next_node(none, std::nullopt, Direction::kEnd));
  const Graph one = graph_of(seen::sightings({seen::kBad}, {}));
  ASSERT_EQ(one.nodes.size(), 1U);
  EXPECT_TRUE(std::isfinite(one.nodes[0].x) && std::isfinite(fitted(one, 400, 300).scale));
}

TEST(Graph, SettlesInTheSamePlacesEachTimeAndKeepsNodesApart) {
  const Graph once = graph_of(many(40, 60)), again = graph_of(many(40, 60));
  for (std::size_t at = 0; at < once.nodes.size(); ++at) {
    EXPECT_EQ(once.nodes[at].x, again.nodes[at].x);
    EXPECT_EQ(once.nodes[at].y, again.nodes[at].y);
  }
  EXPECT_GT(nearest(once), 26) << "no node lies over another";
}

TEST(Graph, FiveHundredNodesAndTwoThousandEdgesSettleAndWhatIsBeyondIsCounted) {
  const Graph graph = graph_of(many(520, 2600));
  EXPECT_EQ(graph.nodes.size(), kMostNodes);
  EXPECT_LE(graph.edges.size(), kMostEdges);
  EXPECT_EQ(graph.left_out_nodes, 20U);
  EXPECT_GT(graph.left_out_edges, 0U);
  for (const Node& node : graph.nodes) ASSERT_TRUE(std::isfinite(node.x) && std::isfinite(node.y));
  EXPECT_GT(nearest(graph), 4);
}

TEST(Graph, FittedShowsAllOfIt) {
  const Graph graph = graph_of(many(60, 90));
  const Place place = fitted(graph, 700, 400);
  for (const Node& node : graph.nodes) {
    EXPECT_LT(std::abs((node.x - place.x) * place.scale), 350);
    EXPECT_LT(std::abs((node.y - place.y) * place.scale), 200);
  }
}

TEST(Graph, WhatIsUnderThePointerStaysThereWhileZooming) {
  const Place place{1, 100, 50};
  const Place closer = zoomed(place, 2, 30, -20);
  EXPECT_FLOAT_EQ(closer.x + 30 / closer.scale, place.x + 30);
  EXPECT_FLOAT_EQ(closer.y - 20 / closer.scale, place.y - 20);
  EXPECT_LE(zoomed(place, 1e6F, 0, 0).scale, 4);
  EXPECT_GT(zoomed(place, 1e-6F, 0, 0).scale, 0);
}

TEST(Graph, ArrowKeysGoToANeighbourThatLiesThereElseToWhateverDoes) {
  Graph graph;
  for (const auto& [x, y] : {std::pair{0.0F, 0.0F}, {100.0F, 30.0F}, {60.0F, 0.0F}, {0.0F, 90.0F}})
    graph.nodes.push_back({.observable = host(graph.nodes.size()), .x = x, .y = y, .edges = {}});
  graph.edges.push_back({.source = 0, .related = 1});
  graph.nodes[0].edges = graph.nodes[1].edges = {0};
  EXPECT_EQ(next_node(graph, 0, Direction::kEnd), 1U) << "along the edge, though another is nearer";
  EXPECT_EQ(next_node(graph, 0, Direction::kDown), 3U) << "no edge leads there";
  EXPECT_EQ(next_node(graph, 0, Direction::kStart), std::nullopt);
  EXPECT_EQ(next_node(graph, std::nullopt, Direction::kUp), 0U);
  EXPECT_EQ(next_node(graph, 0, Direction::kLast), 3U);
  EXPECT_EQ(next_node(graph, 77, Direction::kEnd), 0U) << "what was chosen is gone";
}

TEST(Graph, ANodeOutOfSightComesIntoIt) {
  Node node{.observable = host(0), .x = 900, .y = -900, .edges = {}};
  const Place place = showing({1, 0, 0}, node, 400, 300);
  EXPECT_LT(std::abs(node.x - place.x), 200);
  EXPECT_LT(std::abs(node.y - place.y), 150);
  EXPECT_EQ(showing(place, node, 400, 300), place);
}
