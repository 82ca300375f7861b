#include <algorithm>
#include <cmath>

#include "case_picture/view.h"
#include "case_picture/words.h"
#include "kit/items.h"
#include "kit/plane.h"
#include "messages/locale.h"

namespace case_picture {
namespace {

using kit::Box;
using messages::Text;

constexpr float kRow = 32, kAxis = 26, kLane = 46, kLaneName = 18, kTick = 92, kSide = 16, kBand = 6;

// The place of marks in the plane: some room at both sides, so that the first and the last are whole.
struct Scene {
  Box box;    // of the plane
  Box marks;  // of what is in the lanes
  Span span, whole;
  float up = 0, most_up = 0;
  float lane_top(std::size_t lane) const { return box.y + 4 + static_cast<float>(lane) * kLane - up; }
};

void draw_axis(kit::Surface& surface, const Scene& scene) {
  const auto most = static_cast<std::size_t>(std::max(scene.marks.width / kTick, 1.0F));
  const Axis axis = axis_of(scene.span, most, messages::zone_offset(scene.span.at(0.5)));
  const float y = scene.box.y + scene.box.height - kAxis;
  surface.fill({scene.box.x, y, scene.box.width, kAxis}, surface.theme().raised);
  for (const double time : axis.ticks) {
    const auto share = static_cast<float>((time - scene.span.from) / scene.span.length());
    const float x = scene.marks.x + share * scene.marks.width;
    surface.fill({x, scene.box.y, 1, scene.box.height - kAxis + 5}, surface.theme().border);
    // Never cut at an edge: the words of a tick there are left out, its line stays.
    const std::string words = tick_words(surface.frame().language, axis, time);
    const float wide = surface.text_width(words, kit::kSmall) + 2;
    const Box at{x - wide / 2, y + 4, wide, kAxis - 4};
    if (at.x < scene.box.x + 2 || at.x + wide > scene.box.x + scene.box.width - 2) continue;
    surface.caption("tick " + std::to_string(time), at, words, surface.theme().muted, kit::kSmall);
  }
}

void draw_lanes(kit::Surface& surface, const Scene& scene, const std::vector<std::string>& lanes) {
  for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
    const float y = scene.lane_top(lane);
    if (lane > 0) surface.fill({scene.box.x, y, scene.box.width, 1}, surface.theme().border);
    const float wide = std::min(surface.text_width(lanes[lane], kit::kSmall) + 2, scene.box.width - 16);
    surface.fill({scene.box.x + 5, y + 3, wide + 6, kLaneName - 2},
                 surface.theme().surface);  // over the ticks
    if (y + kLaneName < scene.box.y + scene.box.height - kAxis && y > scene.box.y - kLaneName)
      surface.caption("lane " + std::to_string(lane), {scene.box.x + 8, y + 2, wide, kLaneName}, lanes[lane],
                      surface.theme().muted, kit::kSmall);
  }
}

// Where a mark is from its first moment to its last, as high as its dot.
Box mark_box(const Scene& scene, const Mark& mark) {
  const float size = mark_size(mark.count);
  const float middle = scene.lane_top(mark.lane) + kLaneName + (kLane - kLaneName) / 2;
  const float start = scene.marks.x + mark.start - size / 2, end = scene.marks.x + mark.end + kBand / 2;
  return {start, middle - size / 2, std::max(end - start, size), size};
}

// How long something went on is a thin band, so that what began meanwhile is seen on it.
void draw_band(kit::Surface& surface, const Scene& scene, const Mark& mark) {
  const Box box = mark_box(scene, mark);
  const ImU32 colour = (surface.theme().accent & ~IM_COL32_A_MASK) | IM_COL32(0, 0, 0, 110);
  if (box.width > box.height)
    surface.fill(
        {box.x + box.height / 2, box.y + (box.height - kBand) / 2, box.width - box.height / 2, kBand}, colour,
        kBand / 2);
}

void draw_dot(kit::Surface& surface, const Scene& scene, const Mark& mark, bool is_current, bool focused) {
  const Box box = mark_box(scene, mark);
  const float size = box.height, radius = size / 2;
  surface.fill({box.x - 1.5F, box.y - 1.5F, size + 3, size + 3}, surface.theme().surface, radius + 1.5F);
  surface.fill({box.x, box.y, size, size}, is_current ? surface.theme().text : surface.theme().accent,
               radius);
  if (is_current)
    surface.outline({box.x - 4, box.y - 4, size + 8, size + 8}, surface.theme().text, radius + 4,
                    focused ? 2.5F : 1.5F);
}

bool has(const Mark& mark, std::size_t sighting) { return std::ranges::contains(mark.sightings, sighting); }

// What a key goes to: the mark before or after, of the lane above or below the nearest.
std::vector<std::size_t> target(const std::vector<Mark>& marks, const std::vector<Moment>& moments,
                                std::optional<std::size_t> current, kit::Way way) {
  using kit::Way;
  if (moments.empty()) return {};
  if (way == Way::kFirst || way == Way::kLast || (!current && marks.empty()))
    return {way == Way::kLast ? moments.back().sighting : moments.front().sighting};
  if (!current) return marks.front().sightings;
  const Mark& from = marks[*current];
  if (way == Way::kUp || way == Way::kDown) {
    const Mark* best = nullptr;
    const auto cost = [&](const Mark& mark) {
      const auto lanes =
          static_cast<double>(mark.lane > from.lane ? mark.lane - from.lane : from.lane - mark.lane);
      return lanes * 1e12 + std::abs(mark.from - from.from);
    };
    for (const Mark& mark : marks)
      if ((way == Way::kUp ? mark.lane < from.lane : mark.lane > from.lane) &&
          (!best || cost(mark) < cost(*best)))
        best = &mark;
    return best ? best->sightings : from.sightings;
  }
  const bool later = way == Way::kEnd;
  if (later ? *current + 1 < marks.size() : *current > 0)
    return marks[later ? *current + 1 : *current - 1].sightings;
  // What is out of sight comes into it.
  const Moment* next = nullptr;
  for (const Moment& moment : moments) {
    if (has(from, moment.sighting)) continue;
    if (later && moment.from >= from.from && !next) next = &moment;
    if (!later && moment.from <= from.from) next = &moment;
  }
  return next ? std::vector{next->sighting} : from.sightings;
}

case_picture::Message moved(const kit::Move& move, const Scene& scene,
                            const std::vector<std::size_t>& chosen) {
  if (const auto* pan = std::get_if<kit::Pan>(&move))
    return TimePanned{-static_cast<double>(pan->x) / static_cast<double>(scene.marks.width), -pan->y,
                      scene.most_up};
  if (const auto* zoom = std::get_if<kit::Zoom>(&move)) {
    const double share = static_cast<double>(zoom->x - kSide) / static_cast<double>(scene.marks.width);
    return TimeZoomed{zoom->factor, std::clamp(share, 0.0, 1.0)};
  }
  if (std::holds_alternative<kit::Fit>(move)) return TimeFitted{};
  return SightingsChosen{chosen};
}

void draw_plane(kit::Surface& surface, const Model& model, const Surroundings& around, Scene scene,
                Say& said) {
  const Moments& all = moments(model);
  const kit::ItemId plane = kit::begin_plane(surface, "timeline", surface.text(Text::kTimeline), scene.box,
                                             scene.most_up > 0 ? "xy" : "x");
  const Box lanes{scene.box.x, scene.box.y, scene.box.width, scene.box.height - kAxis};
  draw_axis(surface, scene);
  surface.draw().PushClipRect(surface.min(lanes), surface.max(lanes), true);
  draw_lanes(surface, scene, all.lanes);
  const std::vector<Mark> marks = marks_of(all.all, scene.span, scene.marks.width);
  const bool focused = kit::has_focus(surface, plane);
  std::optional<std::size_t> current;
  for (const Mark& mark : marks) draw_band(surface, scene, mark);
  for (std::size_t at = 0; at < marks.size(); ++at) {
    const Mark& mark = marks[at];
    const bool is_current = !model.chosen.empty() && !current && has(mark, model.chosen.front());
    if (is_current) current = at;
    const Box drawn = mark_box(scene, mark);
    if (drawn.y + drawn.height < lanes.y || drawn.y > lanes.y + lanes.height) continue;
    draw_dot(surface, scene, mark, is_current, focused);
    Box pressed = drawn;
    const float wider = std::max(kMark - drawn.width, 0.0F) / 2,
                higher = std::max(kMark - drawn.height, 0.0F) / 2;
    pressed = {drawn.x - wider, drawn.y - higher, drawn.width + 2 * wider, drawn.height + 2 * higher};
    const std::string key = std::to_string(mark.lane) + ' ' + std::to_string(mark.sightings.front());
    said.on(kit::mark(surface, key, pressed, mark_words(surface.frame().language, *around.sightings, mark),
                      {.current = is_current}),
            SightingsChosen{mark.sightings});
  }
  surface.draw().PopClipRect();
  kit::end_plane(surface);
  surface.outline(scene.box, surface.theme().border, kit::kRadius);
  if (focused) surface.outline(scene.box, surface.theme().accent, kit::kRadius, 2);
  said.on_text(
      plane, [scene, marks, current, moments = all.all](const std::string& text) -> case_picture::Message {
        const kit::Move move = kit::read_move(text);
        const auto* go = std::get_if<kit::Go>(&move);
        return moved(move, scene, go ? target(marks, moments, current, go->way) : std::vector<std::size_t>());
      });
}

}  // namespace

