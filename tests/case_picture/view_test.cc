#include "case_picture/view.h"

#include <algorithm>

#include "../kit/frame.h"
#include "seen.h"

namespace case_picture {
namespace {

using kit::Item;

class PictureTest : public kit::FrameTest {
 protected:
  PictureTest() : FrameTest(1000, 600) {}

  void look_at(threat_response::Sightings sightings) {
    sightings_ = std::move(sightings);
    model_ = {};
    update(model_, Shown{{seen::kShort, seen::kBad, seen::kAddress}});
    update(model_, SightingsChanged{&sightings_});
  }
  void draw() {
    kit::Surface on = surface();
    said_ = case_picture::draw(on, model_, {&sightings_, &verdicts_, seen::kStart},
                               {0, 0, frame_.width, frame_.height});
    items_ = on.items();
  }
  const Item* find(std::string_view role, std::string_view name) {
    const auto found = std::ranges::find_if(
        items_, [&](const Item& item) { return item.role == role && item.name == name; });
    return found == items_.end() ? nullptr : &*found;
  }
  // Uses an item as the twin does, and draws again.
  void use(const Item* item, const std::string& text = "") {
    ASSERT_NE(item, nullptr);
    const auto message = said_.message(item->id, text);
    ASSERT_TRUE(message);
    last_ = *message;
    effects_ = update(model_, *message);
    draw();
  }

