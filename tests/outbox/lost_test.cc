// What becomes of changes that the service took and lost again, and of those that take one another's place.
#include <gtest/gtest.h>

#include "outbox_fixture.h"

using namespace outbox_fixture;
using State = Entry::State;

namespace {

const std::vector<Observable> kTwo = {{"ip", "192.0.2.1"}, {"ip", "192.0.2.2"}};
const std::string kWithNote = R"(,"texts":[{"type":"note","text":"n"}])";

// The change is sent, and taken: `more` is in the answer.
Change taken(Outbox& outbox, What what, const std::string& more) {
  const Change change = of_case(outbox, "a", std::move(what));
  kept(outbox, change);
  claimed(outbox, change.id, 1, kNow);
  replied(outbox, outbox.last_tag, a_case(), kNow);
  replied(outbox, outbox.last_tag, a_case(more), kNow);
  return change;
}

// The second look, `later` seconds after it was taken, finds a case without it.
Progress lost(Outbox& outbox, double later) {
  woke(outbox, kNow + later);
  return replied(outbox, outbox.last_tag, a_case(), kNow + later);
}

}  // namespace

TEST(Lost, WhatIsSentAgainIsToldOnceAndLookedAtOnceMore) {
  Outbox outbox = signed_in_outbox();
  taken(outbox, kNote, kWithNote);
  ASSERT_EQ(all<effects::SendRequest>(lost(outbox, kSettle)).size(), 1U);
  const Progress again = replied(outbox, outbox.last_tag, a_case(kWithNote), kNow + kSettle + 1);
  EXPECT_TRUE(again.told.empty());
  EXPECT_EQ(outbox.entries.at(0).state, State::kSettling);
  woke(outbox, kNow + 2 * kSettle + 1);
  const Progress settled = replied(outbox, outbox.last_tag, a_case(kWithNote), kNow + 2 * kSettle + 1);
  ASSERT_EQ(settled.told.size(), 1U);
  EXPECT_EQ(settled.told[0].kind, Told::Kind::kSettled);
  EXPECT_TRUE(outbox.entries.empty());
}

TEST(Lost, WhatIsLostAgainAndAgainIsGivenBackToItsAuthor) {
  Outbox outbox = signed_in_outbox();
  taken(outbox, kNote, kWithNote);
  double now = kNow;
  int sent = 0;
  while (outbox.entries.at(0).state == State::kSettling && sent < 10) {
    now += kSettle;
    woke(outbox, now);
    if (all<effects::SendRequest>(replied(outbox, outbox.last_tag, a_case(), now)).empty()) break;
    ++sent;
    replied(outbox, outbox.last_tag, a_case(kWithNote), now);
  }
  EXPECT_GT(sent, 0);
  EXPECT_LT(sent, 5);
  EXPECT_EQ(outbox.entries.at(0).state, State::kFailed);
  EXPECT_EQ(outbox.entries.at(0).problem.kind, threat_response::Problem::Kind::kNotKept);
}

// Another tab tried it again and again on the case that was not there any more.
TEST(Lost, WhatWasDoneToACaseBeforeItWasDeletedIsGoneWithIt) {
  Outbox outbox = signed_in_outbox();
  const Change elsewhere = of_case(outbox, "b", kNote);
  kept(outbox, elsewhere);
  const Change note = taken(outbox, kNote, kWithNote);
  const Change deletion = of_case(outbox, "a", DeleteCase{}), later = of_case(outbox, "a", kNote);
  kept(outbox, deletion);
  kept(outbox, later);
  claimed(outbox, deletion.id, 1, kNow);
  const Progress gone = replied(outbox, outbox.last_tag, {.status = 204, .body = {}, .headers = {}}, kNow);
  std::vector<std::string> dropped;
  for (const auto& effect : all<effects::DropChanges>(gone))
    dropped.insert(dropped.end(), effect.ids.begin(), effect.ids.end());
  EXPECT_EQ(dropped, (std::vector<std::string>{note.id, deletion.id}));
  ASSERT_EQ(outbox.entries.size(), 2U);
  EXPECT_EQ(outbox.entries[0].change.id, elsewhere.id) << "it is of another case";
  EXPECT_EQ(outbox.entries[1].change.id, later.id) << "who made it did not know";
}

// Nobody undoes a text by taking it away, so an old one is sent again: its author is asked by the conflict.
TEST(Lost, ATextIsSentAgainHoweverLateThatIs) {
  Outbox outbox = signed_in_outbox();
  taken(outbox, EditField{Field::kSummary, "", "s"}, R"(,"short_description":"s")");
  EXPECT_EQ(all<effects::ClaimChange>(lost(outbox, 100 * kUndo)).size(), 1U) << "the old claim has ended";
}

