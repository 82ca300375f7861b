// Where the sightings of a case stand on a line of time: its scale, and what of them falls together at that
// scale. Numbers only; view_timeline.cc and svg.cc draw them.
//
// Times are seconds since 1970, lengths CSS pixels from the start edge.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "threat_response/sightings.h"

namespace case_picture {

enum class Lanes { kByModule, kByObservable };

// The times that are shown; `until` is later than `from`.
struct Span {
  double from = 0, until = 1;
  double length() const { return until - from; }
  double at(double share) const { return from + share * length(); }
  bool operator==(const Span&) const = default;
};

// One sighting in one lane.
struct Moment {
  std::size_t lane = 0, sighting = 0;  // the latter in Sightings::found()
  double from = 0, until = 0;
  std::int64_t count = 1;
};
struct Moments {
  std::vector<std::string> lanes;  // what each is called; every one has a moment
  std::vector<Moment> all;         // by time
  std::size_t timeless = 0;        // sightings that do not say when
};
// By observable a sighting of two of the case's observables is in two lanes.
Moments moments_of(const threat_response::Sightings& sightings, Lanes lanes);

// All of them with some room, an hour at least; nothing when there are none.
std::optional<Span> whole_span(const std::vector<Moment>& moments);
// `factor` > 1 shows less, and what is at `share` of the width stays there. Within a minute and somewhat more
// than `whole`.
Span zoomed(Span span, double factor, double share, Span whole);
// Later by a share of its length; at least one edge of `whole` stays in it.
Span panned(Span span, double share, Span whole);
// Moved as little as it takes to have a time in it.
Span showing(Span span, double time, Span whole);

// Ticks at whole minutes, hours, days, weeks, months of about 30 days or years of the time zone, `most` of
// them at most.
struct Axis {
  double step = 0;  // between ticks, seconds
  std::vector<double> ticks;
  bool by_day() const { return step >= 86'400; }
};
Axis axis_of(Span span, std::size_t most, double zone_offset);

// Sightings of a lane that would lie over each other.
struct Mark {
  std::size_t lane = 0;
  float start = 0, end = 0;  // the centres of its first and last; equal for a dot
  std::int64_t count = 0;    // how often seen, of all
  double from = 0, until = 0;
  std::vector<std::size_t> sightings;
};
inline constexpr float kMark = 24;  // the smallest thing to press
std::vector<Mark> marks_of(const std::vector<Moment>& moments, Span span, float width);
// From 8 to 24 by how often something was seen, on a scale of magnitudes.
float mark_size(std::int64_t count);

}  // namespace case_picture
