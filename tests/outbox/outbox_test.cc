#include "outbox/outbox.h"

#include <gtest/gtest.h>

#include "outbox/overlay.h"
#include "outbox_fixture.h"

using namespace outbox_fixture;
using State = Entry::State;

TEST(Outbox, NothingIsSentBeforeItIsKept) {
  Outbox outbox = signed_in_outbox();
  const Change change = of_case(outbox, "a", kNote);
  const Progress progress = put(outbox, {change}, kNow);
  ASSERT_EQ(progress.effects.size(), 1U);
  EXPECT_EQ(all<effects::SaveChanges>(progress).at(0).records.at(0), to_json(change));
  EXPECT_EQ(all<effects::ClaimChange>(kept(outbox, of_case(outbox, "b", kNote))).size(), 1U);
}

// What is moved is put into its new case first: a page that dies, a refusal or a lost call in between leaves
// it in both, never in none.
TEST(Outbox, WhatIsMovedIsTakenOutOfItsCaseOnceTheOtherOneHasIt) {
  Outbox outbox = signed_in_outbox();
  const std::vector<Observable> what = {{"ip", "192.0.2.1"}};
  Change addition = of_case(outbox, "a", AddObservables{what});
  Change removal = of_case(outbox, "b", RemoveObservables{what});
  removal.after = addition.id;
  put(outbox, {addition, removal}, kNow);
  const std::string ids[] = {addition.id, removal.id};
  EXPECT_EQ(all<effects::ClaimChange>(saved(outbox, ids, kNow)).size(), 1U) << "not the removal";
  EXPECT_TRUE(waits_for_another(outbox, outbox.entries[1]));
  const auto read = all<effects::SendRequest>(claimed(outbox, addition.id, 1, kNow));
  ASSERT_EQ(read.size(), 1U);
  const auto write = all<effects::SendRequest>(replied(outbox, read[0].tag, a_case(), kNow));
  ASSERT_EQ(write.size(), 1U);
  const std::string kWith = R"(,"observables":[{"type":"ip","value":"192.0.2.1"}])";
  const auto next = all<effects::ClaimChange>(replied(outbox, write[0].tag, a_case(kWith), kNow));
  ASSERT_EQ(next.size(), 1U);
  EXPECT_EQ(next[0].id, removal.id);
}

TEST(Outbox, WhatIsRefusedByItsNewCaseStaysInItsOldOneAndHoldsUpNothing) {
  Outbox outbox = signed_in_outbox();
  const std::vector<Observable> what = {{"ip", "192.0.2.1"}};
  Change addition = of_case(outbox, "a", AddObservables{what});
  Change removal = of_case(outbox, "b", RemoveObservables{what});
  removal.after = addition.id;
  const Change note = of_case(outbox, "b", kNote);
  put(outbox, {addition, removal, note}, kNow);
  const std::string ids[] = {addition.id, removal.id, note.id};
  EXPECT_EQ(all<effects::ClaimChange>(saved(outbox, ids, kNow)).size(), 2U) << "the note too";
  const auto read = all<effects::SendRequest>(claimed(outbox, addition.id, 1, kNow));
  replied(outbox, read.at(0).tag, {.status = 403, .failure = {}, .body = ""}, kNow);
  EXPECT_EQ(outbox.entries[0].state, State::kFailed);
  EXPECT_TRUE(all<effects::ClaimChange>(woke(outbox, kNow + 100)).empty());
  discard(outbox, addition.id, kNow + 100);
  ASSERT_EQ(outbox.entries.size(), 1U) << "given up as a whole";
  EXPECT_EQ(outbox.entries[0].change.id, note.id);
}

TEST(Outbox, NothingIsSentBeforeItIsClaimed) {
  Outbox outbox = signed_in_outbox();
  const Change change = of_case(outbox, "a", kNote);
  const auto claims = all<effects::ClaimChange>(kept(outbox, change));
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0], (effects::ClaimChange{change.id, kNow + kLease, 5}));
  EXPECT_EQ(all<effects::SendRequest>(claimed(outbox, change.id, 1, kNow)).size(), 1U);
}

TEST(Outbox, ChangesOfOneCaseGoOneByOneOfOthersBesideThem) {
  Outbox outbox = signed_in_outbox();
  const Change first = of_case(outbox, "a", kNote);
  kept(outbox, first);
  EXPECT_TRUE(all<effects::ClaimChange>(kept(outbox, of_case(outbox, "a", kNote))).empty());
  EXPECT_EQ(all<effects::ClaimChange>(kept(outbox, of_case(outbox, "b", kNote))).size(), 1U);
  EXPECT_EQ(all<effects::ClaimChange>(kept(outbox, of_case(outbox, "c", kNote))).size(), 1U);
  EXPECT_TRUE(all<effects::ClaimChange>(kept(outbox, of_case(outbox, "d", kNote))).empty())
      << "three at a time";
}

// A removal that could be undone until then was sent beside a later note. The answers came in another order,
// and the case was taken for what it had been between the two.
TEST(Outbox, WhatCouldBeUndoneWaitsForTheLaterChangeThatIsBeingSent) {
  Outbox outbox = signed_in_outbox();
  Change removal = of_case(outbox, "a", RemoveNote{{"note", "m"}});
  removal.due_at = kNow + kUndo;
  kept(outbox, removal);
  const Change note = of_case(outbox, "a", kNote);
  kept(outbox, note);
  claimed(outbox, note.id, 1, kNow);
  EXPECT_TRUE(all<effects::ClaimChange>(woke(outbox, kNow + kUndo)).empty());
  replied(outbox, outbox.last_tag, a_case(R"(,"texts":[{"type":"note","text":"n"}])"), kNow + kUndo);
  EXPECT_EQ(find(outbox, removal.id)->state, State::kClaiming);
}