void draw_timeline(kit::Surface& surface, const Model& model, const Surroundings& around, Box box,
                   Say& said) {
  const auto [picture, words] = halves(box);
  const Moments& all = moments(model);
  const auto whole = whole_span(all.all);
  if (!whole) return draw_sightings(surface, model, around, box, said);  // none, or none that says when
  const std::string by_observable = surface.text(Text::kLanesByObservable);
  const float room = std::max(picture.width - kZoomButtons - 8, 40.0F);
  said.on_text(
      kit::check_box(surface, "lanes",
                     {picture.x, picture.y, std::min(room, surface.text_width(by_observable) + 40), kRow},
                     by_observable, model.lanes == Lanes::kByObservable),
      [](const std::string& on) -> case_picture::Message {
        return LanesChosen{on.empty() ? Lanes::kByModule : Lanes::kByObservable};
      });
  const ZoomButtons zoom = zoom_buttons(surface, "time", {picture.x, picture.y, picture.width, kRow});
  said.on(zoom.in, TimeZoomed{.factor = 1.5});
  said.on(zoom.out, TimeZoomed{.factor = 1 / 1.5});
  said.on(zoom.all, TimeFitted{});
  const Box plane{picture.x, picture.y + kRow + 4, picture.width, picture.height - kRow - 4};
  Scene scene{.box = plane,
              .marks = {plane.x + kSide, plane.y, std::max(plane.width - 2 * kSide, 1.0F), plane.height},
              .span = model.span.value_or(*whole),
              .whole = *whole};
  const float high = static_cast<float>(all.lanes.size()) * kLane + 8 - (plane.height - kAxis);
  scene.most_up = std::max(high, 0.0F);
  scene.up = std::min(model.lanes_up, scene.most_up);
  draw_plane(surface, model, around, scene, said);
  draw_sightings(surface, model, around, words, said);
}

}  // namespace case_picture
