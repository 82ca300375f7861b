#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "frame.h"
#include "kit/items.h"
#include "kit/said.h"
#include "kit/splitter.h"

using namespace kit;

namespace {

class KitTest : public FrameTest {
 protected:
  // The left and right ends of everything drawn since the call before.
  std::pair<float, float> ink() {
    const auto& vertices = ImGui::GetForegroundDrawList()->VtxBuffer;
    float left = 1e9F, right = -1e9F;
    for (; seen_ < vertices.Size; ++seen_) {
      left = std::min(left, vertices[seen_].pos.x);
      right = std::max(right, vertices[seen_].pos.x);
    }
    return {left, right};
  }

  // Whether anything drawn since the call before has this colour.
  bool drawn_in(ImU32 colour) {
    const auto& vertices = ImGui::GetForegroundDrawList()->VtxBuffer;
    bool found = false;
    for (; seen_ < vertices.Size; ++seen_) found = found || vertices[seen_].col == colour;
    return found;
  }

  int seen_ = 0;
};

constexpr Box kBox{10, 20, 100, 30};
constexpr ImU32 kHover = IM_COL32(1, 2, 3, 255), kAccent = IM_COL32(4, 5, 6, 255);  // like no other colour

Json written(const Item& item) {
  json::Writer out;
  write(out, item);
  return json::parse(out.take()).value_or(Json());
}

}  // namespace

TEST_F(KitTest, IdsComeFromTheKeyAndTheParent) {
  Surface one = surface();
  const ItemId outside = one.id("a");
  EXPECT_EQ(one.id("a"), outside);
  EXPECT_NE(one.id("b"), outside);
  one.push(outside);
  EXPECT_NE(one.id("a"), outside);
  EXPECT_EQ(one.add("a", "text", "A", kBox).parent, outside);
  one.pop();
  EXPECT_EQ(one.id("a"), outside);
}

TEST_F(KitTest, BoxesAreWholePixels) {
  Surface one = surface();
  const Area area = one.add("a", "text", "A", {10.4F, 20.6F, 100.4F, 30.2F}).area;
  EXPECT_EQ(area.x, 10);
  EXPECT_EQ(area.y, 21);
  EXPECT_EQ(area.width, 101);
  EXPECT_EQ(area.height, 30);
}

TEST_F(KitTest, BoxesCountFromTheRightInRightToLeftLanguages) {
  frame_.right_to_left = true;
  Surface one = surface();
  const Area area = one.add("a", "text", "A", kBox).area;
  EXPECT_EQ(area.x, 400 - 10 - 100);
  EXPECT_EQ(area.y, 20);
}

TEST_F(KitTest, AButtonIsNamedByItsLabelAndSaysWhyItIsDisabled) {
  Surface one = surface();
  const ItemId id = button(one, "ok", kBox, "OK", {.disabled = true, .reason = "Nothing chosen"});
  const Item& item = one.items().back();
  EXPECT_EQ(item.id, id);
  EXPECT_STREQ(item.role, "button");
  EXPECT_EQ(item.name, "OK");
  EXPECT_EQ(item.description, "Nothing chosen");
  EXPECT_TRUE(item.disabled);
}

TEST_F(KitTest, AFieldTellsItsProblemAndAPasswordKeepsItsValue) {
  Surface one = surface();
  text_field(one, "id", {10, 20, 200, 60}, "Client ID", {.value = "abc", .problem = "Too short"});
  const auto field = std::ranges::find(one.items(), std::string_view("textbox"), &Item::role);
  ASSERT_NE(field, one.items().end());
  EXPECT_EQ(field->value, "abc");
  EXPECT_EQ(field->description, "Too short");
  EXPECT_TRUE(field->invalid);
  EXPECT_TRUE(field->required);
  EXPECT_STREQ(one.items().back().role, "caption") << "what is wrong can be selected and found";
  text_field(one, "password", {10, 90, 200, 60}, "Password", {.value = "secret", .secret = "password"});
  EXPECT_STREQ(one.items().back().role, "password");
  EXPECT_EQ(one.items().back().value, "");
  EXPECT_FALSE(one.items().back().invalid);
}

TEST_F(KitTest, OneLineOfTextIsCutToItsBoxAndTheNameStaysWhole) {
  const std::string long_text(500, 'W');
  for (const bool right_to_left : {false, true}) {
    frame_.right_to_left = right_to_left;
    Surface one = surface();
    ink();
    label(one, "a", kBox, long_text);
    const auto [left, right] = ink();
    const float start = right_to_left ? 290.0F : 10.0F;
    EXPECT_GE(left, start - 2);
    EXPECT_LE(right, start + 102);
    EXPECT_GT(right - left, 50) << "something is drawn";
    EXPECT_EQ(one.items().back().name, long_text);
  }
}