TEST(Outbox, AnotherTabsClaimIsWaitedForUntilItEndsOrThatTabDies) {
  Outbox outbox = signed_in_outbox();
  const Change change = of_case(outbox, "a", kNote);
  kept(outbox, change);
  claim_refused(outbox, change.id, kNow + 30, kNow);
  EXPECT_EQ(outbox.entries[0].state, State::kElsewhere);
  EXPECT_EQ(wake_at(outbox, kNow), kNow + kAskAgain);
  EXPECT_TRUE(all<effects::ClaimChange>(woke(outbox, kNow + kAskAgain - 1)).empty());
  EXPECT_EQ(all<effects::ClaimChange>(woke(outbox, kNow + kAskAgain)).size(), 1U);
  claim_refused(outbox, change.id, kNow + 7, kNow + kAskAgain);
  EXPECT_EQ(wake_at(outbox, kNow + kAskAgain), kNow + 7);
}

TEST(Outbox, WhatAnotherTabIsThroughWithIsNotWaitedForUntilItsClaimWouldHaveEnded) {
  Outbox outbox = signed_in_outbox();
  const Change change = of_case(outbox, "a", kNote);
  kept(outbox, change);
  claim_refused(outbox, change.id, kNow + 60, kNow);
  EXPECT_EQ(all<effects::ClaimChange>(listed(outbox, {change}, kNow + 1)).size(), 1U);
}

TEST(Outbox, WhatWasReadFromTheStoreAMomentAgoBringsNothingBack) {
  Outbox outbox = signed_in_outbox();
  const Change change = of_case(outbox, "a", DeleteCase{});
  kept(outbox, change);
  claimed(outbox, change.id, 1, kNow);
  replied(outbox, outbox.last_tag, {.status = 204}, kNow);
  listed(outbox, {change}, kNow);
  EXPECT_TRUE(outbox.entries.empty());
  listed(outbox, {}, kNow);
  EXPECT_TRUE(outbox.dropped.empty());
}

// A page that had just signed in when it read what another one had made signed out left it to nobody, for
// ever.
TEST(Outbox, WhatWasChangedSignedOutIsSentWhenItIsReadAfterTheSignIn) {
  Outbox outbox = signed_in_outbox();
  Change change = of_case(outbox, "a", kNote);
  change.account.clear();
  const Progress progress = listed(outbox, {change}, kNow + kGrace);
  EXPECT_EQ(all<effects::ClaimChange>(progress).size(), 1U);
  const auto saves = all<effects::UpdateChanges>(progress);
  ASSERT_EQ(saves.size(), 1U) << "if the store still has it";
  EXPECT_EQ(json::text(saves[0].records.at(0), "account"), "me");
  EXPECT_TRUE(all<effects::UpdateChanges>(listed(outbox, {change}, kNow + kGrace)).empty()) << "once";
}

// A clock set back by a day held them for a day.
TEST(Outbox, AChangeThatAClockAheadOfThisOneHasMadeCountsFromNow) {
  constexpr double kDay = 86'400;
  Outbox outbox = signed_in_outbox();
  Change note = of_case(outbox, "a", kNote);
  note.made_at = note.due_at = kNow + kDay;
  Change deletion = of_case(outbox, "b", DeleteCase{});
  deletion.made_at = kNow + kDay;
  deletion.due_at = kNow + kDay + kUndo;
  EXPECT_TRUE(all<effects::ClaimChange>(listed(outbox, {note, deletion}, kNow)).empty());
  EXPECT_EQ(all<effects::ClaimChange>(woke(outbox, kNow + kGrace)).size(), 1U) << "the note";
  EXPECT_TRUE(can_undo(outbox.entries[1], kNow + kUndo - 1));
  // Each look at the store would begin it anew.
  EXPECT_EQ(all<effects::ClaimChange>(listed(outbox, {note, deletion}, kNow + kUndo)).size(), 1U);
}

TEST(Outbox, AClockSetBackHoldsNoChangeForAsLong) {
  constexpr double kThen = kNow + 86'400;
  Outbox outbox;
  signed_in(outbox, "me", kThen);
  Change lost = make_change(outbox, kNote, kThen), deletion = make_change(outbox, DeleteCase{}, kThen);
  lost.case_id = "a";
  deletion.case_id = "b";
  deletion.due_at = kThen + kUndo;
  put(outbox, {lost, deletion}, kThen);
  const std::string ids[] = {lost.id, deletion.id};
  saved(outbox, ids, kThen);
  claimed(outbox, lost.id, 1, kThen);
  replied(outbox, outbox.last_tag, a_case(), kThen);
  replied(outbox, outbox.last_tag, {.status = 0, .failure = threat_response::Failure::kTimeout}, kThen);
  clock_set_back(outbox, kThen - kNow, kNow);
  EXPECT_TRUE(all<effects::ClaimChange>(woke(outbox, kNow + 1)).empty());
  EXPECT_EQ(all<effects::ClaimChange>(woke(outbox, kNow + kUndo)).size(), 2U);
}

// A look that waited for the old time found it missing, took that for lost, and sent it again, though a
// colleague had removed it.
TEST(Outbox, WhatIsTakenIsLookedAtInTimeAfterTheClockWasSetBack) {
  constexpr double kThen = kNow + 86'400;
  Outbox outbox;
  signed_in(outbox, "me", kThen);
  Change change = make_change(outbox, kNote, kThen);
  change.case_id = "a";
  put(outbox, {change}, kThen);
  const std::string ids[] = {change.id};
  saved(outbox, ids, kThen);
  claimed(outbox, change.id, 1, kThen);
  replied(outbox, outbox.last_tag, a_case(), kThen);
  replied(outbox, outbox.last_tag, a_case(R"(,"texts":[{"type":"note","text":"n"}])"), kThen);
  clock_set_back(outbox, kThen - kNow, kNow);
  const auto looks = all<effects::SendRequest>(woke(outbox, kNow + kSettle));
  ASSERT_EQ(looks.size(), 1U);
  EXPECT_TRUE(all<effects::SendRequest>(replied(outbox, looks[0].tag, a_case(), kNow + kUndo)).empty());
  EXPECT_EQ(outbox.entries.at(0).state, State::kFailed) << "and what is seen late is asked about";
}

// Of two changes of a case one went by its id and one by its external id: they were sent at the same time.
TEST(Outbox, WhatIsReadFromTheStoreKeepsTheIdOfItsCase) {
  Outbox outbox = signed_in_outbox();
  Change first = of_case(outbox, "", kNote), second = of_case(outbox, "", kNote);
  first.external_id = second.external_id = "e";
  listed(outbox, {first, second}, kNow);
  Change made = first;
  made.case_id = "a";
  listed(outbox, {made, second}, kNow);
  listed(outbox, {first, second}, kNow + 1);  // as it was before the store had been told
  EXPECT_EQ(outbox.entries.at(0).change.case_id, "a");
  EXPECT_EQ(outbox.entries.at(1).change.case_id, "a");
}

