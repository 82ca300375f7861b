// Observables dragged onto cases: what would be done, what is done, and what hostile drops come to (CB-06,
// C-12).
#include "casebook/dragging.h"

#include <gtest/gtest.h>

#include "service.h"

using namespace casebook;
using effects::Effects;
using service::Desk;
using service::has;
using service::kDomain;
using service::kIp;
using service::of;
using Hint = DropHint::Kind;

namespace {

const std::string kBoth = R"([{"type":"domain","value":"bad.example"},{"type":"ip","value":"192.0.2.1"}])";

std::vector<std::string> values(const std::vector<Observable>& observables) {
  std::vector<std::string> all;
  for (const Observable& one : observables) all.push_back(one.type + ' ' + one.value);
  return all;
}
using Values = std::vector<std::string>;

Values dragged(std::string_view json, std::string_view text = "") {
  return values(read_dragged(json, text, kPrivateRanges).observables);
}

Desk with_drag(const std::string& json) {
  Desk desk = service::open();
  desk.say(DragBegan{.is_known = true, .json = json});
  return desk;
}

}  // namespace

TEST(Dragging, WhatIsDroppedIsCheckedAndEachIsThereOnce) {
  EXPECT_EQ(dragged(kBoth), (Values{"domain bad.example", "ip 192.0.2.1"}));
  EXPECT_EQ(dragged(R"([{"type":"domain","value":"BAD.example."},{"type":"domain","value":"bad.example"}])"),
            Values{"domain bad.example"});
  const std::string_view hostile =
      R"x([{"type":"md5","value":"0"},{"type":"ip","value":"<b>"},{"type":7},null,"x",
    {"type":"url","value":"javascript:alert(1)"
},{"type":"ip","value":"192.0.2.1"}])x";
  EXPECT_EQ(dragged(hostile), Values{"ip 192.0.2.1"});
}

