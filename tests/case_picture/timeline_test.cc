#include "case_picture/timeline.h"

#include <gtest/gtest.h>

#include "seen.h"

using namespace case_picture;
using seen::hours;

namespace {

constexpr double kDay = 86'400;
const Span kMonth{seen::kStart, seen::kStart + 30 * kDay};

std::vector<Moment> moments_at(const std::vector<double>& times) {
  std::vector<Moment> all;
  for (const double time : times)
    all.push_back({.lane = 0, .sighting = all.size(), .from = time, .until = time});
  return all;
}

}  // namespace

TEST(Timeline, LanesAreModulesOrTheObservablesOfTheCaseAndOneWithoutATimeIsCounted) {
  const auto sightings = seen::small_case();
  const Moments by_module = moments_of(sightings, Lanes::kByModule);
  EXPECT_EQ(by_module.lanes, (std::vector<std::string>{"Reputation", "Second"}));
  EXPECT_EQ(by_module.all.size(), 3U);
  EXPECT_EQ(by_module.timeless, 1U);
  const Moments by_observable = moments_of(sightings, Lanes::kByObservable);
  EXPECT_EQ(by_observable.lanes, (std::vector<std::string>{"bit.ly", "pay-update.example", "192.0.2.17"}));
  EXPECT_EQ(by_observable.all.size(), 4U) << "a sighting of two observables is in two lanes";
}

TEST(Timeline, AllOfTheTimeHasSomeRoomAndOneMomentHasAnHour) {
  EXPECT_FALSE(whole_span({}));
  const Span one = *whole_span(moments_at({hours(5)}));
  EXPECT_LT(one.from, hours(5));
  EXPECT_GE(one.length(), 3600);
  const Span two = *whole_span(moments_at({hours(0), hours(1000)}));
  EXPECT_LT(two.from, hours(0));
  EXPECT_GT(two.until, hours(1000));
}

TEST(Timeline, WhatIsUnderThePointerStaysThereWhileZooming) {
  const Span closer = zoomed(kMonth, 2, 0.25, kMonth);
  EXPECT_DOUBLE_EQ(closer.length(), 15 * kDay);
  EXPECT_DOUBLE_EQ(closer.at(0.25), kMonth.at(0.25));
  EXPECT_DOUBLE_EQ(zoomed(kMonth, 1e9, 0.5, kMonth).length(), 60) << "a minute is the least";
  EXPECT_DOUBLE_EQ(zoomed(kMonth, 1e-9, 0.5, kMonth).length(), 45 * kDay);
}

TEST(Timeline, PanningStopsBeforeNothingIsLeft) {
  const Span day{kMonth.from, kMonth.from + kDay};
  EXPECT_DOUBLE_EQ(panned(day, 1, kMonth).from, day.from + kDay);
  EXPECT_LE(panned(day, 1e6, kMonth).from, kMonth.until);
  EXPECT_GE(panned(day, -1e6, kMonth).until, kMonth.from);
}

TEST(Timeline, ATimeOutOfSightComesIntoItAndOneInSightMovesNothing) {
  const Span day{kMonth.from + 10 * kDay, kMonth.from + 11 * kDay};
  EXPECT_EQ(showing(day, day.at(0.5), kMonth), day);
  for (const double time : {kMonth.from + kDay, kMonth.from + 25 * kDay}) {
    const Span moved = showing(day, time, kMonth);
    EXPECT_GT(time, moved.from);
    EXPECT_LT(time, moved.until);
    EXPECT_DOUBLE_EQ(moved.length(), day.length());
  }
}

TEST(Timeline, TicksAreWholeDaysOfTheTimeZoneAndNeverTooMany) {
  const Axis days = axis_of({hours(5), hours(5) + 6 * kDay}, 8, 0);
  EXPECT_EQ(days.step, kDay);
  ASSERT_EQ(days.ticks.size(), 6U);
  EXPECT_DOUBLE_EQ(days.ticks[0], hours(24));
  const Axis in_berlin = axis_of({hours(5), hours(5) + 6 * kDay}, 8, 3600);
  EXPECT_DOUBLE_EQ(in_berlin.ticks.at(0), hours(23)) << "midnight there";
  for (const double length : {60.0, 4000.0, kDay, 100 * kDay, 4000 * kDay, 200'000 * kDay}) {
    const Axis axis = axis_of({hours(0), hours(0) + length}, 7, 0);
    EXPECT_LE(axis.ticks.size(), 7U) << length;
  }
}

TEST(Timeline, SightingsThatWouldLieOverEachOtherAreOneMarkUntilZoomedIn) {
  const auto moments = moments_at({hours(100), hours(101), hours(300)});
  const auto far = marks_of(moments, kMonth, 600);
  ASSERT_EQ(far.size(), 2U);
  EXPECT_EQ(far[0].sightings, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(far[0].count, 2);
  EXPECT_EQ(marks_of(moments, {hours(90), hours(110)}, 600).size(), 2U)
      << "two apart, the third out of sight";
}

TEST(Timeline, AThousandSightingsAreNoMoreMarksThanFit) {
  std::vector<double> times;
  for (int i = 0; i < 2000; ++i) times.push_back(hours(i / 3.0));
  EXPECT_LE(marks_of(moments_at(times), kMonth, 600).size(), 600 / kMark + 1);
}

TEST(Timeline, MarksGrowWithHowOftenSomethingWasSeenWithinBounds) {
  EXPECT_LT(mark_size(1), mark_size(10));
  EXPECT_LT(mark_size(10), mark_size(100));
  EXPECT_EQ(mark_size(-5), mark_size(1));
  EXPECT_EQ(mark_size(9'000'000'000), 24);
}