// What only this tab had went by the case's old name, beside what another tab was doing to the same case.
TEST(Outbox, WhatTheStoreWouldNotTakeLearnsTheIdOfItsCaseFromTheOthers) {
  Outbox outbox = signed_in_outbox();
  Change mine = of_case(outbox, "", kNote), theirs = of_case(outbox, "a", kNote);
  mine.external_id = theirs.external_id = "e";
  theirs.id = "u-1";
  put(outbox, {mine}, kNow);
  const std::string ids[] = {mine.id};
  listed(outbox, {theirs}, kNow + kGrace);
  EXPECT_EQ(find(outbox, mine.id)->change.case_id, "a");
  EXPECT_TRUE(all<effects::ClaimChange>(not_saved(outbox, ids, kNow + kGrace)).empty()) << "theirs is first";
}

TEST(Outbox, WhatIsChangedWhileSignedOutBelongsToWhoWasSignedIn) {
  Outbox outbox = signed_in_outbox();
  const Change first = of_case(outbox, "a", kNote);
  kept(outbox, first);
  claimed(outbox, first.id, 1, kNow);
  replied(outbox, outbox.last_tag, {.status = 401}, kNow);
  const Change second = of_case(outbox, "b", kNote);
  EXPECT_EQ(second.account, "me");
  kept(outbox, second);
  EXPECT_EQ(all<effects::ClaimChange>(signed_in(outbox, "me", kNow)).size(), 2U);
}

TEST(Outbox, WhatIsChangedBeforeAnybodyHasSignedInBelongsToWhoSignsIn) {
  Outbox outbox;
  outbox.owner = "t";
  const Change change = of_case(outbox, "a", kNote);
  kept(outbox, change);
  const Progress progress = signed_in(outbox, "me", kNow);
  ASSERT_EQ(all<effects::UpdateChanges>(progress).size(), 1U) << "on a reload it is theirs too";
  EXPECT_EQ(read_change(all<effects::UpdateChanges>(progress)[0].records.at(0))->account, "me");
  EXPECT_EQ(all<effects::ClaimChange>(progress).size(), 1U);
}

TEST(Outbox, AnEditThatALaterOneOfTheSameUserHasReplacedIsNoConflict) {
  Outbox outbox = signed_in_outbox();
  const Change first = of_case(outbox, "a", EditField{Field::kTitle, "1", "2"});
  const Change second = of_case(outbox, "a", EditField{Field::kTitle, "2", "3"});
  listed(outbox, {first, second}, kNow + 10);  // both were sent by a page that is gone
  claimed(outbox, first.id, 2, kNow + 10);
  const Progress progress =
      replied(outbox, outbox.last_tag, {.status = 200, .failure = {}, .body = R"({"id":"a","title":"3"})"},
              kNow + 10);
  for (const Told& told : progress.told) EXPECT_NE(told.kind, Told::Kind::kConflict);
  ASSERT_EQ(outbox.entries.size(), 1U);
  EXPECT_EQ(outbox.entries[0].change.id, second.id);
}

// Each text that had been written in the meantime was asked about, the last one too.
TEST(Outbox, OfSeveralEditsOfAFieldThatAnotherUserHasChangedTheLastIsAskedAbout) {
  Outbox outbox = signed_in_outbox();
  const threat_response::Reply theirs{.status = 200, .failure = {}, .body = R"({"id":"a","title":"theirs"})"};
  const Change first = of_case(outbox, "a", EditField{Field::kTitle, "1", "2"});
  const Change second = of_case(outbox, "a", EditField{Field::kTitle, "2", "3"});
  listed(outbox, {first, second}, kNow + 10);
  claimed(outbox, first.id, 1, kNow + 10);
  const auto next = all<effects::ClaimChange>(replied(outbox, outbox.last_tag, theirs, kNow + 10));
  ASSERT_EQ(next.size(), 1U);
  EXPECT_EQ(next[0].id, second.id);
  const Progress asked = claimed(outbox, second.id, 1, kNow + 20);
  replied(outbox, all<effects::SendRequest>(asked).at(0).tag, theirs, kNow + 20);
  ASSERT_EQ(outbox.entries.size(), 1U);
  EXPECT_EQ(outbox.entries[0].state, State::kConflict);
  kept(outbox, of_case(outbox, "a", EditField{Field::kTitle, "3", "4"}));
  ASSERT_EQ(outbox.entries.size(), 1U);
  EXPECT_EQ(std::get<EditField>(outbox.entries[0].change.what).after, "4");
}

// Taken for the later one, the other tab's text made this one seem replaced: it was given up.
TEST(Outbox, WhatAnotherTabHasKeptEarlierIsSentEarlier) {
  Outbox outbox = signed_in_outbox();
  const Change mine = of_case(outbox, "a", EditField{Field::kTitle, "T", "mine"});
  put(outbox, {mine}, kNow);
  Change theirs = of_case(outbox, "a", EditField{Field::kTitle, "T", "theirs"});
  theirs.id = "u-1";
  listed(outbox, {theirs}, kNow);
  const std::string ids[] = {mine.id};
  EXPECT_TRUE(all<effects::ClaimChange>(saved(outbox, ids, kNow)).empty());
  const auto claims = all<effects::ClaimChange>(woke(outbox, kNow + kGrace));
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].id, theirs.id) << "when the other tab does not send it";
}

// The store had refused a note and then taken its removal, which was sent first and found nothing to remove.
TEST(Outbox, WhatTheStoreWouldNotTakeStaysBeforeWhatWasMadeAfterIt) {
  Outbox outbox = signed_in_outbox();
  const Change note = of_case(outbox, "a", kNote), removal = of_case(outbox, "a", RemoveNote{kNote.note});
  put(outbox, {note}, kNow);
  put(outbox, {removal}, kNow);
  const std::string refused[] = {note.id}, taken[] = {removal.id};
  not_saved(outbox, refused, kNow);
  saved(outbox, taken, kNow);
  listed(outbox, {removal}, kNow);
  EXPECT_EQ(outbox.entries.at(0).change.id, note.id);
}

