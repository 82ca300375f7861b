#include "threat_response/instant.h"

#include <gtest/gtest.h>

using namespace threat_response;

TEST(Instant, IsReadWithAndWithoutFractionSecondsAndOffset) {
  constexpr Instant kWhole = 1'763'885'430'000;  // 2026-11-23T08:10:30Z less a year of 31,536,000 s
  constexpr Instant kThen = kWhole + 31'536'000'000;
  for (const auto& [text, instant] :
       std::vector<std::pair<const char*, Instant>>{{"2026-11-23T08:10:30.000Z", kThen},
                                                    {"2026-11-23T08:10:30Z", kThen},
                                                    {"2026-11-23T08:10:30.5Z", kThen + 500},
                                                    {"2026-11-23T08:10:30.123456789Z", kThen + 123},
                                                    {"2026-11-23T08:10Z", kThen - 30'000},
                                                    {"2026-11-23T09:10:30+01:00", kThen},
                                                    {"2026-11-23T03:10:30-0500", kThen},
                                                    {"1970-01-01T00:00:00Z", 0}})
    EXPECT_EQ(parse_iso(text), instant) << text;
}

TEST(Instant, EveryOtherTextIsNone) {
  for (const char* text : {"",
                           "20",
                           "20 6-11-23T08:10:30Z",
                           "2o26-11-23T08:10:30Z",
                           "1969-12-31T23:59:59Z",
                           "2526-01-01T00:00:00Z",
                           "2026/11-23T08:10:30Z",
                           "2026-1",
                           "2026-xx-23T08:10:30Z",
                           "2026-11/23T08:10:30Z",
                           "2026-11-",
                           "2026-11-23 08:10:30Z",
                           "2026-11-23T",
                           "2026-11-23T08.10:30Z",
                           "2026-11-23T08:1",
                           "2026-11-23T08:xxZ",
                           "2026-11-23T08:10:xxZ",
                           "2026-11-23T08:10:30.Z",
                           "2026-11-23T08:10:30.",
                           "2026-11-23T08:10:30",
                           "2026-11-23T08:10:30z",
                           "2026-11-23T08:10:30.5",
                           "2026-11-23T08:10:30.5/",
                           "2026-11-23T08:10:30+1",
                           "2026-11-23T08:10:30+01",
                           "2026-11-23T08:10:30+24:00",
                           "2026-11-23T08:10:30+01:60",
                           "2026-11-23T08:10:30+01:00Z",
                           "2026-11-23T24:00:00Z",
                           "2026-11-23T08:60:00Z",
                           "2026-11-23T08:10:60Z",
                           "2026-02-30T08:10:30Z",
                           "2026-13-01T08:10:30Z",
                           "2026-11-00T08:10:30Z"})
    EXPECT_FALSE(parse_iso(text)) << text;
}

TEST(Instant, WhatIsWrittenIsRead) {
  for (const Instant instant :
       {Instant{0}, Instant{1}, Instant{1'795'421'430'007}, Instant{17'545'248'000'000}})
    EXPECT_EQ(parse_iso(to_iso(instant)), instant) << to_iso(instant);
  EXPECT_EQ(to_iso(7), "1970-01-01T00:00:00.007Z");
}