TEST_F(KitTest, TextOfSeveralBytesACharacterIsCutBetweenCharacters) {
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "\xC3\xA4";
  Surface one = surface();
  ink();
  label(one, "a", kBox, umlauts);
  EXPECT_LE(ink().second, 112);
}

TEST_F(KitTest, ANoteIsAsHighAsItsLinesAndStaysInItsWidth) {
  Surface one = surface();
  const float single = note(one, "a", {10, 0, 300, 0}, "short");
  ink();
  const float many =
      note(one, "b", {10, 20, 80, 0}, "several words that need several lines and a_very_long_one_too");
  EXPECT_GE(many, 3 * single);
  EXPECT_LE(ink().second, 10 + 80 + 2);
  EXPECT_EQ(one.items().back().area.height, many);
}

TEST_F(KitTest, ALongValueIsBrokenAnywhereButInsideOfItsBrackets) {
  const Surface on = surface();
  const std::string value = "hxxps[:]//login[.]pay-update[.]example/session?id=7";
  for (float width = 60; width < 400; width += 1) {
    const std::string lines = on.value_in_lines(value, width, 20);
    std::string joined = lines;
    std::erase(joined, '\n');
    EXPECT_EQ(joined, value);
    EXPECT_FALSE(lines.contains("[\n") || lines.contains("[.\n") || lines.contains("[:\n")) << lines;
    EXPECT_FLOAT_EQ(on.paragraph_height(lines, width),
                    static_cast<float>(1 + std::ranges::count(lines, '\n')) * line_height(kText));
  }
  const std::string cut = on.value_in_lines(value, 100, 2);
  EXPECT_EQ(std::ranges::count(cut, '\n'), 1);
  EXPECT_TRUE(cut.ends_with("\xE2\x80\xA6"));
}

TEST_F(KitTest, LiveRegionsStayWithoutAHeightWhenTheyAreEmpty) {
  Surface one = surface();
  EXPECT_EQ(status(one, "s", kBox, ""), 0);
  EXPECT_STREQ(one.items().back().role, "status");
  EXPECT_EQ(alert(one, "a", kBox, ""), 0);
  EXPECT_STREQ(one.items().back().role, "alert");
  const float high = alert(one, "b", kBox, "Wrong");
  EXPECT_GT(high, 0);
  EXPECT_EQ(one.items().back().area.height, high);
}

TEST_F(KitTest, ADispositionIsAWordWhateverItsColour) {
  using threat_response::Disposition;
  Surface one = surface();
  for (const auto disposition : {Disposition::kNone, Disposition::kClean, Disposition::kMalicious,
                                 Disposition::kSuspicious, Disposition::kCommon, Disposition::kUnknown}) {
    const float wide = disposition_chip(one, "chip", kBox, disposition);
    EXPECT_EQ(one.items().back().name, messages::disposition_words(frame_.language, disposition));
    EXPECT_GT(wide, one.text_width(one.items().back().name, kText, true));
  }
}

TEST_F(KitTest, AScrollerMovesWhatIsInItAndNothingElse) {
  Surface one = surface();
  frame_.scrolled = {{one.id("list"), 15.0F}};
  one.begin_scroll("list", "List", {0, 50, 400, 200});
  const ItemId scroller = one.items().back().id;
  EXPECT_EQ(one.items().back().area.y, 50);
  EXPECT_EQ(one.add("row", "text", "Row", {0, 60, 400, 20}).area.y, 45);
  EXPECT_EQ(one.items().back().parent, scroller);
  one.end_scroll(1000.2F);
  EXPECT_EQ(one.items().front().scroll_height, 1001);
  EXPECT_EQ(one.add("after", "text", "After", {0, 60, 400, 20}).area.y, 60);
}

TEST_F(KitTest, AScrollerShowsTheFocusOfTheKeyboard) {
  Surface one = surface();
  frame_.focused = one.id("list");
  ink();
  one.begin_scroll("list", "List", {10, 50, 300, 200});
  one.end_scroll(1000);
  const auto [left, right] = ink();
  EXPECT_NEAR(left, 10, 1);
  EXPECT_NEAR(right, 310, 1);
}