// Another tab's removal was sent past a note that had failed in this one, and that a third one sent
// afterwards.
TEST(Outbox, WhatFailedIsNotRemovedBeforeItIsDecidedAbout) {
  Outbox outbox = signed_in_outbox();
  const Change note = of_case(outbox, "a", kNote);
  Change removal = of_case(outbox, "a", RemoveNote{kNote.note});
  removal.id = "u-1";
  kept(outbox, note);
  claimed(outbox, note.id, 1, kNow);
  replied(outbox, outbox.last_tag, {.status = 403}, kNow);
  ASSERT_EQ(outbox.entries.at(0).state, State::kFailed);
  EXPECT_TRUE(all<effects::ClaimChange>(listed(outbox, {note, removal}, kNow + kGrace)).empty());
  Change elsewhere = of_case(outbox, "b", RemoveNote{kNote.note});
  elsewhere.id = "u-2";
  const auto claims = all<effects::ClaimChange>(listed(outbox, {note, removal, elsewhere}, kNow + kGrace));
  ASSERT_EQ(claims.size(), 1U) << "of another case it is";
  EXPECT_EQ(claims[0].id, "u-2");
  EXPECT_EQ(all<effects::ClaimChange>(discard(outbox, note.id, kNow + kGrace)).size(), 1U);
}

TEST(Outbox, WhatTakesNothingOfAFailedChangeAwayDoesNotWaitForIt) {
  Outbox outbox = signed_in_outbox();
  const Change note = of_case(outbox, "a", kNote);
  Change removal = of_case(outbox, "a", RemoveObservables{{{"ip", "192.0.2.1"}}});
  removal.id = "u-1";
  kept(outbox, note);
  claimed(outbox, note.id, 1, kNow);
  replied(outbox, outbox.last_tag, {.status = 403}, kNow);
  ASSERT_EQ(outbox.entries.at(0).state, State::kFailed);
  EXPECT_EQ(all<effects::ClaimChange>(listed(outbox, {note, removal}, kNow + kGrace)).size(), 1U);
}

// Each page asked every two seconds for as long as the service was gone.
TEST(Outbox, ASecondLookThatFailsIsRepeatedMoreAndMoreSlowly) {
  Outbox outbox = signed_in_outbox();
  const Change change = of_case(outbox, "a", kNote);
  kept(outbox, change);
  claimed(outbox, change.id, 1, kNow);
  replied(outbox, outbox.last_tag, a_case(), kNow);
  replied(outbox, outbox.last_tag, a_case(R"(,"texts":[{"type":"note","text":"n"}])"), kNow);
  double now = kNow;
  int looks = 0;
  for (; now < kNow + 3600; now = wake_at(outbox, now).value_or(now + 3600)) {
    const auto asked = all<effects::SendRequest>(woke(outbox, now));
    for (const auto& look : asked) replied(outbox, look.tag, {.status = 503}, now);
    looks += static_cast<int>(asked.size());
  }
  EXPECT_GT(looks, 3);
  EXPECT_LT(looks, 100);
}

TEST(Outbox, AChangeOfACaseThatAnotherTabHasJustMadeLooksItUp) {
  Outbox outbox = signed_in_outbox();
  Change note = make_change(outbox, kNote, kNow), edit = make_change(outbox, AddNote{{"note", "m"}}, kNow);
  note.external_id = edit.external_id = "e";
  kept(outbox, note);
  kept(outbox, edit);
  const auto asked = all<effects::SendRequest>(claimed(outbox, note.id, 1, kNow));
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_TRUE(asked[0].request.path.contains("/external_id/e")) << asked[0].request.path;
  const auto sent = all<effects::SendRequest>(replied(
      outbox, outbox.last_tag, {.status = 200, .failure = {}, .body = R"([{"id":"a","title":"T"}])"}, kNow));
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].request.method, "POST");
  EXPECT_EQ(outbox.entries[1].change.case_id, "a") << "the other changes of the case are told its id";
}

TEST(Outbox, ACaseThatASearchDoesNotFindYetIsLookedUpAgain) {
  Outbox outbox = signed_in_outbox();
  Change note = make_change(outbox, kNote, kNow);
  note.external_id = "e";
  kept(outbox, note);
  claimed(outbox, note.id, 1, kNow);
  const threat_response::Reply none{.status = 200, .failure = {}, .body = "[]"};
  replied(outbox, outbox.last_tag, none, kNow + 1);
  EXPECT_EQ(outbox.entries[0].state, State::kWaiting);
  EXPECT_EQ(all<effects::ClaimChange>(woke(outbox, *wake_at(outbox, kNow + 1))).size(), 1U);
  claimed(outbox, note.id, 1, kNow + 40);
  replied(outbox, outbox.last_tag, none, kNow + 40);
  EXPECT_EQ(outbox.entries[0].state, State::kFailed) << "it is not there";
}

TEST(Outbox, WhatAnotherTabHasSentIsGoneHereToo) {
  Outbox outbox = signed_in_outbox();
  const Change change = of_case(outbox, "a", kNote);
  kept(outbox, change);
  claim_refused(outbox, change.id, kNow + 30, kNow);
  const Progress progress = listed(outbox, {}, kNow);
  EXPECT_TRUE(outbox.entries.empty());
  ASSERT_EQ(progress.told.size(), 1U);
  EXPECT_EQ(progress.told[0].kind, Told::Kind::kElsewhere);
}

TEST(Outbox, WhatThisTabIsDoingStaysWhateverTheStoreSays) {
  Outbox outbox = signed_in_outbox();
  const Change change = of_case(outbox, "a", kNote);
  kept(outbox, change);
  claimed(outbox, change.id, 1, kNow);
  listed(outbox, {}, kNow);
  ASSERT_EQ(outbox.entries.size(), 1U);
  EXPECT_EQ(outbox.entries[0].state, State::kSending);
}

