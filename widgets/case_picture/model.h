// Pictures of a case: how its observables are judged, when and where they were seen, and what they have to do
// with each other. Verdicts and sightings are the app's (verdicts.h, sightings.h); kept here is what of them
// somebody looks at, and from where.
//
// A picture asks nobody by itself (decision 9): `Shown` says whether the user's act counts as asking.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "case_picture/graph.h"
#include "case_picture/timeline.h"
#include "effects/effect.h"
#include "threat_response/verdict.h"

namespace case_picture {

enum class Picture { kTimeline, kGraph };

struct Model {
  std::vector<threat_response::Observable> observables;  // of the case
  Picture picture = Picture::kTimeline;

  Lanes lanes = Lanes::kByModule;
  Moments by_module, by_observable;
  std::optional<Span> span;         // nothing: all of it
  float lanes_up = 0;               // how far the lanes are moved up, CSS pixels
  std::vector<std::size_t> chosen;  // sightings of the chosen mark, in Sightings::found()

  Graph graph;
  std::optional<Place> place;                       // nothing: all of it
  std::optional<threat_response::Observable> node;  // the chosen one
};

inline const Moments& moments(const Model& model) {
  return model.lanes == Lanes::kByModule ? model.by_module : model.by_observable;
}

// The case that is looked at, at first and whenever its observables change.
struct Shown {
  std::vector<threat_response::Observable> observables;
  bool ask = false;  // the user has asked to see this
};
// What the app knows has changed, or is of another case. The pointer is for the time of the call; never null.
struct SightingsChanged {
  const threat_response::Sightings* sightings;
};
struct AskPressed {};
struct AgainPressed {};  // all of it, fresh
struct CancelPressed {};
struct PictureChosen {
  Picture picture;
};
struct LanesChosen {
  Lanes lanes;
};
// In shares of the width that is shown.
struct TimePanned {
  double by = 0;
  float up = 0, most_up = 0;  // of the lanes, CSS pixels
};
struct TimeZoomed {
  double factor = 1, at = 0.5;
};
struct TimeFitted {};
struct SightingsChosen {  // none: the choice is taken back
  std::vector<std::size_t> sightings;
};
// `from` is what was seen when the user moved, for a place that was fitted to the box.
struct GraphPanned {
  Place from;
  float x = 0, y = 0;
};
struct GraphZoomed {
  Place from;
  float factor = 1, x = 0, y = 0;
};
struct GraphWalked {
  Place from;
  Direction to = Direction::kFirst;
  float width = 0, height = 0;  // of what is seen of the graph
};
struct GraphFitted {};
struct NodeChosen {
  std::optional<threat_response::Observable> node;  // nothing: the choice is taken back
};
// For the layer above, which has the list of the case and the pivot menu: nothing changes here but the
// choice.
struct DispositionPressed {
  threat_response::Disposition disposition;
};
struct PivotAsked {
  threat_response::Observable observable;
};
using Message =
    std::variant<Shown, SightingsChanged, AskPressed, AgainPressed, CancelPressed, PictureChosen, LanesChosen,
                 TimePanned, TimeZoomed, TimeFitted, SightingsChosen, GraphPanned, GraphZoomed, GraphWalked,
                 GraphFitted, NodeChosen, DispositionPressed, PivotAsked>;

effects::Effects update(Model& model, const Message& message);

}  // namespace case_picture