TEST(Lost, OfTwoThatAreLostTheFirstIsSentFirst) {
  Outbox outbox = signed_in_outbox();
  const Change first = taken(outbox, kNote, kWithNote);
  taken(outbox, AddNote{{"note", "m"}},
        R"(,"texts":[{"type":"note","text":"n"},{"type":"note","text":"m"}])");
  ASSERT_EQ(outbox.entries.size(), 2U);
  const auto sent = all<effects::SendRequest>(lost(outbox, kSettle));
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_TRUE(sent[0].request.body.contains(R"("text":"n")")) << sent[0].request.body;
  EXPECT_EQ(outbox.entries[0].change.id, first.id);
}

// The answer to the removal did not come, and the look that found it done found the note lost, too: it came
// back.
TEST(Lost, WhatARemovalHasTakenAwayIsNotLostWhenOnlyALookShowsThatItWasDone) {
  Outbox outbox = signed_in_outbox();
  taken(outbox, kNote, kWithNote);
  const Change removal = of_case(outbox, "a", RemoveNote{kNote.note});
  put(outbox, {removal}, kNow);
  const std::string ids[] = {removal.id};
  saved(outbox, ids, kNow + kSettle);
  claimed(outbox, removal.id, 2, kNow + kSettle);
  const Progress progress = replied(outbox, outbox.last_tag, a_case(), kNow + kSettle);
  EXPECT_TRUE(all<effects::SendRequest>(progress).empty());
  EXPECT_TRUE(outbox.entries.empty()) << "both are through";
}

// Another tab had both taken by the service and was kept by a pause from looking whether they stayed: when
// its claim had ended the first was sent again, after the second.
TEST(Lost, WhatALaterChangeHasUndoneThatWasSentTooIsNotSentAgain) {
  Outbox outbox = signed_in_outbox();
  Change added = of_case(outbox, "a", AddObservables{kTwo});
  Change removed = of_case(outbox, "a", RemoveObservables{{kTwo[0]}});
  added.claims = removed.claims = 1;
  listed(outbox, {added, removed}, kNow);
  const double now = kNow + kGrace;
  woke(outbox, now);
  claimed(outbox, added.id, 2, now);
  const auto sent = all<effects::SendRequest>(replied(outbox, outbox.last_tag, a_case(), now));
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_FALSE(sent[0].request.body.contains(kTwo[0].value)) << sent[0].request.body;
  EXPECT_TRUE(sent[0].request.body.contains(kTwo[1].value)) << sent[0].request.body;
}

TEST(Lost, WhatIsUndoneAsAWholeIsThroughWithoutBeingSent) {
  Outbox outbox = signed_in_outbox();
  Change added = of_case(outbox, "a", kNote), removed = of_case(outbox, "a", RemoveNote{kNote.note});
  added.claims = removed.claims = 1;
  listed(outbox, {added, removed}, kNow);
  const double now = kNow + kGrace;
  woke(outbox, now);
  claimed(outbox, added.id, 2, now);
  EXPECT_TRUE(all<effects::SendRequest>(replied(outbox, outbox.last_tag, a_case(), now)).empty());
  EXPECT_EQ(find(outbox, added.id), nullptr);
  EXPECT_NE(find(outbox, removed.id), nullptr) << "it has its own turn";
}

TEST(Lost, WhatIsDoneToACaseIsSentAgainUntilTheCaseIsDeleted) {
  Outbox outbox = signed_in_outbox();
  Change added = of_case(outbox, "a", kNote), deletion = of_case(outbox, "a", DeleteCase{});
  added.claims = deletion.claims = 1;
  listed(outbox, {added, deletion}, kNow);
  const double now = kNow + kGrace;
  woke(outbox, now);
  claimed(outbox, added.id, 2, now);
  EXPECT_EQ(all<effects::SendRequest>(replied(outbox, outbox.last_tag, a_case(), now)).size(), 1U);
}

// It went behind the removal then, and seemed to undo it.
TEST(Lost, WhatIsGoneFromTheStoreWhileItIsAskedForStaysBeforeWhatCameAfterIt) {
  Outbox outbox = signed_in_outbox();
  Change added = of_case(outbox, "a", kNote), removed = of_case(outbox, "a", RemoveNote{kNote.note});
  added.id = "u-1";
  removed.id = "u-2";
  added.claims = removed.claims = 1;
  listed(outbox, {added, removed}, kNow);
  woke(outbox, kNow + kGrace);
  ASSERT_EQ(find(outbox, added.id)->state, State::kClaiming);
  listed(outbox, {removed}, kNow + kGrace);
  ASSERT_EQ(outbox.entries.size(), 2U);
  EXPECT_EQ(outbox.entries[0].change.id, added.id);
}

