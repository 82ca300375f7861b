#include <gtest/gtest.h>

#include <algorithm>

#include "case_picture/model.h"
#include "seen.h"

using namespace case_picture;
using effects::AskSightings;
using seen::hours;

namespace {

const std::vector<threat_response::Observable> kCase = {seen::kShort, seen::kBad, seen::kAddress};

Model looked_at(const threat_response::Sightings& sightings) {
  Model model;
  update(model, Shown{sightings.observables()});
  update(model, SightingsChanged{&sightings});
  return model;
}

}  // namespace

TEST(CasePicture, AsksNobodyUntilTheUserDoes) {
  Model model;
  EXPECT_TRUE(update(model, Shown{kCase}).empty());
  EXPECT_EQ(update(model, AskPressed{}),
            (effects::Effects{AskSightings{kCase, AskSightings::How::kMissing}}));
  EXPECT_EQ(update(model, Shown{kCase, true}),
            (effects::Effects{AskSightings{kCase, AskSightings::How::kMissing}}));
  EXPECT_EQ(update(model, AgainPressed{}),
            (effects::Effects{AskSightings{kCase, AskSightings::How::kAgain}}));
  EXPECT_EQ(update(model, CancelPressed{}),
            (effects::Effects{AskSightings{kCase, AskSightings::How::kCancel}}));
}

TEST(CasePicture, AnotherCaseIsSeenFromTheStart) {
  const auto sightings = seen::small_case();
  Model model = looked_at(sightings);
  update(model, PictureChosen{Picture::kGraph});
  update(model, TimeZoomed{2, 0.5});
  update(model, NodeChosen{seen::kBad});
  update(model, Shown{{seen::kShort}});
  EXPECT_FALSE(model.span || model.node || model.place);
  EXPECT_TRUE(model.graph.nodes.empty());
  EXPECT_EQ(model.picture, Picture::kGraph) << "what somebody likes to look at stays";
}

TEST(CasePicture, SightingsOfAnotherCaseAreNotShown) {
  const auto sightings = seen::small_case();
  Model model;
  update(model, Shown{{seen::kShort}});
  update(model, SightingsChanged{&sightings});
  EXPECT_TRUE(model.graph.nodes.empty() && model.by_module.all.empty());
}

TEST(CasePicture, ZoomingAndPanningTheTimeAndShowingAllOfIt) {
  Model model = looked_at(seen::small_case());
  const Span whole = *whole_span(model.by_module.all);
  update(model, TimeZoomed{4, 0});
  ASSERT_TRUE(model.span);
  EXPECT_NEAR(model.span->length(), whole.length() / 4, 1);
  const Span before = *model.span;
  update(model, TimePanned{.by = 0.5});
  EXPECT_NEAR(model.span->from, before.from + before.length() / 2, 1);
  update(model, SightingsChosen{{2}});
  EXPECT_LT(hours(20 * 24 + 10), model.span->until) << "what is chosen comes into sight";
  update(model, TimeFitted{});
  EXPECT_FALSE(model.span);
}

TEST(CasePicture, LanesGoUpNoFurtherThanTheLastOne) {
  Model model = looked_at(seen::small_case());
  update(model, TimePanned{.up = 500, .most_up = 80});
  EXPECT_EQ(model.lanes_up, 80);
  update(model, TimePanned{.up = -500, .most_up = 80});
  EXPECT_EQ(model.lanes_up, 0);
}

TEST(CasePicture, AGraphThatWasFittedMovesFromWhereItWasSeen) {
  Model model = looked_at(seen::small_case());
  update(model, GraphZoomed{{0.5F, 0, 0}, 2, 0, 0});
  EXPECT_EQ(model.place->scale, 1);
  update(model, GraphPanned{{9, 9, 9}, 1e6F, 0});
  const auto [left, right] = std::ranges::minmax(model.graph.nodes, {}, &Node::x);
  EXPECT_EQ(model.place->x, left.x) << "something stays in sight";
  update(model, GraphFitted{});
  EXPECT_FALSE(model.place);
}

TEST(CasePicture, WalkingGoesThroughTheNodesAndBringsThemIntoSight) {
  Model model = looked_at(seen::small_case());
  update(model, GraphWalked{{4, 5000, 5000}, Direction::kFirst, 200, 200});
  EXPECT_EQ(model.node, seen::kShort);
  ASSERT_TRUE(model.place);
  EXPECT_LT(std::abs(model.place->x - model.graph.nodes[0].x) * 4, 100);
  update(model, GraphWalked{*model.place, Direction::kLast, 200, 200});
  EXPECT_EQ(model.node, seen::kAddress);
}

TEST(CasePicture, AChoiceThatIsNotThereAnyMoreIsTakenBack) {
  const auto sightings = seen::small_case();
  Model model = looked_at(sightings);
  update(model, SightingsChosen{{3}});
  const auto fewer = seen::sightings(kCase, {{"A", {seen::kBad}, "2026-11-01T10:00:00.000Z"}});
  update(model, SightingsChanged{&fewer});
  EXPECT_TRUE(model.chosen.empty());
}
