// What users change: shown at once, sent when it may be, told when it is through.
#include <gtest/gtest.h>

#include "service.h"

using namespace casebook;
using effects::Effects;
using service::Desk;
using service::has;
using service::kCreate;
using service::kDomain;
using service::kIp;
using service::of;
using threat_response::Problem;
using Kind = Notice::Kind;

namespace {

const std::string kRead = "GET /ctia/casebook/a", kAdd = "POST /ctia/casebook/a/observables",
                  kPatch = "PATCH /ctia/casebook/a", kTexts = "POST /ctia/casebook/a/texts";

AddAsked to_new(const observables::Observable& what) { return {{{what}, true, "New"}}; }
AddAsked to_current(const observables::Observable& what) { return {{{what}, false, ""}}; }

}  // namespace

TEST(Changing, ANewCaseIsCurrentAtOnceAndGetsItsIdFromTheService) {
  Desk desk = service::open();
  desk.say(to_new(kIp));
  EXPECT_EQ(desk.model.notice.kind, Kind::kAdding);
  EXPECT_EQ(desk.model.shown->title, "New");
  EXPECT_TRUE(desk.model.pending.contains(kIp));
  EXPECT_EQ(listed_cases(desk.model).front().title, "New");
  ASSERT_NE(desk.call(kCreate), nullptr);
  EXPECT_TRUE(desk.call(kCreate)->request.body.contains("tr-widgets-t-1"));
  const Effects done = desk.answer(kCreate, of(201, service::a_case("n", {kIp})));
  EXPECT_TRUE(has(done, effects::CaseChanged{"n", "Case n"}));
  EXPECT_TRUE(has(done, effects::ObservablesAdded{"n", "New", {kIp}}));
  EXPECT_EQ(desk.model.notice.kind, Kind::kAdded);
  EXPECT_EQ(desk.model.current_id, "n");
  EXPECT_TRUE(desk.model.outbox.entries.empty());
  EXPECT_EQ(listed_cases(desk.model).front().id, "n");
}

// A page that died with the creation still in the store left it to the next one, which made the case once
// more while it deleted it.
TEST(Changing, WhatIsDoneToACaseThatWasMadeHereComesAfterItsCreation) {
  Desk desk = service::open();
  desk.say(to_new(kIp));
  const std::string draft = desk.model.current_id;
  desk.answer(kCreate, of(201, service::a_case("n", {kIp}, R"(,"external_ids":[")" + draft + R"("])")));
  desk.say(DeletePressed{});
  desk.say(DeleteConfirmed{});
  ASSERT_EQ(desk.model.outbox.entries.size(), 1U);
  EXPECT_EQ(desk.model.outbox.entries[0].change.case_id, "n");
  EXPECT_EQ(desk.model.outbox.entries[0].change.external_id, draft);
}

// A.13: "current case" is never defined in the guide.
TEST(Contradictions, No10TheCurrentCaseIsTheOneLastOpenedOrCreated) {
  Desk desk = service::open();
  desk.say(CasePressed{"b"});
  EXPECT_EQ(desk.model.current_id, "b");
  desk.say(to_new(kIp));
  EXPECT_EQ(desk.model.shown->title, "New");
  desk.answer(kCreate, of(201, service::a_case("n", {kIp})));
  EXPECT_EQ(desk.model.current_id, "n");
}

TEST(Changing, WhatIsDoneToANewCaseWaitsForItsId) {
  Desk desk = service::open();
  desk.say(to_new(kIp));
  desk.say(to_current(kDomain));
  EXPECT_EQ(desk.model.shown->observables.size(), 2U);
  EXPECT_EQ(desk.calls.size(), 1U);
  desk.answer(kCreate, of(201, service::a_case("n", {kIp})));
  ASSERT_NE(desk.call("POST /ctia/casebook/n/observables"), nullptr);
}

// A colleague had found and deleted it when the outbox looked, half a minute later: it was made again.
TEST(Changing, ANewCaseWhoseAnswerDidNotComeIsLookedForAtOnce) {
  Desk desk = service::open();
  desk.say(to_new(kIp));
  const std::string draft = desk.model.current_id;
  desk.answer(kCreate, of(502, ""));
  EXPECT_EQ(desk.model.notice.kind, Kind::kUncertain);
  const std::string named = R"(,"external_ids":[")" + draft + R"("],"owner":"u-1")";
  ASSERT_NE(desk.call("GET /ctia/casebook/external_id/" + draft), nullptr);
  desk.answer("GET /ctia/casebook/external_id/", of(200, '[' + service::a_case("n", {kIp}, named) + ']'));
  EXPECT_TRUE(desk.model.outbox.entries.empty());
  EXPECT_EQ(desk.model.current_id, "n");
}