TEST(Dragging, WithoutOurJsonTheTextIsRecognised) {
  EXPECT_EQ(dragged("", "see hxxp://evil[.]example/a"), Values{"url http://evil.example/a"});
  for (const std::string& broken :
       {std::string("{"), std::string("[]"), std::string("7"), std::string("[[[[]]]]"),
        std::string(100'000, '['), std::string(kLongestDrop + 1, ' ')})
    EXPECT_EQ(dragged(broken, "192.0.2.1"), Values{"ip 192.0.2.1"});
  EXPECT_EQ(dragged("", ""), Values{});
}

TEST(Dragging, OfATextWhatIsIgnoredIsLeftOutUnlessItIsAllThereIs) {
  const Drag some = read_dragged("", "10.1.2.3 and 192.0.2.1 and 10.1.2.4", kPrivateRanges);
  EXPECT_EQ(values(some.observables), Values{"ip 192.0.2.1"});
  EXPECT_EQ(some.ignored, 2U);
  EXPECT_EQ(dragged("", "10.1.2.3"), Values{"ip 10.1.2.3"});
  EXPECT_EQ(dragged(R"([{"type":"ip","value":"10.1.2.3"},{"type":"ip","value":"192.0.2.1"}])").size(), 2U)
      << "who drags an observable means it";
}

TEST(Dragging, TheHintSaysWhatWouldBeAddedWhere) {
  Desk desk = with_drag(kBoth);
  EXPECT_EQ(desk.model.hint.kind, Hint::kDragging);
  EXPECT_EQ(desk.model.hint.count, 2U);
  desk.say(DraggedOver{{.case_id = "b"}});
  EXPECT_EQ(desk.model.hint,
            (DropHint{.kind = Hint::kAdd, .count = 2, .value = "bad.example", .title = "Case b"}));
  desk.say(DraggedOver{});
  EXPECT_EQ(desk.model.hint,
            (DropHint{.kind = Hint::kAdd, .count = 1, .value = "192.0.2.1", .title = "Case a"}))
      << "one is there already";
  desk.say(DraggedOver{{.new_case = true}});
  EXPECT_TRUE(desk.model.hint.new_case);
  EXPECT_EQ(desk.model.hint.count, 2U);
  desk.say(DragEnded{});
  EXPECT_EQ(desk.model.hint.kind, Hint::kNone);
}

TEST(Dragging, OfACurrentCaseThatHasNotBeenReadNothingIsSaid) {
  Desk desk(false);
  desk.say(CurrentRemembered{"x"});
  desk.say(DragBegan{.is_known = true, .json = kBoth});
  desk.say(DraggedOver{});
  EXPECT_EQ(desk.model.hint.kind, Hint::kAdd);
  EXPECT_EQ(desk.model.hint.count, 0U);
  desk.say(Dropped{});
  ASSERT_EQ(desk.model.outbox.entries.size(), 1U);
  EXPECT_EQ(desk.model.outbox.entries[0].change.case_id, "x");
}

TEST(Dragging, WhatCannotTakeItSaysWhy) {
  Desk there = with_drag(R"([{"type":"domain","value":"bad.example"}])");
  there.say(DraggedOver{});
  EXPECT_EQ(there.model.hint.kind, Hint::kAlreadyThere);
  EXPECT_TRUE(there.model.hint.is_refused());
  Desk nothing = with_drag("[]");
  nothing.say(DraggedOver{});
  EXPECT_EQ(nothing.model.hint.kind, Hint::kNothingFound);
  EXPECT_TRUE(nothing.model.hint.is_refused());
  Desk reader = service::open();
  reader.say(SignedIn{"me", "u-1", {"casebook:read"}});
  reader.say(DragBegan{.is_known = true, .json = kBoth});
  reader.say(DraggedOver{});
  EXPECT_EQ(reader.model.hint.kind, Hint::kNeedsScope);
  EXPECT_EQ(reader.model.hint.scope, "casebook");
  EXPECT_TRUE(reader.model.hint.is_refused());
  reader.say(Dropped{});
  EXPECT_TRUE(reader.model.outbox.entries.empty());
}

TEST(Dragging, WhatComesFromOutsideIsNotKnownBeforeItIsDropped) {
  Desk desk = service::open();
  desk.say(DragBegan{});
  desk.say(DraggedOver{});
  EXPECT_EQ(desk.model.hint.kind, Hint::kAddWhatIsFound);
  EXPECT_EQ(desk.model.hint.title, "Case a");
  desk.say(DragBegan{.is_known = true, .json = "", .text = "from 192.0.2.1"});
  desk.say(Dropped{});
  EXPECT_EQ(values(desk.model.shown->observables), (Values{"domain bad.example", "ip 192.0.2.1"}));
}

TEST(Dragging, ADropIsShownAtOnceAndSentWhenItCanNoLongerBeUndone) {
  Desk desk = with_drag(kBoth);
  desk.say(Dropped{{.case_id = "b"}});
  EXPECT_EQ(desk.model.notice.kind, Notice::Kind::kAdding);
  EXPECT_EQ(desk.model.notice.count, 2U);
  EXPECT_EQ(desk.model.notice.title, "Case b");
  EXPECT_EQ(desk.model.current_id, "a") << "the open case stays";
  EXPECT_EQ(listed_cases(desk.model)[1].observables, 2U);
  EXPECT_EQ(desk.model.notice.undo_until, desk.model.now + outbox::kUndo);
  EXPECT_TRUE(desk.calls.empty());
  desk.wait(outbox::kUndo);
  EXPECT_NE(desk.call("GET /ctia/casebook/b"), nullptr);
}

TEST(Dragging, ADropIsUndoneAsIfItHadNeverBeen) {
  Desk desk = with_drag(kBoth);
  desk.say(Dropped{});
  EXPECT_EQ(desk.model.shown->observables.size(), 2U);
  desk.say(UndoPressed{desk.model.notice.change_id});
  EXPECT_EQ(desk.model.shown->observables.size(), 1U);
  EXPECT_TRUE(desk.model.outbox.entries.empty());
  desk.wait(outbox::kUndo);
  EXPECT_TRUE(desk.calls.empty());
}

TEST(Dragging, WhatIsThereAlreadyIsNotAddedAgain) {
  Desk desk = with_drag(R"([{"type":"domain","value":"bad.example"}])");
  EXPECT_TRUE(desk.say(Dropped{}).empty());
  EXPECT_EQ(desk.model.notice.kind, Notice::Kind::kAlreadyThere);
  EXPECT_TRUE(desk.model.outbox.entries.empty());
}

TEST(Dragging, WithoutACurrentCaseANewOneIsMade) {
  Desk desk = service::open();
  desk.say(AllCasesPressed{});
  desk.say(DragBegan{.is_known = true, .json = kBoth});
  desk.say(DraggedOver{});
  EXPECT_TRUE(desk.model.hint.new_case);
  desk.say(Dropped{{.default_title = "Dropped"}});
  EXPECT_EQ(desk.model.shown->title, "Dropped");
  EXPECT_EQ(desk.model.shown->observables.size(), 2U);
  EXPECT_NE(desk.call(service::kCreate), nullptr);
}

TEST(Dragging, ARowTakesWhatIsSelectedWithIt) {
  Desk desk = service::open();
  desk.say(AddAsked{{{kIp}, false, ""}});
  EXPECT_TRUE(has(desk.say(RowDragged{kIp}), effects::DragData{{kIp}}));
  EXPECT_TRUE(desk.model.selected.contains(kIp)) << "one sees what is dragged";
  desk.say(RowChosen{kDomain, "toggle", {}});
  EXPECT_TRUE(has(desk.say(RowDragged{kDomain}), (effects::DragData{{kDomain, kIp}})));
  desk.say(DraggedOver{{.case_id = "b"}});
  EXPECT_EQ(desk.model.hint.kind, Hint::kCopy);
  desk.say(DraggedOver{{.case_id = "a"}});
  EXPECT_EQ(desk.model.hint.kind, Hint::kAlreadyThere) << "they are this case's";
  desk.say(Dropped{{.case_id = "b"}});
  EXPECT_EQ(desk.model.shown->observables.size(), 2U) << "it is a copy";
  EXPECT_EQ(listed_cases(desk.model)[1].observables, 2U);
}

TEST(Dragging, KindsTheRecogniserDoesNotKnowAreCopiedBetweenCasesToo) {
  Desk desk = service::open();
  const std::string kMore =
      R"({"id":"a","title":"Case a","observables":[{"type":"hostname","value":"host7"}]})";
  desk.say(RefreshPressed{});
  desk.answer(service::kSearch, of(200, '[' + kMore + ',' + service::a_case("b", {}) + ']'));
  desk.say(RowDragged{{"hostname", "host7"}});
  desk.say(Dropped{{.case_id = "b"}});
  ASSERT_EQ(desk.model.outbox.entries.size(), 1U);
  EXPECT_EQ(std::get<outbox::AddObservables>(desk.model.outbox.entries[0].change.what).observables,
            (std::vector<Observable>{{"hostname", "host7"}}));
}

TEST(Dragging, ADropWithoutADragIsNothing) {
  Desk desk = service::open();
  EXPECT_TRUE(desk.say(Dropped{}).empty());
  desk.say(DraggedOver{});
  EXPECT_EQ(desk.model.hint.kind, Hint::kNone);
  desk.say(DragBegan{});
  EXPECT_TRUE(desk.say(Dropped{}).empty()) << "nobody has said what it holds";
  EXPECT_EQ(desk.model.notice.kind, Notice::Kind::kNone);
}