TEST(Outbox, AnotherAccountsChangesAreNeverSent) {
  Outbox outbox = signed_in_outbox();
  Change change = of_case(outbox, "a", kNote);
  change.account = "somebody else";
  EXPECT_TRUE(all<effects::ClaimChange>(listed(outbox, {change}, kNow + 10)).empty());
  EXPECT_TRUE(is_foreign(outbox, outbox.entries[0]));
  EXPECT_FALSE(wake_at(outbox, kNow + 10));
  EXPECT_EQ(all<effects::ClaimChange>(signed_in(outbox, "somebody else", kNow + 10)).size(), 1U);
}

TEST(Outbox, AnOutageIsTriedAgainLessAndLessOften) {
  Outbox outbox = signed_in_outbox();
  const Change change = of_case(outbox, "a", kNote);
  kept(outbox, change);
  double now = kNow, last = 0;
  for (int attempt = 0; attempt < 10; ++attempt) {
    claimed(outbox, change.id, 1, now);
    replied(outbox, outbox.last_tag, {.status = 0, .failure = threat_response::Failure::kNetwork}, now);
    const double due = wake_at(outbox, now).value_or(0);
    EXPECT_GE(due - now, last);
    EXPECT_LE(due - now, 60);
    last = due - now;
    now = due;
    EXPECT_EQ(all<effects::ClaimChange>(woke(outbox, now)).size(), 1U);
  }
  EXPECT_EQ(last, 60);
}

TEST(Outbox, APauseOfTheServiceHoldsEverything) {
  Outbox outbox = signed_in_outbox();
  outbox.paused_until = kNow + 600;
  EXPECT_TRUE(all<effects::ClaimChange>(kept(outbox, of_case(outbox, "a", kNote))).empty());
  EXPECT_EQ(wake_at(outbox, kNow), kNow + 600);
  EXPECT_EQ(all<effects::ClaimChange>(woke(outbox, kNow + 600)).size(), 1U);
}

TEST(Outbox, AnExpiredLoginKeepsTheChangeForTheNext) {
  Outbox outbox = signed_in_outbox();
  const Change change = of_case(outbox, "a", kNote);
  kept(outbox, change);
  claimed(outbox, change.id, 1, kNow);
  const Progress progress = replied(outbox, outbox.last_tag, {.status = 401}, kNow);
  EXPECT_EQ(all<effects::ReleaseChange>(progress).size(), 1U);
  EXPECT_TRUE(progress.told.empty());
  EXPECT_EQ(all<effects::ClaimChange>(signed_in(outbox, "me", kNow)).size(), 1U);
}

TEST(Outbox, ReadingTwiceInARowIsSavedForTheNextChange) {
  Outbox outbox = signed_in_outbox();
  const Change first = of_case(outbox, "a", kNote), second = of_case(outbox, "a", AddNote{{"note", "m"}});
  kept(outbox, first);
  claimed(outbox, first.id, 1, kNow);
  replied(outbox, outbox.last_tag, a_case(), kNow);
  replied(outbox, outbox.last_tag, a_case(R"(,"texts":[{"type":"note","text":"n"}])"), kNow);
  kept(outbox, second);
  const auto sent = all<effects::SendRequest>(claimed(outbox, second.id, 1, kNow));
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].request.method, "POST") << "the answer to the first is the case";
}

// A page that was frozen for hours heard then that its case was made, and put into it what another tab had
// long put there.
TEST(Outbox, TheAnswerThatAThawedPageHearsIsNotTheCaseOfNow) {
  Outbox outbox = signed_in_outbox();
  const Change first = of_case(outbox, "a", kNote), second = of_case(outbox, "a", AddNote{{"note", "m"}});
  kept(outbox, first);
  claimed(outbox, first.id, 1, kNow);
  replied(outbox, outbox.last_tag, a_case(), kNow);
  const double thawed = kNow + 3600;
  replied(outbox, outbox.last_tag, a_case(R"(,"texts":[{"type":"note","text":"n"}])"), thawed);
  put(outbox, {second}, thawed);
  const std::string ids[] = {second.id};
  saved(outbox, ids, thawed);
  const auto sent = all<effects::SendRequest>(claimed(outbox, second.id, 1, thawed));
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].request.method, "GET");
}

namespace {

// The first of the changes was taken by the service, and the second was sent `later` seconds afterwards;
// gives what comes of the answer to that, a case without notes.
Progress first_is_missing_in_the_answer_to_the_second(Outbox& outbox, double later) {
  const Change first = of_case(outbox, "a", kNote), second = of_case(outbox, "a", AddNote{{"note", "m"}});
  kept(outbox, first);
  claimed(outbox, first.id, 1, kNow);
  replied(outbox, outbox.last_tag, a_case(), kNow);
  replied(outbox, outbox.last_tag, a_case(R"(,"texts":[{"type":"note","text":"n"}])"), kNow);
  kept(outbox, second);
  claimed(outbox, second.id, 1, kNow + later);
  if (later >= kSettle) replied(outbox, outbox.last_tag, a_case(), kNow + later);
  return replied(outbox, outbox.last_tag, a_case(R"(,"texts":[{"type":"note","text":"m"}])"), kNow + later);
}

}  // namespace

TEST(Outbox, WhatIsMissingInTheAnswerToALaterChangeWasLostAndIsSentAgainAtOnce) {
  Outbox outbox = signed_in_outbox();
  const Progress progress = first_is_missing_in_the_answer_to_the_second(outbox, kSettle);
  const auto sent = all<effects::SendRequest>(progress);
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_TRUE(sent[0].request.body.contains(R"("text":"n")")) << sent[0].request.body;
}

TEST(Outbox, AnAnswerThatIsTooEarlyIsNoSecondLook) {
  Outbox outbox = signed_in_outbox();
  const Progress progress = first_is_missing_in_the_answer_to_the_second(outbox, kSettle / 2);
  EXPECT_TRUE(progress.effects.empty());
  EXPECT_EQ(wake_at(outbox, kNow + kSettle / 2), kNow + kSettle);
}

TEST(Outbox, WhatIsMissingSoLateThatSomebodyMayHaveRemovedItIsNotSentAgainUnasked) {
  Outbox outbox = signed_in_outbox();
  const Progress progress = first_is_missing_in_the_answer_to_the_second(outbox, kUndo + 1);
  EXPECT_TRUE(all<effects::SendRequest>(progress).empty());
  EXPECT_EQ(outbox.entries.at(0).state, State::kFailed);
  EXPECT_EQ(outbox.entries.at(0).problem.kind, threat_response::Problem::Kind::kNotKept);
  const std::string id = outbox.entries.at(0).change.id;
  EXPECT_EQ(all<effects::ClaimChange>(retry(outbox, id, kNow + kUndo + 2)).size(), 1U) << "its user wants it";
}

