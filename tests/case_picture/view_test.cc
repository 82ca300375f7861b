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
  std::vector<std::string> names(std::string_view role) const {
    std::vector<std::string> all;
    for (const Item& item : items_)
      if (item.role == role) all.push_back(item.name);
    return all;
  }
  // How much is drawn in this colour.
  std::ptrdiff_t drawn_in(ImU32 colour) {
    const int before = ImGui::GetForegroundDrawList()->VtxBuffer.Size;
    draw();
    const auto& vertices = ImGui::GetForegroundDrawList()->VtxBuffer;
    return std::count_if(vertices.begin() + before, vertices.end(),
                         [&](const ImDrawVert& one) { return one.col == colour; });
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

TEST_F(PictureTest, TheGraphIsMovedZoomedAndWalkedByWhatThePlaneSays) {
  look_at(seen::small_case());
  model_.picture = Picture::kGraph;
  draw();
  const auto say = [&](const char* text) { use(find("listbox", "Relations"), text); };
  say("go first");
  EXPECT_EQ(model_.node, seen::kShort);
  say("go last");
  EXPECT_EQ(model_.node, seen::kAddress);
  const auto at = [&] { return model_.graph.nodes.at(*find_node(model_.graph, *model_.node)); };
  for (const auto& [there, back] : {std::pair{"go start", "go end"}, std::pair{"go up", "go down"}})
    for (const char* way : {there, back}) {
      const Node before = at();
      say(way);
      const Node after = at();
      if (before.observable == after.observable) continue;  // there is none that way
      EXPECT_TRUE(way == std::string_view("go start") ? after.x < before.x
                  : way == std::string_view("go end") ? after.x > before.x
                  : way == std::string_view("go up")  ? after.y < before.y
                                                      : after.y > before.y)
          << way;
    }
  say("fit");
  EXPECT_FALSE(model_.place);
  say("zoom 2 0 0");
  ASSERT_TRUE(model_.place);
  const float x = model_.place->x;
  say("pan -10 0");
  EXPECT_GT(model_.place->x, x) << "what was drawn to the left comes from the right";
  say("what no twin says");
  EXPECT_FALSE(model_.place) << "is taken for showing all of it";
}

TEST_F(PictureTest, NodesAreNamedAsFarAsTheirNamesStandApartTheChosenOneAlways) {
  look_at(seen::small_case());
  model_.picture = Picture::kGraph;
  using Labels = std::vector<std::string>;
  const auto labels = [&](float scale) {
    model_.place = Place{scale, 0, 0};
    draw();
    Labels all;
    std::vector<kit::Area> places;
    for (const Item& item : items_)
      if (item.role == std::string_view("caption")) {
        for (const kit::Area& other : places)
          EXPECT_FALSE(item.area.x < other.x + other.width && other.x < item.area.x + item.area.width &&
                       item.area.y < other.y + other.height && other.y < item.area.y + item.area.height)
              << item.name;
        places.push_back(item.area);
        all.push_back(item.name);
      }
    std::ranges::sort(all);
    return all;
  };
  EXPECT_EQ(labels(1), (Labels{"192.0.2.17", "bit.ly", "pay-update.example"}));
  EXPECT_EQ(labels(0.4F), (Labels{"bit.ly", "pay-update.example"})) << "the address is in the way of one";
  EXPECT_EQ(labels(0.1F), Labels());
  model_.node = seen::kAddress;
  EXPECT_TRUE(std::ranges::contains(labels(0.4F), "192.0.2.17"));
  EXPECT_EQ(labels(0.1F), (Labels{"192.0.2.17"}));
  EXPECT_EQ(names("option").size(), 3U) << "all can be pressed all the same";
}

TEST_F(PictureTest, ANodeOutOfSightIsNoMarkUnlessItIsChosen) {
  look_at(seen::small_case());
  model_.picture = Picture::kGraph;
  draw();
  const auto marks = [&] {
    const auto plane = find("listbox", "Relations")->id;
    return std::ranges::count(items_, plane, &Item::parent);
  };
  EXPECT_EQ(marks(), 6) << "three marks with their names";
  model_.place = Place{4, 1e5F, 1e5F};
  draw();
  EXPECT_EQ(marks(), 0);
  model_.node = seen::kBad;
  draw();
  EXPECT_EQ(marks(), 1) << "the keys start from it";
}

TEST_F(PictureTest, TheGraphIsMirroredInRightToLeftLanguages) {
  look_at(seen::small_case());
  model_.picture = Picture::kGraph;
  draw();
  const float left = find("option", "bit.ly, No verdict, 0 relations")->area.x;
  frame_.right_to_left = true;
  draw();
  const Item* mirrored = find("option", "bit.ly, No verdict, 0 relations");
  EXPECT_EQ(mirrored->area.x, frame_.width - left - mirrored->area.width);
}

TEST_F(PictureTest, TheTimelineIsWalkedUpBackAndToItsEnd) {
  look_at(seen::small_case());
  draw();
  const auto say = [&](const char* text) { use(find("listbox", "Timeline"), text); };
  say("go last");
  EXPECT_EQ(model_.chosen.at(0), 2U);
  say("go down");
  EXPECT_EQ(model_.chosen.at(0), 2U) << "there is no lane below";
  say("go up");
  EXPECT_EQ(model_.chosen.at(0), 1U) << "of the lane above the nearest in time";
  say("go start");
  EXPECT_EQ(model_.chosen.at(0), 0U);
  say("go start");
  EXPECT_EQ(model_.chosen.at(0), 0U) << "there is none before";
  say("zoom 8 300 40");
  const Span before = *model_.span;
  say("pan -50 0");
  EXPECT_GT(model_.span->from, before.from) << "what was drawn to the left comes from the right";
}

TEST_F(PictureTest, WhatIsBeforeTheShownTimeIsReachedByTheArrow) {
  look_at(seen::small_case());
  model_.chosen = {2};
  draw();
  const auto say = [&](const char* text) { use(find("listbox", "Timeline"), text); };
  model_.span = Span{seen::hours(20 * 24), seen::hours(21 * 24)};
  draw();
  say("go start");
  EXPECT_EQ(model_.chosen.at(0), 1U) << "the last of those before";
}

TEST_F(PictureTest, LanesAreOfModulesOrOfObservables) {
  look_at(seen::small_case());
  draw();
  use(find("checkbox", "By observable"), "true");
  EXPECT_TRUE(find("checkbox", "By observable")->checked.value_or(false));
  EXPECT_EQ(model_.lanes, Lanes::kByObservable);
  use(find("checkbox", "By observable"), "");
  EXPECT_EQ(model_.lanes, Lanes::kByModule);
}

TEST_F(PictureTest, AnEmptyCaseSaysSoAndAPictureOfNothingSeenShowsItsObservables) {
  draw();
  EXPECT_TRUE(find("status", "This case has no observables yet."));
  look_at(seen::sightings({seen::kShort, seen::kBad, seen::kAddress}, {}));
  draw();
  use(find("tab", "Relations"));
  EXPECT_FALSE(find("status", "Not seen"));
  EXPECT_EQ(names("option").size(), 6U) << "each in the picture and in the list";
  use(find("tab", "Timeline"));
  EXPECT_TRUE(find("status", "Not seen"));
}

TEST_F(PictureTest, ANodeOfTheListIsChosenAndAsksForThePivotMenu) {
  look_at(seen::small_case());
  model_.picture = Picture::kGraph;
  draw();
  const auto row = [&] {
    const auto found = std::find_if(items_.rbegin(), items_.rend(), [](const Item& item) {
      return item.role == std::string_view("option") && item.name.starts_with("bit.ly");
    });
    return found == items_.rend() ? nullptr : &*found;
  };
  use(row(), "menu");
  EXPECT_EQ(std::get<PivotAsked>(*last_).observable, seen::kShort);
  use(find("button", "All observables"));
  EXPECT_FALSE(model_.node);
  use(row());
  EXPECT_EQ(model_.node, seen::kShort);
  EXPECT_TRUE(find("heading", "bit.ly"));
}

TEST_F(PictureTest, ModulesThatDidNotAnswerAreNamedWithTheirReasons) {
  threat_response::Sightings sightings;
  const auto calls =
      sightings.ask({seen::kShort, seen::kBad, seen::kAddress}, threat_response::Sightings::kMissing);
  sightings.replied(calls[0].id, {.status = 200, .body = R"({"data":[],"errors":[
      {"module":"Late","module_instance_id":"a","code":"module-timeout","message":"too late"},
      {"module":"Locked","module_instance_id":"b","code":"unauthorized","message":"its key is wrong"},
      {"module":"Mute","module_instance_id":"c"}]})"});
  look_at(sightings);
  draw();
  EXPECT_EQ(names("alert").at(0), "Late: no answer in time\nLocked: failed (its key is wrong)\nMute: failed");
}