TEST_F(KitTest, LettersStandTheSameOnDevicePixelsWhereverALabelIs) {
  for (const float ratio : {1.0F, 1.25F, 1.5F, 3.0F}) {
    ImGui::EndFrame();
    ImGui::GetIO().DisplayFramebufferScale = {ratio, ratio};
    ImGui::NewFrame();
    for (ImFont* font : ImGui::GetIO().Fonts->Fonts) font->CurrentRasterizerDensity = ratio;
    Surface one = surface();
    for (float at = 10; at < 20; ++at) label(one, "a", {at, at, 100, 29}, "x");
    const auto& corners = ImGui::GetForegroundDrawList()->VtxBuffer;
    ASSERT_EQ(corners.Size, 40);
    for (int first = 4; first < corners.Size; first += 4) {
      const float right = (corners[first].pos.x - corners[0].pos.x) * ratio;
      const float down = (corners[first].pos.y - corners[0].pos.y) * ratio;
      EXPECT_NEAR(right, std::round(right), 0.01F) << ratio;
      EXPECT_NEAR(down, std::round(down), 0.01F) << ratio;
    }
  }
}

TEST_F(KitTest, TabsThatDoNotFitStayInTheirBox) {
  Surface one = surface();
  tabs(one, "tabs", {10, 0, 120, 36}, "Sections", {{"a", "A long name"}, {"b", "Another long name"}}, "a");
  EXPECT_LE(one.items().back().area.x + one.items().back().area.width, 131);
  EXPECT_GE(one.items().back().area.width, 24);
}

TEST(Theme, HoldsThePagesColoursAndKeepsItsOwnForWhatThePageDoesNotSay) {
  const Theme theme = read_theme(
      json::object({{"is", "theme"}, {"colours", json::object({{"accent", 0xff0000ffU}, {"text", "red"}})}}));
  EXPECT_EQ(theme.accent, IM_COL32(255, 0, 0, 255));
  EXPECT_EQ(theme.text, IM_COL32_BLACK);
  EXPECT_EQ(theme.row, 36);
}

TEST(Theme, CompactRowsAreLowerAndStillLargeEnoughToPress) {
  const Theme theme = read_theme(json::object({{"is", "theme"}, {"compact", true}}));
  EXPECT_LT(theme.row, Theme{}.row);
  EXPECT_GE(theme.row, 24);
  EXPECT_GE(theme.field_height, 24);
}

TEST(Said, AnItemSaysItsMessageAndOthersNothing) {
  Said<std::string> said;
  said.on(1, "pressed");
  said.on_text(2, [](std::string text) { return "typed " + text; });
  EXPECT_EQ(said.message(1, "x"), "pressed");
  EXPECT_EQ(said.message(2, "x"), "typed x");
  EXPECT_FALSE(said.message(3, "x"));
  struct Outer {
    explicit Outer(std::string text) : inner(std::move(text)) {}
    std::string inner;
  };
  EXPECT_EQ(said.lifted<Outer>().message(2, "y")->inner, "typed y");
}

TEST(Semantics, EmptyMembersAreLeftOut) {
  EXPECT_EQ(written({.id = 7, .role = "text", .area = {1.239F, 2, 3, 4}}),
            *json::parse(R"({"id":7,"role":"text","box":[1.24,2,3,4],"label":{"size":14}})"));
}

TEST(Semantics, WordsThatTurnTheReadingDirectionAreReplacedInTheTwinToo) {
  const Json made = written({.name = "\u202Egpj.exe",
                             .description = "\u2066x",
                             .value = "\u202E",
                             .options = {{"a", "\u202EA", true}}});
  EXPECT_EQ(json::text(made, "name"), "\uFFFDgpj.exe");
  EXPECT_EQ(json::text(made, "description"), "\uFFFDx");
  EXPECT_EQ(json::text(*json::array(made, "options")[0], "label"), "\uFFFDA");
  EXPECT_EQ(json::text(made, "value"), "\u202E") << "what is typed into a field stays as it is";
}

TEST(Semantics, EveryMemberIsWrittenThatHasSomething) {
  const Json made = written({.id = 7,
                             .parent = 3,
                             .role = "combobox",
                             .name = "<b>",
                             .description = "d",
                             .value = "v",
                             .href = "https://x",
                             .autocomplete = "off",
                             .options = {{"a", "A", true}},
                             .area = {},
                             .level = 2,
                             .disabled = true,
                             .current = true,
                             .busy = true,
                             .invalid = true,
                             .required = true});
  EXPECT_EQ(json::integer(made, "parent"), 3);
  EXPECT_EQ(json::text(made, "name"), "<b>");
  for (const char* key : {"description", "value", "href", "autocomplete"})
    EXPECT_NE(json::text(made, key), "") << key;
  for (const char* key : {"disabled", "current", "busy", "invalid", "required"})
    EXPECT_TRUE(json::boolean(made, key)) << key;
  EXPECT_EQ(json::integer(made, "level"), 2);
  ASSERT_EQ(json::array(made, "options").size(), 1U);
  EXPECT_EQ(*json::array(made, "options")[0], *json::parse(R"({"value":"a","label":"A","disabled":true})"));
}