// A token that the service takes no more is renewed (threat_response/session.h); what is refused with the new
// one, time mends.
TEST(Lost, ASecondLookThatIsRefusedIsRepeatedLater) {
  Outbox outbox = signed_in_outbox();
  taken(outbox, kNote, kWithNote);
  ASSERT_EQ(all<effects::SendRequest>(woke(outbox, kNow + kSettle)).size(), 1U);
  replied(outbox, outbox.last_tag, {.status = 401, .body = {}, .headers = {}}, kNow + kSettle);
  EXPECT_EQ(outbox.entries.at(0).state, State::kSettling);
  EXPECT_TRUE(all<effects::SendRequest>(woke(outbox, kNow + kSettle + 1)).empty());
  const auto at = wake_at(outbox, kNow + kSettle + 1);
  ASSERT_TRUE(at);
  EXPECT_EQ(all<effects::SendRequest>(woke(outbox, *at)).size(), 1U);
}

// Both the kept one and that of a tab whose store is full.
TEST(TakenBack, OfSeveralObservablesThoseThatAreRemovedAgainAreNotAddedAnyMore) {
  for (const bool is_kept : {true, false}) {
    Outbox outbox = signed_in_outbox();
    const Change added = of_case(outbox, "a", AddObservables{kTwo});
    const std::string ids[] = {added.id};
    put(outbox, {added}, kNow);
    if (is_kept)
      saved(outbox, ids, kNow);
    else
      not_saved(outbox, ids, kNow);
    if (is_kept)
      claimed(outbox, added.id, 1, kNow);
    else
      claim_refused(outbox, added.id, 0, kNow);
    replied(outbox, outbox.last_tag, {.status = 400, .body = {}, .headers = {}}, kNow);
    ASSERT_EQ(outbox.entries.at(0).state, State::kFailed);
    const auto written =
        all<effects::SaveChanges>(put(outbox, {of_case(outbox, "a", RemoveObservables{{kTwo[0]}})}, kNow));
    EXPECT_EQ(std::get<AddObservables>(outbox.entries.at(0).change.what).observables,
              std::vector<Observable>{kTwo[1]});
    EXPECT_EQ(written.size(), is_kept ? 2U : 1U) << "and those of a full store with the new one";
  }
}

// Only a later text of the same field of the same case, by the same user, takes a text's place.
TEST(TakenBack, ATextIsReplacedByNoOtherChange) {
  const auto theirs = a_case(R"(,"short_description":"theirs")");
  for (int other = 0; other < 4; ++other) {
    Outbox outbox = signed_in_outbox();
    const Change first = of_case(outbox, "a", EditField{Field::kSummary, "", "mine"});
    Change second = of_case(outbox, other == 1 ? "b" : "a", EditField{Field::kSummary, "mine", "later"});
    if (other == 0) second.what = kNote;
    if (other == 2) second.what = EditField{Field::kTitle, "T", "later"};
    if (other == 3) second.account = "somebody else";
    const Change earlier = of_case(outbox, "c", EditField{Field::kSummary, "", "earlier"});
    listed(outbox, {earlier, first, second}, kNow + 10);
    claimed(outbox, first.id, 1, kNow + 10);
    replied(outbox, outbox.last_tag, theirs, kNow + 10);
    EXPECT_EQ(find(outbox, first.id)->state, State::kConflict) << other;
  }
}

// The claim had to be renewed after the first one.
TEST(TakenBack, AnAnswerThatComesTwiceCountsOnce) {
  Outbox outbox = signed_in_outbox();
  const Change note = of_case(outbox, "a", kNote);
  kept(outbox, note);
  claimed(outbox, note.id, 1, kNow);
  const effects::Tag read = outbox.last_tag;
  EXPECT_EQ(all<effects::ClaimChange>(replied(outbox, read, a_case(), kNow + kLease)).size(), 1U);
  EXPECT_EQ(find(outbox, note.id)->state, State::kClaiming);
  EXPECT_TRUE(replied(outbox, read, a_case(), kNow + kLease).effects.empty());
  EXPECT_EQ(find(outbox, note.id)->state, State::kClaiming);
}