TEST_F(PictureTest, SightingsOfAMarkAreToldOneUnderTheOther) {
  threat_response::Sightings sightings;
  const auto calls =
      sightings.ask({seen::kShort, seen::kBad, seen::kAddress}, threat_response::Sightings::kMissing);
  sightings.replied(calls[0].id, {.status = 200, .body = R"({"data":[{"module":"M","module_instance_id":"m",
    "data":{"sightings":{"docs":[
      {"title":"First","description":"in the proxy","count":1,"source_uri":"https://m.example/s/1",
       "observables":[{"type":"domain","value":"bit.ly"}],
       "observed_time":{"start_time":"2026-11-01T10:00:00.000Z"},
       "targets":[{"type":"endpoint","observables":[{"type":"hostname","value":"pc-7"}]}]},
      {"title":"Second","count":1,"source_uri":"http://m.example/s/2",
       "observables":[{"type":"domain","value":"bit.ly"}],
       "observed_time":{"start_time":"2026-11-01T10:00:30.000Z"}}]}}}]})"});
  look_at(sightings);
  model_.chosen = {0, 1, 9};
  draw();
  for (const char* words : {"First", "Second", "in the proxy", "Seen at pc-7"})
    EXPECT_TRUE(find("text", words)) << words;
  ASSERT_TRUE(find("link", "Open at m.example"));
  EXPECT_EQ(names("link").size(), 1U) << "only what is encrypted is linked";
}