TEST(Changing, WhatIsDoneToANewCaseThatAnotherTabHasJustMadeIsNotSentToItsDraft) {
  Desk desk = service::open();
  outbox::Change create{
      .id = "u-1", .account = "me", .external_id = "tr-widgets-u-1", .made_at = desk.model.now};
  create.what = outbox::CreateCase{{.title = "New", .external_id = create.external_id}};
  desk.say(ChangesListed{{create}});
  desk.say(CurrentRemembered{create.external_id});
  desk.say(ChangesListed{{}});  // the other tab is through with it
  desk.say(to_current(kDomain));
  ASSERT_EQ(desk.model.outbox.entries.size(), 1U);
  EXPECT_EQ(desk.model.outbox.entries[0].change.external_id, create.external_id);
  EXPECT_EQ(desk.model.outbox.entries[0].change.case_id, "");
}

TEST(Changing, ToTheCurrentCaseReadsItFirst) {
  Desk desk = service::open();
  desk.say(to_current(kIp));
  EXPECT_EQ(desk.model.shown->observables.size(), 2U) << "shown at once";
  desk.answer(kRead, of(200, service::a_case("a", {kDomain})));
  ASSERT_NE(desk.call(kAdd), nullptr);
  desk.answer(kAdd, of(200, service::a_case("a", {kDomain, kIp})));
  EXPECT_EQ(desk.model.notice.kind, Kind::kAdded);
  EXPECT_EQ(desk.model.outbox.entries.size(), 1U) << "looked at once more";
  desk.wait(outbox::kSettle);
  desk.answer(kRead, of(200, service::a_case("a", {kDomain, kIp})));
  EXPECT_TRUE(desk.model.outbox.entries.empty());
}

TEST(Changing, WhatTheServiceHasLostAgainIsSentAgain) {
  Desk desk = service::open();
  desk.say(to_current(kIp));
  desk.answer(kRead, of(200, service::a_case("a", {kDomain})));
  desk.answer(kAdd, of(200, service::a_case("a", {kDomain, kIp})));
  desk.wait(outbox::kSettle);
  desk.answer(kRead, of(200, service::a_case("a", {kDomain})));
  EXPECT_NE(desk.call(kAdd), nullptr);
}

TEST(Changing, WhatTheCaseHasIsNotAddedAgain) {
  Desk desk = service::open();
  EXPECT_TRUE(desk.say(to_current(kDomain)).empty()) << "known to be there";
  EXPECT_EQ(desk.model.notice.kind, Kind::kAlreadyThere);
  desk.say(to_current(kIp));
  desk.answer(kRead, of(200, service::a_case("a", {kDomain, kIp})));
  EXPECT_EQ(desk.model.notice.kind, Kind::kAlreadyThere) << "a colleague was faster";
  EXPECT_TRUE(desk.model.outbox.entries.empty());
}

TEST(Changing, SeveralAreOneChangeWithoutThoseThatTheCaseHas) {
  Desk desk = service::open();
  const observables::Observable kUrl{observables::Type::kUrl, "http://bad.example/a"};
  desk.say(AddAsked{{.observables = {kDomain, kIp, kUrl}, .new_case = false}});
  ASSERT_EQ(desk.model.outbox.entries.size(), 1U);
  const auto* added = std::get_if<outbox::AddObservables>(&desk.model.outbox.entries[0].change.what);
  ASSERT_NE(added, nullptr);
  EXPECT_EQ(added->observables, (std::vector<Observable>{kIp, kUrl}));
  EXPECT_EQ(desk.model.notice.count, 2U);
  EXPECT_EQ(desk.model.shown->observables.size(), 3U) << "shown at once";
}