// A slow answer made it look as if it had not been there for long: what a colleague had removed came back.
TEST(Outbox, WhatWasHeardLateToBeTakenMayHaveBeenRemovedMeanwhile) {
  Outbox outbox = signed_in_outbox();
  const Change note = of_case(outbox, "a", kNote);
  kept(outbox, note);
  claimed(outbox, note.id, 1, kNow);
  replied(outbox, outbox.last_tag, a_case(), kNow);
  const double late = kNow + kUndo;
  replied(outbox, outbox.last_tag, a_case(R"(,"texts":[{"type":"note","text":"n"}])"), late);
  EXPECT_EQ(all<effects::SendRequest>(woke(outbox, late + kSettle)).size(), 1U) << "the second look";
  const Progress progress = replied(outbox, outbox.last_tag, a_case(), late + kSettle);
  EXPECT_TRUE(all<effects::SendRequest>(progress).empty());
  EXPECT_EQ(outbox.entries.at(0).state, State::kFailed);
}

// The service may have read the case after a colleague's removal, and a note sent again comes after it too.
TEST(Outbox, WhatASecondLookThatIsAnsweredLateDoesNotFindIsNotSentAgainUnasked) {
  Outbox outbox = signed_in_outbox();
  const Change note = of_case(outbox, "a", kNote);
  kept(outbox, note);
  claimed(outbox, note.id, 1, kNow);
  replied(outbox, outbox.last_tag, a_case(), kNow);
  replied(outbox, outbox.last_tag, a_case(R"(,"texts":[{"type":"note","text":"n"}])"), kNow);
  woke(outbox, kNow + kSettle);
  const Progress progress = replied(outbox, outbox.last_tag, a_case(), kNow + kUndo);
  EXPECT_TRUE(all<effects::SendRequest>(progress).empty());
  EXPECT_EQ(outbox.entries.at(0).state, State::kFailed);
}

TEST(Outbox, NothingIsDueWhileTheAnswerComesThatIsTheSecondLook) {
  Outbox outbox = signed_in_outbox();
  const Change first = of_case(outbox, "a", kNote), second = of_case(outbox, "a", AddNote{{"note", "m"}});
  kept(outbox, first);
  claimed(outbox, first.id, 1, kNow);
  replied(outbox, outbox.last_tag, a_case(), kNow);
  replied(outbox, outbox.last_tag, a_case(R"(,"texts":[{"type":"note","text":"n"}])"), kNow);
  kept(outbox, second);
  claimed(outbox, second.id, 1, kNow + kSettle);
  EXPECT_FALSE(wake_at(outbox, kNow + kSettle)) << "it would be due again and again";
}

TEST(Outbox, DiscardingANewCaseTakesItsChangesWithIt) {
  Outbox outbox;
  outbox.owner = "t";
  Change create = make_change(outbox, CreateCase{}, kNow), note = make_change(outbox, kNote, kNow);
  create.external_id = note.external_id = "e";
  kept(outbox, create);
  kept(outbox, note);
  const Progress progress = discard(outbox, create.id, kNow);
  EXPECT_EQ(all<effects::DropChanges>(progress).size(), 2U);
  EXPECT_TRUE(outbox.entries.empty());
}

TEST(Overlay, DoesToACaseWhatTheServiceWillDo) {
  const Observable bad{"domain", "bad.example"}, shouted{"domain", "BAD.example."}, other{"ip", "192.0.2.1"};
  Case one{.id = "a", .title = "T", .observables = {bad}};
  Change change;
  change.what = AddObservables{{shouted, other}};
  apply(one, change);
  EXPECT_EQ(one.observables, (std::vector<Observable>{bad, other})) << "the same, differently written (D-24)";
  EXPECT_TRUE(is_done(one, change));
  change.what = RemoveObservables{{shouted}};
  apply(one, change);
  EXPECT_EQ(one.observables, std::vector<Observable>{other});
  change.what = EditField{Field::kSummary, "", "s"};
  EXPECT_FALSE(is_done(one, change));
  apply(one, change);
  EXPECT_EQ(one.short_description, "s");
}

TEST(Overlay, ALaterChangeTakesOutOfAnEarlierOneWhatItUndoes) {
  const Observable bad{"domain", "bad.example"}, other{"ip", "192.0.2.1"};
  Change earlier, later;
  earlier.what = RemoveObservables{{bad, other}};
  later.what = AddObservables{{bad}};
  EXPECT_TRUE(without(earlier, later));
  EXPECT_EQ(std::get<RemoveObservables>(earlier.what).observables, std::vector<Observable>{other});
  later.what = AddObservables{{other}};
  EXPECT_FALSE(without(earlier, later));
  earlier.what = EditField{Field::kTitle, "a", "b"};
  later.what = EditField{Field::kSummary, "a", "b"};
  EXPECT_TRUE(without(earlier, later));
  later.what = EditField{Field::kTitle, "b", "c"};
  EXPECT_FALSE(without(earlier, later));
  later.what = DeleteCase{};
  EXPECT_FALSE(without(earlier, later));
}

// A store may keep what it says it has refused: then another tab finds it there.
// The store refused a note whose removal it took afterwards. Another tab found it removed, before it was
// there.
TEST(Outbox, NothingIsKeptThatBuildsOnWhatTheStoreMayYetRefuse) {
  Outbox outbox = signed_in_outbox();
  const Change note = of_case(outbox, "a", kNote), removal = of_case(outbox, "a", RemoveNote{kNote.note});
  const std::string first[] = {note.id}, both[] = {note.id, removal.id};
  put(outbox, {note}, kNow);
  EXPECT_TRUE(all<effects::SaveChanges>(put(outbox, {removal}, kNow)).empty());
  EXPECT_EQ(find(outbox, removal.id)->state, State::kSaving);
  const auto again = all<effects::SaveChanges>(not_saved(outbox, first, kNow));
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].records.size(), 2U) << "in one transaction: both or none";
  saved(outbox, both, kNow);
  EXPECT_TRUE(find(outbox, note.id)->is_saved);
  EXPECT_EQ(find(outbox, removal.id)->state, State::kWaiting);
}

