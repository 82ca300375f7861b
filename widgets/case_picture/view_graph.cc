#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "case_picture/svg.h"
#include "case_picture/view.h"
#include "case_picture/words.h"
#include "kit/items.h"
#include "kit/plane.h"

namespace case_picture {
namespace {

using kit::Box;
using messages::Text;

constexpr float kRow = 32, kNode = 26;
constexpr float kWidestLabel = 150, kSmallest = 22;
// A draw list holds 65,536 vertices: what is seen of a large graph is drawn with fewer.
constexpr std::size_t kDetailedNodes = 120, kDetailedEdges = 300, kMostLabels = 150;

struct Scene {
  Box box;
  Place place;
  bool is_dense = false;
  // The logical place of a point of the graph on the surface.
  ImVec2 at(float x, float y) const {
    return {box.x + box.width / 2 + (x - place.x) * place.scale,
            box.y + box.height / 2 + (y - place.y) * place.scale};
  }
  // From far nodes are smaller; so are they, and without their shapes, when there are very many.
  float node() const {
    return is_dense ? std::clamp(26 * place.scale, 6.0F, 14.0F)
                    : kNode * std::clamp(place.scale / 0.6F, 0.6F, 1.0F);
  }
  bool shows(ImVec2 point, float room) const {
    return point.x > box.x - room && point.x < box.x + box.width + room && point.y > box.y - room &&
           point.y < box.y + box.height + room;
  }
};

// As drawn: from the left.
ImVec2 drawn(const kit::Surface& surface, ImVec2 point) {
  return {surface.frame().right_to_left ? surface.width() - point.x : point.x, point.y};
}

void draw_edge(kit::Surface& surface, const Scene& scene, const Graph& graph, const Edge& edge,
               bool is_chosen, bool is_named) {
  const Node &source = graph.nodes[edge.source], &related = graph.nodes[edge.related];
  const ImVec2 from = drawn(surface, scene.at(source.x, source.y));
  const ImVec2 to = drawn(surface, scene.at(related.x, related.y));
  const float x = to.x - from.x, y = to.y - from.y, length = std::sqrt(x * x + y * y);
  if (length < 1) return;
  // Of very many it is seen where they are close together, not each of them.
  const bool is_faint = graph.edges.size() > kDetailedEdges && !is_chosen;
  const ImU32 muted = surface.theme().muted & (is_faint ? ~IM_COL32_A_MASK | IM_COL32(0, 0, 0, 60) : ~0U);
  const ImU32 colour = is_chosen ? surface.theme().accent : muted;
  const float ux = x / length, uy = y / length, rim = std::min(scene.node() / 2 + 2, length / 2);
  const ImVec2 end{to.x - ux * rim, to.y - uy * rim};
  surface.draw().AddLine({from.x + ux * rim, from.y + uy * rim}, {end.x - ux * 5, end.y - uy * 5}, colour,
                         is_chosen ? 2.0F : 1.2F);
  if (!is_faint)
    surface.draw().AddTriangleFilled(end, {end.x - ux * 8 - uy * 4, end.y - uy * 8 + ux * 4},
                                     {end.x - ux * 8 + uy * 4, end.y - uy * 8 - ux * 4}, colour);
  if (!is_named || edge.name.empty() || length < 70) return;
  if (surface.text_width(edge.name, kit::kSmall) > (length - 40) * 1.5F) return;  // too little would be left
  const ImVec2 middle = scene.at((source.x + related.x) / 2, (source.y + related.y) / 2);
  const float wide = std::min(surface.text_width(edge.name, kit::kSmall), length - 40) + 2;
  const Box words{middle.x - wide / 2, middle.y - 9, wide, 18};
  surface.fill({words.x - 3, words.y, words.width + 6, words.height}, surface.theme().surface, 3);
  surface.line(words, edge.name, is_chosen ? surface.theme().text : surface.theme().muted, kit::kSmall);
}

// One of very many: a dot in the colour of its disposition; its shape is seen from nearer.
void draw_dot(kit::Surface& surface, const Scene& scene, ImVec2 point,
              threat_response::Disposition disposition) {
  surface.draw().AddNgonFilled(drawn(surface, point), scene.node() / 2,
                               kit::colour_of(surface.theme(), disposition), 8);
}

bool meets(const Box& one, const Box& other) {
  return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height &&
         other.y < one.y + one.height;
}

// The names of nodes, as many as stand in the way of no other name and no node: first the chosen one's, which
// is always there and whole, then those of its neighbours, of the case, and of what only came with it.
class Names {
 public:
  Names(kit::Surface& surface, const Scene& scene) : surface_(surface), scene_(scene) {}