TEST(Changing, ARefusalKeepsTheChangeUntilTheUserDecides) {
  Desk desk = service::open();
  desk.say(to_current(kIp));
  desk.answer(kRead, of(403, ""));
  EXPECT_EQ(desk.model.notice.kind, Kind::kFailed);
  ASSERT_EQ(desk.model.outbox.entries.size(), 1U);
  const std::string id = desk.model.outbox.entries[0].change.id;
  EXPECT_FALSE(wake_at(desk.model)) << "nothing is tried by itself";
  desk.say(ChangeRetried{id});
  EXPECT_NE(desk.call(kRead), nullptr);
  desk.answer(kRead, of(403, ""));
  desk.say(ChangeDiscarded{id});
  EXPECT_TRUE(desk.model.outbox.entries.empty());
  EXPECT_EQ(desk.model.shown->observables.size(), 1U);
}

TEST(Changing, ARefusedRemovalIsNotSaidToBeAnAddition) {
  Desk desk = service::open();
  desk.say(RowChosen{kDomain, "", {}});
  desk.say(RemovePressed{});
  desk.wait(outbox::kUndo);
  desk.answer(kRead, of(403, ""));
  EXPECT_EQ(desk.model.notice.kind, Kind::kNotRemoved);
  desk.say(ChangeRetried{desk.model.notice.change_id});
  EXPECT_NE(desk.call(kRead), nullptr);
}

TEST(Changing, WithoutAnAnswerItIsLookedUpBeforeItIsSentAgain) {
  Desk desk = service::open();
  desk.say(to_new(kIp));
  desk.answer(kCreate, of(504, ""));
  EXPECT_EQ(desk.model.notice.kind, Kind::kUncertain);
  desk.wait(5);
  EXPECT_EQ(desk.call(kCreate), nullptr) << "the call may still be at work";
}