TEST(Outbox, WhatIsNewIsKeptWhenWhatTheStoreHasRefusedIsThrough) {
  Outbox outbox = signed_in_outbox();
  const Change note = of_case(outbox, "a", kNote), removal = of_case(outbox, "a", RemoveNote{kNote.note});
  const std::string first[] = {note.id};
  put(outbox, {note}, kNow);
  not_saved(outbox, first, kNow);
  claim_refused(outbox, note.id, 0, kNow);
  EXPECT_TRUE(all<effects::SaveChanges>(put(outbox, {removal}, kNow)).empty()) << "it is being sent";
  EXPECT_EQ(all<effects::SaveChanges>(put(outbox, {of_case(outbox, "b", kNote)}, kNow)).size(), 0U)
      << "all that is new goes together";
  replied(outbox, outbox.last_tag, a_case(), kNow);
  const auto kept = all<effects::SaveChanges>(
      replied(outbox, outbox.last_tag, a_case(R"(,"texts":[{"type":"note","text":"n"}])"), kNow));
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].records.size(), 2U);
}

TEST(Outbox, WhatTheStoreHasRefusedIsAskedForBeforeItIsSent) {
  Outbox outbox = signed_in_outbox();
  const Change made = of_case(outbox, "", CreateCase{{.title = "Case", .external_id = "e"}});
  const std::string ids[] = {made.id};
  put(outbox, {made}, kNow);
  const Progress refused = not_saved(outbox, ids, kNow);
  EXPECT_TRUE(all<effects::SendRequest>(refused).empty());
  ASSERT_EQ(all<effects::ClaimChange>(refused).size(), 1U);
  Outbox other = outbox;
  EXPECT_EQ(all<effects::SendRequest>(claim_refused(outbox, made.id, 0, kNow)).size(), 1U) << "nobody has it";
  EXPECT_TRUE(all<effects::SendRequest>(claim_refused(other, made.id, kNow + 9, kNow)).empty());
  EXPECT_EQ(other.entries.at(0).state, State::kElsewhere);
}

// The store had kept it all the same, and gave it to another tab while it did not answer this one: both made
// the case.
// It had read the case for three seconds when it sent the note and was killed, and the note was sent a second
// time while the first call was under way.
TEST(Outbox, WhatAPageThatIsGoneHasClaimedIsLeftForTheTimeThatItMayHaveRead) {
  Outbox outbox = signed_in_outbox();
  Change left = of_case(outbox, "a", kNote);
  left.claims = 1;
  listed(outbox, {left}, kNow);
  const auto claims = all<effects::ClaimChange>(woke(outbox, kNow + kGrace));
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_GE(claims[0].linger, 10 + may_linger(left));
  const Change own = of_case(outbox, "b", kNote);
  EXPECT_EQ(all<effects::ClaimChange>(kept(outbox, own)).at(0).linger, may_linger(own));
}

TEST(Outbox, AStoreThatDoesNotAnswerIsAskedOnceMoreForWhatItHasRefused) {
  Outbox outbox = signed_in_outbox();
  listed(outbox, {}, kNow);
  const Change made = of_case(outbox, "", CreateCase{{.title = "Case", .external_id = "e"}});
  const std::string ids[] = {made.id};
  put(outbox, {made}, kNow);
  not_saved(outbox, ids, kNow);
  EXPECT_TRUE(all<effects::SendRequest>(claim_unanswered(outbox, made.id, kNow)).empty());
  ASSERT_EQ(all<effects::ClaimChange>(woke(outbox, kNow + kAskAgain)).size(), 1U);
  EXPECT_EQ(all<effects::SendRequest>(claim_unanswered(outbox, made.id, kNow + kAskAgain)).size(), 1U)
      << "there is no store";
}

// As beside a newer version in another tab: looks are answered from what is known, claims are not. A change
// was claimed again after each look, and never sent.
TEST(Outbox, AStoreThatAnswersLooksButNoClaimHoldsNoChangeForEver) {
  Outbox outbox = signed_in_outbox();
  listed(outbox, {}, kNow);
  const Change note = of_case(outbox, "a", kNote);
  const std::string ids[] = {note.id};
  put(outbox, {note}, kNow);
  not_saved(outbox, ids, kNow);
  EXPECT_TRUE(all<effects::SendRequest>(claim_unanswered(outbox, "gone", kNow)).empty());
  listed(outbox, {}, kNow);
  EXPECT_TRUE(all<effects::SendRequest>(claim_unanswered(outbox, note.id, kNow)).empty());
  listed(outbox, {}, kNow + 1);
  EXPECT_TRUE(all<effects::SendRequest>(claim_unanswered(outbox, note.id, kNow + 1)).empty()) << "late";
  listed(outbox, {}, kNow + 1);
  ASSERT_FALSE(all<effects::ClaimChange>(woke(outbox, kNow + kAskAgain)).empty());
  EXPECT_EQ(all<effects::SendRequest>(claim_unanswered(outbox, note.id, kNow + kAskAgain)).size(), 1U);
}

TEST(Outbox, WhereThereIsNoStoreNobodyWaitsForIt) {
  Outbox outbox = signed_in_outbox();
  const Change note = of_case(outbox, "a", kNote);
  const std::string ids[] = {note.id};
  put(outbox, {note}, kNow);
  not_saved(outbox, ids, kNow);
  EXPECT_EQ(all<effects::SendRequest>(claim_unanswered(outbox, note.id, kNow)).size(), 1U);
}

TEST(Outbox, WhatTheStoreHasRefusedAndKeptIsDroppedWhenItIsThrough) {
  Outbox outbox = signed_in_outbox();
  const Change change = of_case(outbox, "a", kNote);
  const std::string ids[] = {change.id};
  put(outbox, {change}, kNow);
  not_saved(outbox, ids, kNow);
  const auto read = all<effects::SendRequest>(claim_refused(outbox, change.id, 0, kNow));
  ASSERT_EQ(read.size(), 1U);
  const Progress through =
      replied(outbox, read[0].tag, a_case(R"(,"texts":[{"type":"note","text":"n"}])"), kNow);
  ASSERT_EQ(all<effects::DropChanges>(through).size(), 1U);
  EXPECT_EQ(all<effects::DropChanges>(through)[0].ids, std::vector{change.id});
}

