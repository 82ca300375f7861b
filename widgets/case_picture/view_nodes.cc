#include <algorithm>

#include "case_picture/svg.h"
#include "case_picture/view.h"
#include "case_picture/words.h"
#include "kit/items.h"
#include "kit/rows.h"

namespace case_picture {
namespace {

using kit::Box;
using messages::Text;

constexpr float kRowHeight = 46, kRelation = 44;

void draw_list(kit::Surface& surface, const Model& model, const Surroundings& around, Box box, Say& said) {
  const Graph& graph = model.graph;
  const messages::Language language = surface.frame().language;
  kit::Rows rows(surface, "nodes", kit::Rows::kList, surface.text(Text::kObservables), box,
                 {.count = graph.nodes.size(), .row_height = kRowHeight});
  for (const std::size_t index : rows.shown()) {
    const Node& node = graph.nodes[index];
    const auto disposition = disposition_of(node.observable, *around.verdicts, around.now);
    const std::string words = node_words(language, node, disposition);
    said.on_text(
        rows.begin_row(node.observable.type + ' ' + node.observable.value, words, index, {.menu = true}),
        [one = node.observable](const std::string& how) -> case_picture::Message {
          if (how == "menu") return PivotAsked{one};
          return NodeChosen{one};
        });
    const Box row = rows.box(index);
    kit::disposition_mark(surface, {row.x + 8, row.y + 8, kit::kDispositionMark, kit::kDispositionMark},
                          disposition);
    kit::label(surface, "value", {row.x + 28, row.y + 4, row.width - 36, 20}, node.observable.value,
               {.strong = node.in_case});
    kit::label(surface, "facts", {row.x + 28, row.y + 23, row.width - 36, 18},
               surface.plural_text(Text::kNodeFacts, node.edges.size(),
                                   {messages::type_words(language, node.observable.type),
                                    messages::disposition_words(language, disposition)}),
               {.size = kit::kSmall, .muted = true});
    rows.end_row();
    kit::separator(surface, {row.x, row.y + row.height - 1, row.width, 1});
  }
  rows.end();
}

// A relation of the chosen node, read as it is and pressed to go to its other end.
void draw_relation(kit::Surface& surface, const Graph& graph, const Edge& edge, std::size_t chosen,
                   const std::string& key, Box box, Say& said) {
  const std::size_t other = edge.source == chosen ? edge.related : edge.source;
  const Node& node = graph.nodes[other];
  const std::string words = edge_words(surface.frame().language, graph, edge);
  surface.push(surface.add(key, "listitem", "", box).id);
  kit::Item& item = surface.add("go", "button", words, box);
  item.look = "quiet";
  item.description = edge.origin;
  item.label = {.start = 8};
  said.on(item.id, NodeChosen{node.observable});
  if (surface.frame().hovered == item.id) surface.fill(box, surface.theme().hover, 4);
  surface.focus_ring(item, box, 4);
  surface.line({box.x + 8, box.y + 3, box.width - 16, 18},
               edge.source == chosen ? edge.name : graph.nodes[edge.source].observable.value,
               edge.source == chosen ? surface.theme().muted : surface.theme().text,
               edge.source == chosen ? kit::kSmall : kit::kText);
  surface.line({box.x + 8, box.y + 21, box.width - 16, 20},
               edge.source == chosen ? node.observable.value : edge.name,
               edge.source == chosen ? surface.theme().text : surface.theme().muted,
               edge.source == chosen ? kit::kText : kit::kSmall);
  surface.pop();
  kit::separator(surface, {box.x, box.y + box.height - 1, box.width, 1});
}

}  // namespace

void draw_nodes(kit::Surface& surface, const Model& model, const Surroundings& around, Box box, Say& said) {
  const Graph& graph = model.graph;
  const auto chosen = model.node ? find_node(graph, *model.node) : std::nullopt;
  if (!chosen) return draw_list(surface, model, around, box, said);
  const Node& node = graph.nodes[*chosen];
  const std::string all = surface.text(Text::kAllObservables);
  const float wide = std::min(kit::button_width(surface, all), box.width);
  said.on(kit::button(surface, "all-nodes", {box.x, box.y, wide, 30}, all), NodeChosen{});
  float y = box.y + 38;
  kit::heading(surface, "node", {box.x, y, box.width, 22}, node.observable.value, 4);
  kit::disposition_chip(surface, "node-disposition", {box.x, y + 22, box.width, 22},
                        disposition_of(node.observable, *around.verdicts, around.now));
  const std::string menu = surface.text(Text::kActionsFor, {node.observable.value});
  said.on(kit::button(surface, "pivot", {box.x, y + 48, box.width, 32}, menu), PivotAsked{node.observable});
  y += 48 + 32 + 8;
  const Box list{box.x, y, box.width, std::max(box.y + box.height - y, 40.0F)};
  surface.begin_scroll("relations", surface.text(Text::kRelations), list);
  float at = list.y;
  for (const std::size_t edge : node.edges) {
    draw_relation(surface, graph, graph.edges[edge], *chosen, std::to_string(edge),
                  {list.x, at, list.width - 14, kRelation}, said);
    at += kRelation;
  }
  surface.end_scroll(at - list.y);
}

}  // namespace case_picture
