#include "messages/locale.h"

#include <gtest/gtest.h>

#include <limits>

using namespace messages;

TEST(Locale, EnglishAndGermanTellOneFromTheRest) {
  for (const Language language : {Language::kEnglish, Language::kGerman}) {
    EXPECT_EQ(plural(language, 1), Plural::kOne);
    for (const double count : {0.0, 2.0, 11.0, 21.0, 101.0, 1.5, 1e6})
      EXPECT_EQ(plural(language, count), Plural::kOther) << count;
  }
}

TEST(Locale, JapaneseHasOneForm) {
  for (const double count : {0.0, 1.0, 2.0, 1.5, 1e6})
    EXPECT_EQ(plural(Language::kJapanese, count), Plural::kOther) << count;
}

TEST(Locale, ArabicHasSixForms) {
  const std::pair<Plural, std::vector<double>> forms[] = {
      {Plural::kZero, {0}},
      {Plural::kOne, {1}},
      {Plural::kTwo, {2}},
      {Plural::kFew, {3, 10, 103, 1010}},
      {Plural::kMany, {11, 26, 99, 111, 1099}},
      {Plural::kOther, {100, 101, 102, 200, 1e6, 0.1, 3.5}}};
  for (const auto& [form, counts] : forms)
    for (const double count : counts) EXPECT_EQ(plural(Language::kArabic, count), form) << count;
}

TEST(Locale, NumbersAreGroupedByThousands) {
  const std::pair<double, const char*> numbers[] = {{0, "0"},
                                                    {7, "7"},
                                                    {999, "999"},
                                                    {1000, "1,000"},
                                                    {1234567, "1,234,567"},
                                                    {1.5, "1.5"},
                                                    {1234.25, "1,234.25"},
                                                    {-12, "-12"},
                                                    {-1000, "-1,000"},
                                                    {-0.0001, "0"},
                                                    {123456, "123,456"}};
  for (const auto& [value, written] : numbers) EXPECT_EQ(number(Language::kEnglish, value), written);
}

TEST(Locale, AMomentHasDateTimeAndZone) {
  EXPECT_EQ(moment(Language::kEnglish, 0), "1970-01-01 00:00 UTC");
  EXPECT_EQ(moment(Language::kEnglish, 1795493640), "2026-11-24 04:14 UTC");
  EXPECT_EQ(moment(Language::kEnglish, -1), "1969-12-31 23:59 UTC");
}

TEST(Locale, ADateADayAndAClockAreTheMomentsParts) {
  EXPECT_EQ(date(Language::kEnglish, 1795493640), "2026-11-24");
  EXPECT_EQ(day(Language::kEnglish, 1795493640), "11-24");
  EXPECT_EQ(clock(Language::kEnglish, 1795493640), "04:14");
  for (const auto part : {date, day, clock}) EXPECT_EQ(part(Language::kEnglish, 1e13), "");
  EXPECT_EQ(zone_offset(1795493640), 0);
}

TEST(Locale, AMomentBeyondTheCalendarIsNoText) {
  for (const double at : {1e13, -1e13, std::numeric_limits<double>::quiet_NaN()})
    EXPECT_EQ(moment(Language::kEnglish, at), "");
}
