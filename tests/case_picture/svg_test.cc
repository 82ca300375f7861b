#include "case_picture/svg.h"

#include <gtest/gtest.h>

#include "seen.h"

using namespace case_picture;
using messages::Language;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST(Svg, ThePicturesSayInWordsWhatTheyShow) {
  const auto sightings = seen::small_case();
  const std::string line =
      timeline_svg(moments_of(sightings, Lanes::kByModule), sightings, Language::kEnglish);
  EXPECT_TRUE(line.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"") &&
              line.ends_with("</svg>"));
  EXPECT_TRUE(has(line, "<title>bit.ly: seen 4 times by Reputation, last 2026-11-01</title>"));
  const std::string graph = graph_svg(graph_of(sightings), {}, 0, Language::kGerman);
  EXPECT_TRUE(has(graph, "<title>bit.ly, Kein Urteil, 0 Beziehungen</title>"));
  EXPECT_TRUE(has(graph, ">Resolved To</text>"));
  Counts counts{};
  counts[0] = 2, counts[3] = 1;
  EXPECT_TRUE(has(bar_svg(counts, Language::kEnglish), ">Malicious: 2 of 3</text>"));
}

TEST(Svg, HostileTextIsTextAndAColourIsNoMarkup) {
  const std::string evil = "</title><script>alert(1)</script>\x01&\"'";
  const threat_response::Observable observable{"other", evil};
  const auto sightings = seen::sightings(
      {observable},
      {{evil, {observable}, "2026-11-01T10:00:00.000Z", "", 1, {{observable, seen::kAddress}}}});
  Palette palette;
  palette.accent = "\"><script>";
  palette.muted = "\"><script>";
  for (const std::string& svg :
       {timeline_svg(moments_of(sightings, Lanes::kByModule), sightings, Language::kEnglish, palette),
        timeline_svg(moments_of(sightings, Lanes::kByObservable), sightings, Language::kEnglish, palette),
        graph_svg(graph_of(sightings), {}, 0, Language::kEnglish, palette)}) {
    EXPECT_FALSE(has(svg, "<script")) << svg;
    EXPECT_FALSE(has(svg, "\x01"));
    EXPECT_TRUE(has(svg, "&lt;script&gt;"));
  }
}

TEST(Svg, NothingSeenIsAPictureWithNothingInIt) {
  const threat_response::Sightings none;
  for (const std::string& svg : {timeline_svg({}, none, Language::kArabic),
                                 graph_svg({}, {}, 0, Language::kJapanese), bar_svg({}, Language::kEnglish)})
    EXPECT_TRUE(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
}