TEST_F(PictureTest, WhatIsTooMuchForTheGraphIsCountedOverIt) {
  std::vector<std::pair<threat_response::Observable, threat_response::Observable>> relations;
  for (int i = 0; i < 700; ++i)
    relations.push_back({seen::kBad, {"domain", "d" + std::to_string(i) + ".example"}});
  std::vector<seen::Sighting> all;
  for (int i = 0; i < 700; i += 10)
    all.push_back({"M",
                   {seen::kBad},
                   "",
                   "",
                   1,
                   {relations.begin() + i, relations.begin() + i + 10},
                   std::to_string(i)});
  look_at(seen::sightings({seen::kShort, seen::kBad, seen::kAddress}, all));
  draw();
  const auto notes = [&](std::string_view words) {
    return std::ranges::any_of(names("text"), [&](const std::string& text) { return text.contains(words); });
  };
  EXPECT_TRUE(notes("70 sightings do not say when they were."));
  EXPECT_FALSE(notes("Not shown"));
  use(find("tab", "Relations"));
  EXPECT_TRUE(notes("Not shown, as it would be too much: "));
  EXPECT_FALSE(notes("do not say when"));
}

TEST_F(PictureTest, WhatHasTheFocusOrIsUnderThePointerIsSeenToBe) {
  look_at(seen::small_case());
  const auto drawn = [&] {
    const int before = ImGui::GetForegroundDrawList()->VtxBuffer.Size;
    draw();
    return ImGui::GetForegroundDrawList()->VtxBuffer.Size - before;
  };
  int without = drawn();
  frame_.hovered = find("button", "No verdict: 3 of 3")->id;
  EXPECT_GT(drawn(), without) << "it is lit";
  frame_.hovered = 0;
  frame_.focused = find("listbox", "Timeline")->id;
  EXPECT_GT(drawn(), without) << "it has an outline";
  frame_.focused = 0;
  model_.picture = Picture::kGraph;
  model_.node = seen::kBad;
  without = drawn();
  frame_.hovered = find("button", "pay-update.example \u2013 Resolved To \u2013 192.0.2.17")->id;
  EXPECT_GT(drawn(), without);
  frame_.hovered = 0;
  frame_.theme.accent = IM_COL32(1, 2, 3, 255);  // like no other colour
  model_.node = std::nullopt;
  const auto accents = drawn_in(frame_.theme.accent);
  frame_.focused = find("listbox", "Relations")->id;
  EXPECT_GT(drawn_in(frame_.theme.accent), accents);
}

}  // namespace
}  // namespace case_picture
