#include "case_picture/view.h"

#include <algorithm>

#include "kit/feedback.h"
#include "kit/items.h"
#include "messages/locale.h"

namespace case_picture {
namespace {

using kit::Box;
using messages::Text;

std::string number(const kit::Surface& surface, std::size_t count) {
  return messages::number(surface.frame().language, static_cast<double>(count));
}

float draw_progress(kit::Surface& surface, const threat_response::Sightings& sightings, Box at, Say& said) {
  const auto [asked, answered] = sightings.progress();
  const double share = asked == 0 ? 0 : static_cast<double>(answered) / static_cast<double>(asked);
  said.on(kit::progress(
              surface, "progress", at, surface.text(Text::kSightings), share,
              surface.text(Text::kSightingsProgress, {number(surface, answered), number(surface, asked)}),
              surface.text(Text::kCancel)),
          CancelPressed{});
  return at.y + kit::kProgress + surface.theme().gap;
}

// Which modules did not answer, and why.
std::string failures(const kit::Surface& surface, const threat_response::Sightings& sightings) {
  std::vector<std::string> all;
  if (sightings.problem())
    all.push_back(messages::problem_sentence(surface.frame().language, sightings.problem()));
  for (const auto& asked : sightings.modules()) {
    if (!asked.failed) continue;
    std::string words =
        surface.text(asked.timed_out ? Text::kModuleTimedOut : Text::kModuleFailed, {asked.module.name});
    if (!asked.timed_out && !asked.reason.empty()) words += " (" + asked.reason + ")";
    all.push_back(std::move(words));
  }
  std::string sentence;
  for (const std::string& one : all) sentence += (sentence.empty() ? "" : "\n") + one;
  return sentence;
}

// What is missing and what is too much, over the picture.
float draw_notes(kit::Surface& surface, const Model& model, const threat_response::Sightings& sightings,
                 Box at, Say& said) {
  const std::string failed = failures(surface, sightings);
  const bool retry = !sightings.asking() && sightings.is_missing();
  const std::string again = surface.text(Text::kTryAgain);
  const float button = retry ? kit::button_width(surface, again) : 0;
  Box words = at;
  if (retry) words.width -= button + surface.theme().gap;
  float high = kit::alert(surface, "problem", words, failed);
  if (retry) {
    said.on(kit::button(surface, "retry", {at.x + at.width - button, at.y, button, 30}, again), AskPressed{});
    high = std::max(high, 30.0F);
  }
  if (high > 0) at.y += high + surface.theme().gap;
  std::string notes;
  const auto add = [&](const std::string& note) { notes += (notes.empty() ? "" : " ") + note; };
  if (sightings.left_out() > 0) add(surface.plural_text(Text::kSightingsLeftOut, sightings.left_out()));
  if (model.picture == Picture::kTimeline && moments(model).timeless > 0)
    add(surface.plural_text(Text::kSightingsTimeless, moments(model).timeless));
  const Graph& graph = model.graph;
  if (model.picture == Picture::kGraph && graph.left_out_nodes + graph.left_out_edges > 0)
    add(surface.text(Text::kGraphLeftOut,
                     {number(surface, graph.left_out_nodes), number(surface, graph.left_out_edges)}));
  if (!notes.empty())
    at.y +=
        kit::note(surface, "notes", at, notes, {.size = kit::kSmall, .muted = true}) + surface.theme().gap;
  return at.y;
}

// Instead of a picture; false where there is one.
bool draw_place(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  const threat_response::Sightings& sightings = *around.sightings;
  const bool is_asked = sightings.observables() == model.observables;
  if (model.observables.empty()) {
    kit::place(surface, "no-observables", at,
               {kit::PlaceState::kEmpty, surface.text(Text::kCaseEmpty), "", ""});
    return true;
  }
  if (!is_asked) {
    const auto drawn = kit::place(surface, "not-asked", at,
                                  {kit::PlaceState::kEmpty, surface.text(Text::kSightingsTitle),
                                   surface.text(Text::kSightingsHint), surface.text(Text::kAskModules)});
    said.on(drawn.action, AskPressed{});
    return true;
  }
  if (!sightings.found().empty() || sightings.asking()) return false;
  if (sightings.progress().answered == 0) return false;  // the note says why
  if (model.picture == Picture::kGraph) return false;    // the observables are still to be seen
  kit::place(
      surface, "none", at,
      {kit::PlaceState::kEmpty, surface.text(Text::kNoSightings), surface.text(Text::kNoSightingsHint), ""});
  return true;
}

}  // namespace

Halves halves(Box box) {
  if (box.width >= 720) {
    const float words = std::min(320.0F, box.width * 0.36F);
    return {{box.x, box.y, box.width - words - 16, box.height},
            {box.x + box.width - words, box.y, words, box.height}};
  }
  const float high = std::round(std::max(box.height * 0.58F, 120.0F));
  return {{box.x, box.y, box.width, high}, {box.x, box.y + high + 8, box.width, box.height - high - 8}};
}

ZoomButtons zoom_buttons(kit::Surface& surface, std::string_view key, Box row) {
  constexpr float kButton = 32;
  float x = row.x + row.width - kZoomButtons;
  const auto put = [&](std::string_view name, kit::Icon icon, Text text) {
    const kit::ItemId id =
        kit::icon_button(surface, std::string(key).append(name), {x, row.y, kButton, kButton}, icon,
                         surface.text(text), {.look = kit::ButtonLook::kQuiet});
    x += kButton;
    return id;
  };
  ZoomButtons ids;
  ids.in = put(" in", kit::Icon::kZoomIn, Text::kZoomIn);
  ids.out = put(" out", kit::Icon::kZoomOut, Text::kZoomOut);
  ids.all = put(" all", kit::Icon::kShowAll, Text::kShowAll);
  return ids;
}

Say draw(kit::Surface& surface, const Model& model, const Surroundings& around, Box box) {
  Say said;
  const threat_response::Sightings& sightings = *around.sightings;
  surface.push(surface.add("pictures", "group", surface.text(Text::kPictures), box).id);
  const float bottom = box.y + box.height;
  float y = draw_bar(surface, model, around, box, said) + surface.theme().gap;
  const bool is_timeline = model.picture == Picture::kTimeline;
  const std::vector<kit::Tab> tabs = {{"timeline", surface.text(Text::kTimeline)},
                                      {"graph", surface.text(Text::kRelations)}};
  const float row = surface.theme().row;
  const bool is_asked = sightings.observables() == model.observables && !model.observables.empty();
  const float refresh = is_asked ? 40.0F : 0.0F;
  const auto ids = kit::tabs(surface, "tabs", {box.x, y, box.width - refresh, row},
                             surface.text(Text::kPictures), tabs, is_timeline ? "timeline" : "graph");
  said.on(ids[0], PictureChosen{Picture::kTimeline});
  said.on(ids[1], PictureChosen{Picture::kGraph});
  if (is_asked)
    said.on(kit::icon_button(surface, "again", {box.x + box.width - 36, y, 36, row}, kit::Icon::kRefresh,
                             surface.text(Text::kRefresh), {.look = kit::ButtonLook::kQuiet}),
            AgainPressed{});
  y += row + surface.theme().gap;
  kit::begin_tab_panel(surface, "panel", {box.x, y, box.width, bottom - y}, tabs[is_timeline ? 0 : 1].label);
  if (is_asked && sightings.asking()) y = draw_progress(surface, sightings, {box.x, y, box.width, 0}, said);
  if (is_asked) y = draw_notes(surface, model, sightings, {box.x, y, box.width, 0}, said);
  const Box rest{box.x, y, box.width, std::max(bottom - y, 120.0F)};
  if (!draw_place(surface, model, around, rest, said)) {
    if (is_timeline)
      draw_timeline(surface, model, around, rest, said);
    else
      draw_graph(surface, model, around, rest, said);
  }
  surface.pop();
  surface.pop();
  return said;
}

}  // namespace case_picture