  threat_response::Sightings sightings_;
  threat_response::Verdicts verdicts_;
  Model model_;
  Say said_;
  std::vector<Item> items_;
  std::optional<Message> last_;
  effects::Effects effects_;
};

TEST_F(PictureTest, BeforeAnybodyIsAskedThereIsAButtonThatAsks) {
  look_at({});
  draw();
  use(find("button", "Ask the modules"));
  EXPECT_EQ(effects_.size(), 1U);
}

TEST_F(PictureTest, WhileAskingThereIsProgressAndAWayToCancel) {
  threat_response::Sightings asking;
  asking.ask({seen::kShort, seen::kBad, seen::kAddress}, threat_response::Sightings::kMissing);
  look_at(asking);
  draw();
  ASSERT_TRUE(find("progressbar", "Sightings"));
  EXPECT_EQ(find("progressbar", "Sightings")->value, "Answers about 0 of 3 observables");
  use(find("button", "Cancel"));
  EXPECT_EQ(effects_.at(0).get_if<effects::AskSightings>()->how, effects::AskSightings::How::kCancel);
}

TEST_F(PictureTest, NothingSeenAndNothingAnsweredAreToldApart) {
  look_at(seen::sightings({seen::kShort, seen::kBad, seen::kAddress}, {}));
  draw();
  EXPECT_TRUE(find("status", "Not seen"));
  threat_response::Sightings failed;
  const auto calls =
      failed.ask({seen::kShort, seen::kBad, seen::kAddress}, threat_response::Sightings::kMissing);
  failed.replied(calls[0].id, {.status = 503, .body = ""});
  look_at(failed);
  draw();
  EXPECT_FALSE(find("status", "Not seen"));
  EXPECT_TRUE(std::ranges::any_of(
      items_, [](const Item& item) { return item.role == std::string_view("alert") && !item.name.empty(); }));
  use(find("button", "Try again"));
  EXPECT_EQ(effects_.at(0).get_if<effects::AskSightings>()->how, effects::AskSightings::How::kMissing);
}

TEST_F(PictureTest, AMarkSaysInWordsWhatItStandsForAndShowsItsFacts) {
  look_at(seen::small_case());
  draw();
  const char* words = "bit.ly: seen 4 times by Reputation, last 2026-11-01";
  use(find("option", words));
  EXPECT_EQ(model_.chosen, (std::vector<std::size_t>{0}));
  EXPECT_TRUE(find("text", "2026-11-01 10:00 UTC \u00B7 Reputation \u00B7 4 times"));
  ASSERT_TRUE(find("option", words));
  EXPECT_EQ(find("option", words)->selected, true);
  use(find("button", "All sightings"));
  EXPECT_TRUE(model_.chosen.empty());
}

TEST_F(PictureTest, TheTimelineIsWalkedAndZoomedByWhatThePlaneSays) {
  look_at(seen::small_case());
  draw();
  use(find("listbox", "Timeline"), "go end");
  EXPECT_EQ(model_.chosen.at(0), 0U);
  use(find("listbox", "Timeline"), "go end");
  EXPECT_EQ(model_.chosen.at(0), 1U);
  use(find("listbox", "Timeline"), "go down");
  EXPECT_EQ(model_.chosen.at(0), 2U);
  use(find("listbox", "Timeline"), "go first");
  EXPECT_EQ(model_.chosen.at(0), 0U);
  use(find("listbox", "Timeline"), "zoom 8 20 40");
  ASSERT_TRUE(model_.span);
  use(find("listbox", "Timeline"), "go end");
  EXPECT_EQ(model_.chosen.at(0), 1U) << "it was out of sight";
  use(find("listbox", "Timeline"), "fit");
  EXPECT_FALSE(model_.span);
  use(find("listbox", "Timeline"), "what no twin says");
}

TEST_F(PictureTest, ANodeShowsItsRelationsAndAsksForThePivotMenu) {
  look_at(seen::small_case());
  model_.picture = Picture::kGraph;
  draw();
  const char* words = "pay-update.example, No verdict, one relation";
  use(find("option", words));
  EXPECT_EQ(model_.node, seen::kBad);
  use(find("button", "pay-update.example \u2013 Resolved To \u2013 192.0.2.17"));
  EXPECT_EQ(model_.node, seen::kAddress) << "to the other end";
  use(find("option", words), "menu");
  EXPECT_EQ(std::get<PivotAsked>(*last_).observable, seen::kBad);
}

TEST_F(PictureTest, APartOfTheBarSaysWhichDispositionItIs) {
  look_at(seen::small_case());
  draw();
  use(find("button", "No verdict: 3 of 3"));
  EXPECT_EQ(std::get<DispositionPressed>(*last_).disposition, threat_response::Disposition::kNone);
}

TEST_F(PictureTest, EveryThingToPressIsAsLargeAsAFingerNeedsAndInsideTheBox) {
  look_at(seen::small_case());
  for (const auto picture : {Picture::kTimeline, Picture::kGraph})
    for (const float width : {1000.0F, 420.0F}) {
      frame_.width = width;
      model_.picture = picture;
      draw();
      for (const Item& item : items_)
        if (item.role == std::string_view("option") || item.role == std::string_view("button")) {
          EXPECT_GE(item.area.width, 24) << item.name;
          EXPECT_GE(item.area.height, 24) << item.name;
          EXPECT_LE(item.area.x + item.area.width, width + 1) << item.name;
        }
    }
}

TEST_F(PictureTest, HostileTextAndManyOfAllAreDrawn) {
  std::vector<seen::Sighting> all;
  const std::string evil = "<b>\u202Ekcatta\u202C\x01</b>";
  for (int i = 0; i < 2000; ++i)
    all.push_back(
        {evil + std::to_string(i % 30),
         {seen::kBad},
         "2525-01-01T00:00:00.000Z",
         "",
         1,
         {{{"domain", evil + std::to_string(i % 497)}, {"domain", evil + std::to_string(i * 7 % 491)}}},
         evil + std::to_string(i)});
  look_at(seen::sightings({seen::kShort, seen::kBad, seen::kAddress}, all));
  ASSERT_GT(model_.graph.nodes.size(), 490U);
  ASSERT_GT(model_.graph.edges.size(), 1900U);
  for (const auto picture : {Picture::kTimeline, Picture::kGraph}) {
    model_.picture = picture;
    const int before = ImGui::GetForegroundDrawList()->VtxBuffer.Size;
    draw();
    EXPECT_LT(ImGui::GetForegroundDrawList()->VtxBuffer.Size - before, 60'000);
  }
}

}  // namespace
}  // namespace case_picture