// The creation would be looked up after the deletion, not be found, and be sent again.
TEST(Changing, ACaseThatIsMadeWithoutAnAnswerAndDeletedDoesNotComeBack) {
  Desk desk = service::open();
  desk.say(to_new(kIp));
  const std::string external_id = desk.model.outbox.entries.at(0).change.external_id;
  desk.answer(kCreate, of(504, ""));
  desk.say(RefreshPressed{});
  const std::string named = R"(,"external_ids":[")" + external_id + R"("],"owner":")";
  desk.answer(service::kSearch, of(200, '[' + service::a_case("c", {kIp}, named + R"(somebody")") + ']'));
  EXPECT_EQ(desk.model.outbox.entries.size(), 1U) << "others may name theirs so";
  desk.say(RefreshPressed{});
  desk.answer(service::kSearch, of(200, '[' + service::a_case("c", {kIp}, named + R"(u-1")") + ']'));
  EXPECT_TRUE(desk.model.outbox.entries.empty()) << "the service has it";
  EXPECT_EQ(listed_cases(desk.model).size(), 1U);
  EXPECT_EQ(desk.model.current_id, "c");
  desk.say(DeletePressed{});
  desk.say(DeleteConfirmed{});
  desk.wait(outbox::kUndo);
  desk.answer("DELETE /ctia/casebook/c", of(204, ""));
  desk.calls.clear();
  desk.wait(60);
  EXPECT_EQ(desk.call(kCreate), nullptr);
  EXPECT_TRUE(desk.model.outbox.entries.empty());
}

// The store is read after the service has answered: what an earlier page has left is known then.
TEST(Changing, ACaseThatAnEarlierPageHasMadeIsNotMadeAgain) {
  Desk desk = service::open();
  outbox::Change left = outbox::make_change(desk.model.outbox, outbox::CreateCase{}, desk.model.now);
  left.external_id = draft_id(left);
  left.claims = 1;
  desk.say(RefreshPressed{});
  const std::string named = R"(,"external_ids":[")" + left.external_id + R"("],"owner":"u-1")";
  desk.answer(service::kSearch, of(200, '[' + service::a_case("c", {}, named) + ']'));
  const auto effects = desk.say(ChangesListed{{left}});
  ASSERT_NE(service::first<effects::DropChanges>(effects), nullptr);
  EXPECT_EQ(service::first<effects::DropChanges>(effects)->case_id, "c");
  EXPECT_TRUE(desk.model.outbox.entries.empty());
}

// The note counted as gone, and its removal was sent before it.
TEST(Changing, AChangeThatCannotBeReadForOnceIsNotTakenForGone) {
  Desk desk = service::open();
  outbox::Change note{.id = "u-1", .account = "me", .case_id = "a", .made_at = desk.model.now};
  note.what = outbox::AddNote{{"note", "n"}};
  desk.say(ChangesListed{{note}});
  desk.say(ChangesListed{{}, {"u-1"}});
  EXPECT_NE(outbox::find(desk.model.outbox, "u-1"), nullptr);
  desk.say(ChangesListed{{}, {"u-1"}});
  EXPECT_EQ(outbox::find(desk.model.outbox, "u-1"), nullptr) << "it is another one by now";
}

TEST(Changing, RemovingWaitsForTheUndo) {
  Desk desk = service::open();
  desk.say(RowChosen{kDomain, "", {}});
  desk.say(RemovePressed{});
  EXPECT_TRUE(desk.model.shown->observables.empty());
  EXPECT_TRUE(desk.calls.empty());
  EXPECT_EQ(desk.model.notice.undo_until, desk.model.now + outbox::kUndo);
  desk.say(UndoPressed{desk.model.notice.change_id});
  EXPECT_EQ(desk.model.shown->observables.size(), 1U);
  EXPECT_TRUE(desk.model.outbox.entries.empty());
}

TEST(Changing, RemovingIsSentAfterTheUndoTime) {
  Desk desk = service::open();
  desk.say(RowChosen{kDomain, "", {}});
  desk.say(RemovePressed{});
  desk.wait(outbox::kUndo);
  desk.answer(kRead, of(200, service::a_case("a", {kDomain})));
  ASSERT_NE(desk.call(kAdd), nullptr);
  EXPECT_TRUE(desk.call(kAdd)->request.body.contains("\"remove\""));
}

TEST(Changing, AddingAgainWhatIsBeingRemovedTakesTheRemovalBack) {
  Desk desk = service::open();
  desk.say(RowChosen{kDomain, "", {}});
  desk.say(RemovePressed{});
  desk.say(to_current(kDomain));
  desk.answer(kRead, of(200, service::a_case("a", {kDomain})));
  desk.wait(outbox::kUndo + 1);
  EXPECT_TRUE(desk.model.outbox.entries.empty());
  EXPECT_EQ(desk.model.shown->observables.size(), 1U);
}

TEST(Changing, NothingIsRemovedWhenNothingIsSelected) {
  Desk desk = service::open();
  EXPECT_TRUE(desk.say(RemovePressed{}).empty());
  EXPECT_EQ(desk.model.shown->observables.size(), 1U);
}

TEST(Changing, DeletingAsksAndCanBeUndone) {
  Desk desk = service::open();
  EXPECT_TRUE(desk.say(DeleteConfirmed{}).empty()) << "nobody was asked";
  desk.say(DeletePressed{});
  desk.say(DeleteCancelled{});
  EXPECT_TRUE(desk.say(DeleteConfirmed{}).empty());
  desk.say(DeletePressed{});
  desk.say(DeleteConfirmed{});
  EXPECT_EQ(listed_cases(desk.model).size(), 1U);
  EXPECT_EQ(desk.model.current_id, "");
  desk.say(UndoPressed{desk.model.notice.change_id});
  EXPECT_EQ(listed_cases(desk.model).size(), 2U);
  EXPECT_EQ(desk.model.current_id, "a");
  EXPECT_EQ(desk.call("DELETE"), nullptr);
}

TEST(Changing, ACaseThatGetsItsIdWhileItIsAskedWhetherToDeleteItIsDeleted) {
  Desk desk = service::open();
  desk.say(to_new(kIp));
  desk.say(DeletePressed{});
  desk.answer(kCreate, of(201, service::a_case("c", {kIp})));
  ASSERT_EQ(desk.model.current_id, "c");
  desk.say(DeleteConfirmed{});
  EXPECT_EQ(desk.model.current_id, "");
  desk.wait(outbox::kUndo);
  EXPECT_NE(desk.call("DELETE /ctia/casebook/c"), nullptr);
}

TEST(Changing, ADeletionIsSentAfterTheUndoTime) {
  Desk desk = service::open();
  desk.say(DeletePressed{});
  desk.say(DeleteConfirmed{});
  desk.wait(outbox::kUndo);
  desk.answer("DELETE /ctia/casebook/a", of(404, ""));
  EXPECT_TRUE(desk.model.outbox.entries.empty()) << "somebody was faster";
  EXPECT_EQ(desk.model.list.cases.size(), 1U);
}

TEST(Changing, AFieldIsChangedByItself) {
  Desk desk = service::open();
  desk.say(EditPressed{Field::kTitle});
  EXPECT_EQ(desk.model.edit.text, "Case a");
  desk.say(EditTyped{"Better"});
  desk.say(EditSaved{});
  EXPECT_EQ(desk.model.shown->title, "Better");
  desk.answer(kRead, of(200, service::a_case("a", {kDomain})));
  ASSERT_NE(desk.call(kPatch), nullptr);
  EXPECT_EQ(desk.call(kPatch)->request.body, R"({"title":"Better"})");
}

TEST(Changing, TooLongATextIsNotSent) {
  Desk desk = service::open();
  desk.say(EditPressed{Field::kDescription});
  desk.say(EditTyped{std::string(5001, 'x')});
  EXPECT_TRUE(desk.say(EditSaved{}).empty());
  EXPECT_TRUE(desk.model.edit.field) << "the form stays open with the text";
  desk.say(EditTyped{std::string(5000, 'x')});
  EXPECT_FALSE(desk.say(EditSaved{}).empty());
}

TEST(Changing, AnEditOfWhatAColleagueHasEditedOffersBothTexts) {
  for (const bool mine : {true, false}) {
    Desk desk = service::open();
    desk.say(EditPressed{Field::kTitle});
    desk.say(EditTyped{"Mine"});
    desk.say(EditSaved{});
    desk.answer(kRead, of(200, R"({"id":"a","title":"Theirs"})"));
    EXPECT_EQ(desk.model.notice.kind, Kind::kConflict);
    ASSERT_EQ(desk.model.outbox.entries.size(), 1U);
    EXPECT_EQ(desk.model.outbox.entries[0].theirs, "Theirs");
    EXPECT_EQ(desk.call(kPatch), nullptr);
    desk.say(ConflictAnswered{desk.model.outbox.entries[0].change.id, mine ? "Mine" : "Theirs"});
    desk.answer(kRead, of(200, R"({"id":"a","title":"Theirs"})"));
    EXPECT_EQ(desk.call(kPatch) != nullptr, mine);
    EXPECT_EQ(desk.model.shown->title, mine ? "Mine" : "Theirs");
  }
}

TEST(Changing, NotesAreAddedAndRemovedOneByOne) {
  Desk desk = service::open();
  EXPECT_TRUE(desk.say(NoteAdded{}).empty()) << "an empty note is none";
  desk.say(NoteTyped{"seen in the mail of Monday"});
  desk.say(NoteAdded{});
  desk.answer(kRead, of(200, service::a_case("a", {kDomain})));
  EXPECT_EQ(desk.call(kTexts)->request.body,
            R"({"operation":"add","texts":[{"text":"seen in the mail of Monday","type":"note"}]})");
  const std::string with = R"(,"texts":[{"type":"note","text":"seen in the mail of Monday"}])";
  desk.answer(kTexts, of(200, service::a_case("a", {kDomain}, with)));
  desk.say(NoteRemoved{desk.model.shown->texts.at(0)});
  EXPECT_TRUE(desk.model.shown->texts.empty());
}

// D-07: pressed twice, from two tabs, or before the case was read.
TEST(Changing, ANoteFromTheMenuIsInTheCaseOnce) {
  Desk desk = service::open();
  desk.say(NoteAsked{{"started"}});
  EXPECT_EQ(desk.model.shown->texts, (std::vector<Note>{{"note", "started"}}));
  EXPECT_TRUE(desk.say(NoteAsked{{"started"}}).empty()) << "it waits already";
  EXPECT_EQ(desk.model.notice.kind, Kind::kNotedAlready);
  desk.answer(kRead, of(200, service::a_case("a", {kDomain})));
  ASSERT_NE(desk.call(kTexts), nullptr);
  EXPECT_EQ(desk.call(kTexts)->request.body,
            R"({"operation":"add","texts":[{"text":"started","type":"note"}]})");
  const std::string with = R"(,"texts":[{"type":"note","text":"started"}])";
  desk.answer(kTexts, of(200, service::a_case("a", {kDomain}, with)));
  EXPECT_TRUE(desk.say(NoteAsked{{"started"}}).empty()) << "it is there";
  EXPECT_EQ(desk.model.notice.kind, Kind::kNotedAlready);
  EXPECT_EQ(desk.model.notice.title, "Case a");
  EXPECT_FALSE(desk.say(NoteAsked{{"done"}}).empty());
  EXPECT_EQ(desk.model.notice.kind, Kind::kSaved);
  EXPECT_EQ(desk.model.shown->texts, (std::vector<Note>{{"note", "started"}, {"note", "done"}}));
}

TEST(Changing, ANoteThatTheServiceHasIsNotSentAndNotCalledAnObservable) {
  Desk desk = service::open();
  desk.say(NoteAsked{{"started"}});
  const std::string with = R"(,"texts":[{"type":"note","text":"started"}])";
  desk.answer(kRead, of(200, service::a_case("a", {kDomain}, with)));
  EXPECT_EQ(desk.call(kTexts), nullptr);
  EXPECT_TRUE(desk.model.outbox.entries.empty());
  EXPECT_EQ(desk.model.notice.kind, Kind::kNotedAlready);
}

TEST(Changing, ANoteNeedsACurrentCaseButNotThatItWasRead) {
  Desk desk;
  EXPECT_TRUE(desk.say(NoteAsked{{"started"}}).empty());
  desk.say(CurrentRemembered{"a"});
  desk.say(NoteAsked{{"started"}});
  EXPECT_TRUE(desk.say(NoteAsked{{"started"}}).empty());
  EXPECT_EQ(desk.model.notice.kind, Kind::kNotedAlready);
  EXPECT_EQ(desk.model.outbox.entries.size(), 1U);
  desk.answer(kRead, of(200, service::a_case("a", {kDomain})));
  EXPECT_NE(desk.call(kTexts), nullptr);
}

TEST(Changing, WhatIsHalfWrittenInACaseThatGetsItsIdMeanwhileIsThereAgain) {
  Desk desk = service::open();
  desk.say(to_new(kIp));
  desk.say(NoteTyped{"half"});
  desk.say(CasePressed{"b"});
  desk.answer(kCreate, of(201, service::a_case("n", {kIp})));
  desk.say(CasePressed{"n"});
  EXPECT_EQ(desk.model.edit.note, "half");
}

TEST(Changing, WhatIsHalfWrittenIsThereAgainWhenItsCaseIs) {
  Desk desk = service::open();
  desk.say(NoteTyped{"half a note"});
  desk.say(CurrentRemembered{"b"});  // another tab has chosen it
  EXPECT_EQ(desk.model.edit.note, "");
  desk.say(CasePressed{"a"});
  EXPECT_EQ(desk.model.edit.note, "half a note");
  desk.say(CurrentRemembered{"b"});
  desk.say(Forgotten{});
  desk.say(CurrentRemembered{"a"});
  EXPECT_EQ(desk.model.edit.note, "") << "of another account";
}

TEST(Changing, AFullStoreIsSaidAndTheChangeIsSentAllTheSame) {
  Desk desk = service::open();
  const Effects effects = update(desk.model, to_current(kIp));
  const auto* save = service::first<effects::SaveChanges>(effects);
  ASSERT_NE(save, nullptr);
  desk.say(ChangesNotSaved{{json::text(save->records[0], "id")}});
  EXPECT_TRUE(desk.model.outbox.store_is_full);
  EXPECT_FALSE(desk.model.outbox.entries[0].is_saved);
  EXPECT_NE(desk.call(kRead), nullptr);
}

TEST(Changing, SignedOutItIsKeptAndSentAfterTheSignIn) {
  Desk desk = service::open();
  desk.say(SignedOut{});
  desk.say(to_current(kIp));
  EXPECT_TRUE(desk.calls.empty());
  desk.say(SignedIn{"somebody else", "u-2"});
  desk.calls.clear();
  EXPECT_EQ(desk.call(kRead), nullptr);
}

TEST(Changing, ChangesOfAnEarlierPageAreSent) {
  Desk first = service::open();
  const Effects effects = update(first.model, to_current(kIp));
  const auto change = outbox::read_change(service::first<effects::SaveChanges>(effects)->records.at(0));
  Desk desk;
  desk.say(ChangesListed{{*change}});
  EXPECT_EQ(desk.call(kRead), nullptr) << "the tab that has made it may be at it";
  desk.wait(outbox::kGrace);
  EXPECT_NE(desk.call(kRead), nullptr);
}
