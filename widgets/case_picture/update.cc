#include <algorithm>

#include "case_picture/model.h"

namespace case_picture {
namespace {

using effects::AskSightings;
using effects::Effects;

Effects ask(const Model& model, AskSightings::How how) { return {AskSightings{model.observables, how}}; }

Effects on(Model& model, const Shown& message) {
  if (message.observables != model.observables)
    model = {.observables = message.observables, .picture = model.picture, .lanes = model.lanes};
  return message.ask ? ask(model, AskSightings::How::kMissing) : Effects();
}

Effects on(Model& model, const SightingsChanged& message) {
  const threat_response::Sightings& sightings = *message.sightings;
  const bool is_of_this_case = sightings.observables() == model.observables;
  model.by_module = is_of_this_case ? moments_of(sightings, Lanes::kByModule) : Moments();
  model.by_observable = is_of_this_case ? moments_of(sightings, Lanes::kByObservable) : Moments();
  model.graph = is_of_this_case ? graph_of(sightings) : Graph();
  // All was asked again: what is chosen may not be there yet.
  if (std::ranges::any_of(model.chosen, [&](std::size_t at) { return at >= sightings.found().size(); }))
    model.chosen.clear();
  return {};
}

Effects on(Model& model, const AskPressed&) { return ask(model, AskSightings::How::kMissing); }

Effects on(Model& model, const AgainPressed&) {
  model.chosen.clear();
  return ask(model, AskSightings::How::kAgain);
}

Effects on(Model& model, const CancelPressed&) { return ask(model, AskSightings::How::kCancel); }

Effects on(Model& model, const PictureChosen& message) {
  model.picture = message.picture;
  return {};
}

Effects on(Model& model, const LanesChosen& message) {
  model.lanes = message.lanes;
  model.lanes_up = 0;
  return {};
}

Effects on(Model& model, const TimePanned& message) {
  if (const auto whole = whole_span(moments(model).all); whole && message.by != 0)
    model.span = panned(model.span.value_or(*whole), message.by, *whole);
  model.lanes_up = std::clamp(model.lanes_up + message.up, 0.0F, std::max(message.most_up, 0.0F));
  return {};
}

Effects on(Model& model, const TimeZoomed& message) {
  if (const auto whole = whole_span(moments(model).all))
    model.span = zoomed(model.span.value_or(*whole), message.factor, message.at, *whole);
  return {};
}

Effects on(Model& model, const TimeFitted&) {
  model.span = std::nullopt;
  model.lanes_up = 0;
  return {};
}

Effects on(Model& model, const SightingsChosen& message) {
  model.chosen = message.sightings;
  const auto whole = whole_span(moments(model).all);
  if (!whole || !model.span || model.chosen.empty()) return {};
  const auto first = std::ranges::find(moments(model).all, model.chosen.front(), &Moment::sighting);
  if (first != moments(model).all.end()) model.span = showing(*model.span, first->from, *whole);
  return {};
}

Effects on(Model& model, const GraphPanned& message) {
  Place place = model.place.value_or(message.from);
  place.x -= message.x / place.scale;
  place.y -= message.y / place.scale;
  // Not so far that nothing is left to see.
  if (!model.graph.nodes.empty()) {
    const auto [left, right] = std::ranges::minmax(model.graph.nodes, {}, &Node::x);
    const auto [top, bottom] = std::ranges::minmax(model.graph.nodes, {}, &Node::y);
    place.x = std::clamp(place.x, left.x, right.x);
    place.y = std::clamp(place.y, top.y, bottom.y);
  }
  model.place = place;
  return {};
}

Effects on(Model& model, const GraphZoomed& message) {
  model.place = zoomed(model.place.value_or(message.from), message.factor, message.x, message.y);
  return {};
}

Effects on(Model& model, const GraphWalked& message) {
  const Graph& graph = model.graph;
  const auto from = model.node ? find_node(graph, *model.node) : std::nullopt;
  const auto to = next_node(graph, from, message.to);
  if (!to) return {};
  model.node = graph.nodes[*to].observable;
  const Place place = model.place.value_or(message.from);
  const Place shown = showing(place, graph.nodes[*to], message.width, message.height);
  if (shown != place) model.place = shown;
  return {};
}

Effects on(Model& model, const GraphFitted&) {
  model.place = std::nullopt;
  return {};
}

Effects on(Model& model, const NodeChosen& message) {
  model.node = message.node;
  return {};
}

Effects on(Model&, const DispositionPressed&) { return {}; }

Effects on(Model& model, const PivotAsked& message) {
  model.node = message.observable;
  return {};
}

}  // namespace

Effects update(Model& model, const Message& message) {
  return std::visit([&](const auto& one) { return on(model, one); }, message);
}

}  // namespace case_picture