TEST_F(KitTest, CuttingAMegabyteOfTextTakesOnePass) {
  Surface one = surface();
  ink();
  label(one, "a", kBox, std::string(1'000'000, 'x'));  // letter by letter from the end this would take hours
  EXPECT_LE(ink().second, 112);
}

TEST_F(KitTest, WhatIsUnderThePointerOrHasTheFocusIsLit) {
  frame_.theme.hover = kHover;
  const std::function<ItemId(Surface&)> items[] = {
      [](Surface& on) { return button(on, "a", kBox, "A"); },
      [](Surface& on) { return button(on, "a", kBox, "A", {.look = ButtonLook::kQuiet}); },
      [](Surface& on) { return icon_button(on, "a", kBox, Icon::kClose, "A"); },
      [](Surface& on) { return menu_item(on, "a", kBox, "A"); },
      [](Surface& on) { return menu_link(on, "a", kBox, "A", "https://a.example/", ""); },
      [](Surface& on) { return choice(on, "a", kBox, "A", "B", false); },
      [](Surface& on) { return tabs(on, "tabs", kBox, "T", {{"a", "A"}, {"b", "B"}}, "b")[0]; }};
  for (const auto& draw : items) {
    frame_.hovered = frame_.focused = 0;
    Surface still = surface();
    drawn_in(0);
    const ItemId id = draw(still);
    EXPECT_FALSE(drawn_in(kHover)) << still.items().back().role;
    frame_.hovered = id;
    Surface lit = surface();
    draw(lit);
    EXPECT_TRUE(drawn_in(kHover)) << lit.items().back().role;
  }
}

TEST_F(KitTest, WhatCannotBePressedIsNotLit) {
  frame_.theme.hover = kHover;
  Surface one = surface();
  frame_.hovered = button(one, "a", kBox, "A");
  Surface two = surface();
  drawn_in(0);
  button(two, "a", kBox, "A", {.disabled = true});
  icon_button(two, "b", kBox, Icon::kClose, "B", {.disabled = true});
  tabs(two, "tabs", kBox, "T", {{"a", "A"}}, "a");
  EXPECT_FALSE(drawn_in(kHover));
}

TEST_F(KitTest, ThePrimaryButtonIsLitOverItsColourAndHasARingOfItsOwn) {
  const ButtonState primary{.look = ButtonLook::kPrimary};
  const ImU32 light = IM_COL32(255, 255, 255, 28);
  Surface still = surface();
  drawn_in(0);
  const ItemId id = button(still, "a", kBox, "A", primary);
  EXPECT_FALSE(drawn_in(light));
  frame_.hovered = id;
  Surface lit = surface();
  button(lit, "a", kBox, "A", primary);
  EXPECT_TRUE(drawn_in(light));
  frame_.hovered = 0;
  const int before = ImGui::GetForegroundDrawList()->VtxBuffer.Size;
  Surface again = surface();
  button(again, "a", kBox, "A", primary);
  const int without = ImGui::GetForegroundDrawList()->VtxBuffer.Size - before;
  frame_.focused = id;
  Surface focused = surface();
  button(focused, "a", kBox, "A", primary);
  EXPECT_GT(ImGui::GetForegroundDrawList()->VtxBuffer.Size - before - without, without);
}

TEST_F(KitTest, TheDividerIsLitUnderThePointerAndWithTheFocus) {
  frame_.theme.accent = kAccent;
  Surface one = surface();
  const ItemId id = splitter(one, "a", kBox, "Width", 50, 20, 80);
  drawn_in(0);
  for (const auto member : {&Frame::hovered, &Frame::focused}) {
    frame_.hovered = frame_.focused = 0;
    Surface still = surface();
    splitter(still, "a", kBox, "Width", 50, 20, 80);
    EXPECT_FALSE(drawn_in(kAccent));
    frame_.*member = id;
    Surface lit = surface();
    splitter(lit, "a", kBox, "Width", 50, 20, 80);
    EXPECT_TRUE(drawn_in(kAccent));
  }
}