  // Nothing is written over it.
  void keep_clear(ImVec2 point) {
    const float size = scene_.node();
    taken_.push_back({point.x - size / 2, point.y - size / 2, size, size});
  }
  void draw(const Node& node, ImVec2 point, bool is_chosen) {
    if (is_chosen) return put(node, below(node, point, kChosenLabel), true);
    // As wide as it is, or as the next node is away (graph.cc).
    for (const float room : {kWidestLabel, std::clamp(168 * scene_.place.scale, 60.0F, kWidestLabel)}) {
      const Box label = below(node, point, room);
      if (std::ranges::none_of(taken_, [&](const Box& one) { return meets(one, label); }))
        return put(node, label, false);
    }
  }

 private:
  static constexpr float kChosenLabel = 260, kHeight = 17;

  Box below(const Node& node, ImVec2 point, float room) const {
    const float wide =
        std::min(surface_.text_width(node.observable.value, kit::kSmall, node.in_case) + 2, room);
    return {point.x - wide / 2, point.y + scene_.node() / 2 + 3, wide, kHeight};
  }
  // What lies under it shows through: where nodes are close a relation may be there alone.
  void put(const Node& node, const Box& label, bool is_chosen) {
    const ImU32 ground =
        surface_.theme().surface & (~IM_COL32_A_MASK | IM_COL32(0, 0, 0, is_chosen ? 255 : 130));
    surface_.fill({label.x - 2, label.y, label.width + 4, label.height}, ground, 3);
    surface_.caption("label " + node.observable.type + ' ' + node.observable.value, label,
                     node.observable.value, surface_.theme().text, kit::kSmall, node.in_case);
    taken_.push_back(label);
  }