// The next page would send it again, though a colleague has removed it meanwhile.
TEST(Outbox, WhatTheStoreHasNotDroppedIsDroppedAgain) {
  Outbox outbox = signed_in_outbox();
  const Change change = of_case(outbox, "a", kNote);
  kept(outbox, change);
  discard(outbox, change.id, kNow);
  const Progress progress = listed(outbox, {change}, kNow);
  ASSERT_EQ(all<effects::DropChanges>(progress).size(), 1U);
  EXPECT_EQ(all<effects::DropChanges>(progress)[0].ids, std::vector{change.id});
  EXPECT_TRUE(outbox.entries.empty());
  EXPECT_TRUE(all<effects::DropChanges>(listed(outbox, {}, kNow)).empty());
}

// Signing out and locking end the calls that are under way, and the service may have done them.
TEST(Outbox, WhoIsLockedOutWhileACaseIsMadeDoesNotMakeItTwice) {
  Outbox outbox = signed_in_outbox();
  Change made = of_case(outbox, "", CreateCase{{.title = "Case", .external_id = "e"}});
  made.external_id = "e";
  kept(outbox, made);
  const auto write = all<effects::SendRequest>(claimed(outbox, made.id, 1, kNow));
  ASSERT_EQ(write.size(), 1U);
  const Progress out = replied(outbox, write[0].tag, {.status = 401, .body = {}, .headers = {}}, kNow);
  ASSERT_EQ(all<effects::ReleaseChange>(out).size(), 1U);
  EXPECT_FALSE(all<effects::ReleaseChange>(out)[0].surely_not_done);
  EXPECT_TRUE(outbox.entries.at(0).is_uncertain);
}

TEST(Outbox, WhatSomebodyHasAdoptedStaysTheirsThoughTheStoreWouldNotTakeThat) {
  Outbox outbox;
  outbox.owner = "t";
  const Change change = of_case(outbox, "a", kNote);
  kept(outbox, change);
  signed_in(outbox, "me", kNow);
  listed(outbox, {change}, kNow);  // as it was
  EXPECT_FALSE(is_foreign(outbox, outbox.entries.at(0)));
}

TEST(Outbox, WhatHasFailedDoesNotComeBackOnceItWasRemoved) {
  Outbox outbox = signed_in_outbox();
  const Change added = of_case(outbox, "a", kNote);
  kept(outbox, added);
  const auto read = all<effects::SendRequest>(claimed(outbox, added.id, 1, kNow));
  ASSERT_EQ(read.size(), 1U);
  replied(outbox, read[0].tag, {.status = 400, .body = {}, .headers = {}}, kNow);
  ASSERT_EQ(outbox.entries.at(0).state, State::kFailed);
  put(outbox, {of_case(outbox, "a", RemoveNote{kNote.note})}, kNow);
  EXPECT_EQ(find(outbox, added.id), nullptr);
}

// The store may have it again though it was sent, by a write of another page that ended late.
TEST(Outbox, ACaseThatAnotherPageHasLeftIsLookedUpBeforeItIsMade) {
  Outbox outbox = signed_in_outbox();
  Change made = of_case(outbox, "", CreateCase{{.title = "Case", .external_id = "e"}});
  made.external_id = "e";
  listed(outbox, {made}, kNow);
  ASSERT_EQ(all<effects::ClaimChange>(woke(outbox, kNow + kGrace)).size(), 1U);
  const auto calls = all<effects::SendRequest>(claimed(outbox, made.id, 1, kNow + kGrace));
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].request.method, "GET");
  const auto write = all<effects::SendRequest>(
      replied(outbox, calls[0].tag, {.status = 200, .body = "[]", .headers = {}}, kNow + kGrace));
  ASSERT_EQ(write.size(), 1U);
  EXPECT_EQ(write[0].request.method, "POST");
}

TEST(Outbox, ACaseThatTheStoreHasRefusedIsLookedUpBeforeItIsMade) {
  Outbox outbox = signed_in_outbox();
  Change made = of_case(outbox, "", CreateCase{{.title = "Case", .external_id = "e"}});
  made.external_id = "e";
  const std::string ids[] = {made.id};
  put(outbox, {made}, kNow);
  not_saved(outbox, ids, kNow);
  const auto calls = all<effects::SendRequest>(claim_refused(outbox, made.id, 0, kNow));
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].request.method, "GET") << "perhaps kept, and sent by another tab";
}

TEST(Outbox, ALookUpThatFailsSaysNothingAboutWhatWasPerhapsSent) {
  for (const auto& [status, body] : {std::pair{401, ""}, {403, "{}"}, {200, R"([{"id":7}])"}}) {
    Outbox outbox = signed_in_outbox();
    Change made = of_case(outbox, "", CreateCase{{.title = "Case", .external_id = "e"}});
    made.external_id = "e";
    kept(outbox, made);
    const auto look = all<effects::SendRequest>(claimed(outbox, made.id, 2, kNow));
    ASSERT_EQ(look.size(), 1U);
    const Progress failed =
        replied(outbox, look[0].tag, {.status = status, .body = body, .headers = {}}, kNow);
    EXPECT_TRUE(all<effects::SendRequest>(failed).empty()) << status;
    ASSERT_EQ(all<effects::ReleaseChange>(failed).size(), 1U) << status;
    EXPECT_FALSE(all<effects::ReleaseChange>(failed)[0].surely_not_done) << status;
  }
}

TEST(Outbox, ACaseMadeSignedOutIsLookedUpSinceAnotherPageMayHaveSentIt) {
  Outbox outbox;
  outbox.owner = "t";
  Change made = of_case(outbox, "", CreateCase{{.title = "Case", .external_id = "e"}});
  made.external_id = "e";
  kept(outbox, made);
  signed_in(outbox, "me", kNow);
  const auto calls = all<effects::SendRequest>(claimed(outbox, made.id, 1, kNow));
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].request.method, "GET");
}
