// The pictures of a case in a box: the bar of dispositions over the timeline or the graph, with what can be
// read and pressed in words beside it.
//
//   said = case_picture::draw(surface, model.picture, {.sightings = &app.sightings(), ...},
//   box).lifted<...>();
//
// The layer above gives update() `Shown` when the case is opened or changed, and `SightingsChanged` after
// every change of Sightings; it acts itself on `DispositionPressed` (its list) and `PivotAsked` (the pivot
// menu).
#pragma once

#include <string>

#include "case_picture/model.h"
#include "kit/said.h"
#include "kit/surface.h"
#include "threat_response/verdicts.h"

namespace case_picture {

inline constexpr float kLowest = 360;  // a box is at least this high

// What the pictures show of the rest of the app. Never null.
struct Surroundings {
  const threat_response::Sightings* sightings = nullptr;
  const threat_response::Verdicts* verdicts = nullptr;
  double now = 0;  // seconds since 1970
};

using Say = kit::Said<case_picture::Message>;

Say draw(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box box);

// Its parts, each in its own file. The bar returns where it ends; pictures fill their box.
float draw_bar(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box at, Say& said);
void draw_timeline(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box box,
                   Say& said);
void draw_graph(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box box,
                Say& said);

// What stands beside each picture, in words.
void draw_sightings(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box box,
                    Say& said);
void draw_nodes(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box box,
                Say& said);

// Three buttons over a picture, at the end of `row`; returns their ids: in, out, all.
struct ZoomButtons {
  kit::ItemId in = 0, out = 0, all = 0;
};
inline constexpr float kZoomButtons = 96;
ZoomButtons zoom_buttons(kit::Surface& surface, std::string_view key, kit::Box row);

// The picture and its words: beside each other where there is room, else one over the other.
struct Halves {
  kit::Box picture, words;
};
Halves halves(kit::Box box);

}  // namespace case_picture