  kit::Surface& surface_;
  const Scene& scene_;
  std::vector<Box> taken_;
};

void disposition_mark_at(kit::Surface& surface, Box node, threat_response::Disposition disposition) {
  const float inset = (node.width - kit::kDispositionMark) / 2;
  kit::disposition_mark(
      surface, {node.x + inset, node.y + inset, kit::kDispositionMark, kit::kDispositionMark}, disposition);
}

void draw_node(kit::Surface& surface, const Scene& scene, const Node& node, ImVec2 point,
               threat_response::Disposition disposition, bool is_chosen) {
  const kit::Theme& theme = surface.theme();
  const float size = scene.node();
  const Box box{point.x - size / 2, point.y - size / 2, size, size};
  if (size < kSmallest) {  // a rim would leave no room for the shape
    disposition_mark_at(surface, box, disposition);
    if (is_chosen) surface.outline({box.x - 4, box.y - 4, size + 8, size + 8}, theme.accent, size / 2 + 4, 2);
    return;
  }
  surface.fill(box, theme.raised, size / 2);
  // What the case holds has a thick rim, what only came with it a thin one.
  surface.outline(box, is_chosen ? theme.accent : kit::colour_of(theme, disposition), size / 2,
                  node.in_case ? 2.5F : 1.2F);
  disposition_mark_at(surface, box, disposition);
  if (is_chosen) surface.outline({box.x - 4, box.y - 4, size + 8, size + 8}, theme.accent, size / 2 + 4, 2);
}

Direction direction_of(kit::Way way) {
  switch (way) {
    case kit::Way::kStart:
      return Direction::kStart;
    case kit::Way::kEnd:
      return Direction::kEnd;
    case kit::Way::kUp:
      return Direction::kUp;
    case kit::Way::kDown:
      return Direction::kDown;
    case kit::Way::kFirst:
      return Direction::kFirst;
    case kit::Way::kLast:
      return Direction::kLast;
  }
  return Direction::kFirst;
}

case_picture::Message moved(const std::string& text, const Scene& scene) {
  const kit::Move move = kit::read_move(text);
  if (const auto* pan = std::get_if<kit::Pan>(&move)) return GraphPanned{scene.place, pan->x, pan->y};
  if (const auto* zoom = std::get_if<kit::Zoom>(&move))
    return GraphZoomed{scene.place, zoom->factor, zoom->x - scene.box.width / 2,
                       zoom->y - scene.box.height / 2};
  if (const auto* go = std::get_if<kit::Go>(&move))
    return GraphWalked{scene.place, direction_of(go->way), scene.box.width, scene.box.height};
  return GraphFitted{};
}

void draw_names(kit::Surface& surface, const Graph& graph, const Scene& scene,
                std::optional<std::size_t> chosen) {
  // From far only the chosen node's is there, from less far its neighbours'.
  const int last = scene.place.scale > (scene.is_dense ? 0.45F : 0.2F) ? 3 : scene.place.scale > 0.2F ? 1 : 0;
  Names names(surface, scene);
  std::vector<std::pair<int, std::size_t>> order;  // its rank, the node
  for (std::size_t at = 0; at < graph.nodes.size(); ++at) {
    const Node& node = graph.nodes[at];
    const ImVec2 point = scene.at(node.x, node.y);
    if (!scene.shows(point, kNode)) continue;
    names.keep_clear(point);
    const bool is_neighbour =
        chosen && std::ranges::any_of(node.edges, [&](std::size_t one) {
          return graph.edges[one].source == *chosen || graph.edges[one].related == *chosen;
        });
    const int rank = chosen == at ? 0 : is_neighbour ? 1 : node.in_case ? 2 : 3;
    if (rank <= last) order.emplace_back(rank, at);
  }
  std::ranges::sort(order);
  if (order.size() > kMostLabels) order.resize(kMostLabels);
  for (const auto& [rank, at] : order) {
    const Node& node = graph.nodes[at];
    names.draw(node, scene.at(node.x, node.y), rank == 0);
  }
}

void draw_plane(kit::Surface& surface, const Model& model, const Surroundings& around, const Scene& scene,
                Say& said) {
  const Graph& graph = model.graph;
  const kit::ItemId plane =
      kit::begin_plane(surface, "graph", surface.text(Text::kRelations), scene.box, "xy");
  const auto chosen = model.node ? find_node(graph, *model.node) : std::nullopt;
  const bool names = graph.edges.size() <= 40 && scene.place.scale > 0.55F;
  const auto touches = [&](const Edge& edge) {
    return chosen && (edge.source == *chosen || edge.related == *chosen);
  };
  for (const bool over : {false, true})  // those of the chosen node lie over the others
    for (const Edge& edge : graph.edges)
      if (touches(edge) == over) draw_edge(surface, scene, graph, edge, over, names || over);
  draw_names(surface, graph, scene, chosen);
  for (std::size_t at = 0; at < graph.nodes.size(); ++at) {
    const Node& node = graph.nodes[at];
    const ImVec2 point = scene.at(node.x, node.y);
    const bool is_chosen = chosen == at;
    if (!scene.shows(point, kNode / 2) && !is_chosen) continue;
    const auto disposition = disposition_of(node.observable, *around.verdicts, around.now);
    if (scene.is_dense && !is_chosen)
      draw_dot(surface, scene, point, disposition);
    else
      draw_node(surface, scene, node, point, disposition, is_chosen);
    const kit::ItemId id = kit::mark(surface, node.observable.type + ' ' + node.observable.value,
                                     {point.x - kNode / 2, point.y - kNode / 2, kNode, kNode},
                                     node_words(surface.frame().language, node, disposition),
                                     {.current = is_chosen, .menu = true, .look = kit::look_of(disposition)});
    said.on_text(id, [one = node.observable](const std::string& how) -> case_picture::Message {
      if (how == "menu") return PivotAsked{one};
      return NodeChosen{one};
    });
  }
  kit::end_plane(surface);
  const bool focused = kit::has_focus(surface, plane);
  surface.outline(scene.box, focused ? surface.theme().accent : surface.theme().border, kit::kRadius,
                  focused ? 2 : 1);
  said.on_text(plane, [scene](const std::string& text) { return moved(text, scene); });
}

}  // namespace

void draw_graph(kit::Surface& surface, const Model& model, const Surroundings& around, Box box, Say& said) {
  if (model.graph.nodes.empty()) return;
  const auto [picture, words] = halves(box);
  const ZoomButtons zoom = zoom_buttons(surface, "graph", {picture.x, picture.y, picture.width, kRow});
  const Box plane{picture.x, picture.y + kRow + 4, picture.width, picture.height - kRow - 4};
  Scene scene{plane, model.place.value_or(fitted(model.graph, plane.width, plane.height))};
  const auto seen = std::ranges::count_if(
      model.graph.nodes, [&](const Node& node) { return scene.shows(scene.at(node.x, node.y), kNode / 2); });
  scene.is_dense = static_cast<std::size_t>(seen) > kDetailedNodes;
  said.on(zoom.in, GraphZoomed{.from = scene.place, .factor = 1.4F});
  said.on(zoom.out, GraphZoomed{.from = scene.place, .factor = 1 / 1.4F});
  said.on(zoom.all, GraphFitted{});
  draw_plane(surface, model, around, scene, said);
  draw_nodes(surface, model, around, words, said);
}

}  // namespace case_picture
