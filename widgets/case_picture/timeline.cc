#include "case_picture/timeline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace case_picture {
namespace {

using threat_response::Observable;

constexpr double kMinute = 60, kHour = 3600, kDay = 86'400;

// Whole spans of time to count by.
constexpr std::array kSteps = {kMinute,     5 * kMinute, 15 * kMinute, kHour,      3 * kHour,
                               6 * kHour,   12 * kHour,  kDay,         2 * kDay,   7 * kDay,
                               14 * kDay,   30 * kDay,   90 * kDay,    180 * kDay, 365 * kDay,
                               1825 * kDay, 3650 * kDay, 36'500 * kDay};

class LaneNames {
 public:
  explicit LaneNames(Moments& moments) : moments_(moments) {}
  std::size_t lane(const std::string& key, const std::string& name) {
    const auto [found, is_new] = places_.try_emplace(key, moments_.lanes.size());
    if (is_new) moments_.lanes.push_back(name);
    return found->second;
  }

 private:
  Moments& moments_;
  std::map<std::string, std::size_t> places_;
};

// The case's observables by what they mean: a module may write one in another way.
class CaseObservables {
 public:
  explicit CaseObservables(const std::vector<Observable>& observables) {
    for (const Observable& one : observables) by_meaning_.emplace(threat_response::canonical(one), &one);
  }
  // Those a sighting is about, each once.
  std::set<const Observable*> of(const threat_response::Sighting& sighting) const {
    std::set<const Observable*> found;
    for (const Observable& one : sighting.observables)
      if (const auto known = by_meaning_.find(threat_response::canonical(one)); known != by_meaning_.end())
        found.insert(known->second);
    return found;
  }

 private:
  std::map<Observable, const Observable*> by_meaning_;
};

double clamped(double value, double low, double high) { return std::max(low, std::min(value, high)); }

}  // namespace

Moments moments_of(const threat_response::Sightings& sightings, Lanes lanes) {
  Moments moments;
  LaneNames names(moments);
  const CaseObservables observables(sightings.observables());
  for (std::size_t at = 0; at < sightings.found().size(); ++at) {
    const auto& [module, sighting] = sightings.found()[at];
    if (sighting.seen_from <= 0) {
      ++moments.timeless;
      continue;
    }
    const auto add = [&](std::size_t lane) {
      moments.all.push_back({.lane = lane,
                             .sighting = at,
                             .from = sighting.seen_from,
                             .until = sighting.seen_until,
                             .count = sighting.count});
    };
    if (lanes == Lanes::kByModule) {
      add(names.lane(std::to_string(module), sightings.modules()[module].module.name));
      continue;
    }
    for (const Observable* one : observables.of(sighting))
      add(names.lane(one->type + ' ' + one->value, one->value));
  }
  std::ranges::stable_sort(moments.all, {}, &Moment::from);
  return moments;
}

std::optional<Span> whole_span(const std::vector<Moment>& moments) {
  if (moments.empty()) return std::nullopt;
  Span span{moments.front().from, moments.front().until};
  for (const Moment& moment : moments) {
    span.from = std::min(span.from, moment.from);
    span.until = std::max(span.until, moment.until);
  }
  const double room = std::max(span.length() * 0.04, (kHour - span.length()) / 2);
  return Span{span.from - std::max(room, kMinute), span.until + std::max(room, kMinute)};
}

Span zoomed(Span span, double factor, double share, Span whole) {
  const double about = span.at(share);
  const double length = clamped(span.length() / factor, kMinute, whole.length() * 1.5);
  return panned({about - share * length, about + (1 - share) * length}, 0, whole);
}

Span panned(Span span, double share, Span whole) {
  const double length = span.length();
  // A quarter of the picture is never without time that has something.
  const double from =
      clamped(span.from + share * length, whole.from - length * 0.75, whole.until - length / 4);
  return {from, from + length};
}

Span showing(Span span, double time, Span whole) {
  const double room = span.length() * 0.08;
  if (time < span.from + room) return panned(span, (time - span.from - room) / span.length(), whole);
  if (time > span.until - room) return panned(span, (time - span.until + room) / span.length(), whole);
  return span;
}

Axis axis_of(Span span, std::size_t most, double zone_offset) {
  Axis axis{.step = kSteps.back()};
  for (const double step : kSteps)
    if (span.length() / step <= static_cast<double>(std::max<std::size_t>(most, 1))) {
      axis.step = step;
      break;
    }
  const double first = std::ceil((span.from + zone_offset) / axis.step) * axis.step - zone_offset;
  for (double at = first; at <= span.until && axis.ticks.size() < most; at += axis.step)
    axis.ticks.push_back(at);
  return axis;
}

std::vector<Mark> marks_of(const std::vector<Moment>& moments, Span span, float width) {
  const auto place = [&](double time) {
    // Far outside is as good as just outside, and no number that a float cannot hold.
    return static_cast<float>(clamped((time - span.from) / span.length(), -1, 2)) * width;
  };
  std::map<std::size_t, Mark> open;  // the last mark of each lane
  std::vector<Mark> marks;
  for (const Moment& moment : moments) {
    const float start = place(moment.from), end = place(moment.until);
    if (end < -kMark / 2 || start > width + kMark / 2) continue;
    const auto last = open.find(moment.lane);
    if (last != open.end() && start - last->second.start < kMark) {
      Mark& mark = last->second;
      mark.end = std::max(mark.end, end);
      mark.count += moment.count;
      mark.until = std::max(mark.until, moment.until);
      mark.sightings.push_back(moment.sighting);
      continue;
    }
    if (last != open.end()) marks.push_back(std::move(last->second));
    open[moment.lane] = {.lane = moment.lane,
                         .start = start,
                         .end = end,
                         .count = moment.count,
                         .from = moment.from,
                         .until = moment.until,
                         .sightings = {moment.sighting}};
  }
  for (auto& [lane, mark] : open) marks.push_back(std::move(mark));
  std::ranges::stable_sort(marks, [](const Mark& a, const Mark& b) {
    return a.from != b.from ? a.from < b.from : a.lane < b.lane;
  });
  return marks;
}

float mark_size(std::int64_t count) {
  const double magnitude = std::log10(static_cast<double>(std::max<std::int64_t>(count, 1)));
  return static_cast<float>(std::round(clamped(9 + 5 * magnitude, 8, 24)));
}

}  // namespace case_picture
