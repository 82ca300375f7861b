// What becomes of a change that the service, the store or its author does not let through.
#include <gtest/gtest.h>

#include <algorithm>

#include "outbox/outbox.h"
#include "outbox/overlay.h"

using namespace outbox;
using State = Entry::State;
using threat_response::Problem;
using threat_response::Reply;

namespace {

constexpr double kNow = 1000;
const AddNote kNote{{"note", "n"}};

Reply of(int status, std::string body) { return {.status = status, .body = std::move(body), .headers = {}}; }
Reply a_case(const std::string& more = "") { return of(200, R"({"id":"a","title":"T")" + more + "}"); }

// One change of case "a" and the outbox it is in.
struct Line {
  explicit Line(What what, const std::string& case_id = "a") {
    outbox.owner = "t";
    signed_in(outbox, "me", kNow);
    Change change = make_change(outbox, std::move(what), kNow);
    change.case_id = case_id;
    if (case_id.empty()) change.external_id = "e-1";
    id = change.id;
    put(outbox, {change}, kNow);
    const std::string ids[] = {id};
    saved(outbox, ids, kNow);
    last = claimed(outbox, id, 1, kNow);
  }
  const Entry& entry() const { return *find(outbox, id); }
  // The body of the call under way.
  std::string asked() const {
    for (const auto& effect : last.effects)
      if (const auto* send = effect.get_if<effects::SendRequest>())
        return send->request.method + ' ' + send->request.body;
    return "";
  }
  Line& answer(const Reply& reply, double now = kNow) {
    last = replied(outbox, entry().tag, reply, now);
    return *this;
  }
  bool told(Told::Kind kind) const {
    return std::ranges::any_of(last.told, [&](const Told& one) { return one.kind == kind; });
  }

  Outbox outbox;
  std::string id;
  Progress last;
};

}  // namespace

TEST(Refusals, EachFieldIsSentUnderItsOwnName) {
  for (const auto& [field, body] :
       std::vector<std::pair<Field, const char*>>{{Field::kTitle, R"(PATCH {"title":"new"})"},
                                                  {Field::kSummary, R"(PATCH {"short_description":"new"})"},
                                                  {Field::kDescription, R"(PATCH {"description":"new"})"},
                                                  {Field::kTlp, R"(PATCH {"tlp":"new"})"}}) {
    Line line(EditField{field, field == Field::kTitle ? "T" : "", "new"});
    EXPECT_EQ(line.answer(a_case()).asked(), body);
    EXPECT_EQ(field_from_name(field_name(field)), field);
  }
  EXPECT_FALSE(field_from_name("owner"));
}

TEST(Refusals, ADeletedCaseIsGoneWhetherItWasThereOrNot) {
  for (const int status : {204, 404}) {
    Line line(DeleteCase{});
    EXPECT_EQ(line.asked(), "DELETE ");
    line.answer(of(status, ""));
    EXPECT_TRUE(line.told(Told::Kind::kSettled)) << status;
    EXPECT_EQ(find(line.outbox, line.id), nullptr);
  }
  Line line(DeleteCase{});
  line.answer(of(403, "{}"));
  EXPECT_EQ(line.entry().state, State::kFailed);
}

TEST(Refusals, ACaseThatIsTooLongIsNotSent) {
  Line line(CreateCase{{.title = std::string(2000, 'x'), .external_id = "e-1"}}, "");
  EXPECT_EQ(line.asked(), "");
  EXPECT_EQ(line.entry().state, State::kFailed);
  EXPECT_EQ(line.entry().problem.kind, Problem::Kind::kTooLong);
}

TEST(Refusals, AnAnswerThatIsNoCaseLeavesTheOutcomeOpen) {
  Line line(kNote);
  line.answer(a_case()).answer(of(200, "[]"));
  EXPECT_TRUE(line.told(Told::Kind::kUncertain));
  EXPECT_TRUE(line.entry().is_uncertain);
}

TEST(Refusals, WhatTheServiceHasNoTimeForIsTriedAgainByItself) {
  for (const Reply& reply :
       {of(429, "{}"), of(503, ""),
        Reply{.failure = threat_response::Failure::kTimeout, .body = {}, .headers = {}}}) {
    Line line(kNote);
    line.answer(reply);
    EXPECT_EQ(line.entry().state, State::kWaiting) << reply.status;
    EXPECT_GT(line.outbox.next_try, kNow);
  }
}

TEST(Refusals, WithoutASignInNothingIsSentAndNothingHasFailed) {
  Line line(kNote);
  line.answer(of(400, R"({"error":"invalid_client"})"));
  EXPECT_EQ(line.entry().state, State::kWaiting);
  EXPECT_EQ(line.outbox.account, "");
  EXPECT_FALSE(wake_at(line.outbox, kNow + 100)) << "until somebody signs in";
}

// The page went on as signed in, and what waited in it waited for ever for another sign-in.
TEST(Refusals, ACallThatANewTokenDidNotMendIsMadeAgainAfterAWhile) {
  Line line(kNote);
  line.answer(of(401, "{}"));
  EXPECT_EQ(line.entry().state, State::kWaiting);
  EXPECT_EQ(line.outbox.account, "me");
  EXPECT_EQ(wake_at(line.outbox, kNow), kNow + 1);
  const Progress again = woke(line.outbox, kNow + 1);
  EXPECT_TRUE(again.effects.at(0).holds<effects::ClaimChange>());
}

// A network that asks for a log-in answers 200 to everything: the case was taken for deleted.
TEST(Refusals, AnAnswerOfSomebodyElseDeletesNothing) {
  Line line(DeleteCase{});
  line.answer(of(200, "<!doctype html><title>Log in</title>"));
  ASSERT_NE(find(line.outbox, line.id), nullptr);
  EXPECT_TRUE(line.entry().is_uncertain);

  Line gone(DeleteCase{});
  gone.answer(of(204, ""));
  EXPECT_EQ(find(gone.outbox, gone.id), nullptr);
}

TEST(Refusals, AClaimThatEndsSoonIsRenewedBeforeAnythingIsSent) {
  Line line(kNote);
  line.answer(a_case(), kNow + kLease);
  EXPECT_EQ(line.asked(), "");
  EXPECT_EQ(line.entry().state, State::kClaiming);
}

// A page that was frozen while it looked made the case after the thaw, when another tab had long found the
// change in the store and made it.
TEST(Refusals, WhatTheStoreSaidToHaveRefusedIsClaimedAgainWhenTheAnswerComesLate) {
  Outbox outbox;
  outbox.owner = "t";
  signed_in(outbox, "me", kNow);
  Change made = make_change(outbox, CreateCase{{.title = "Case", .external_id = "e"}}, kNow);
  made.external_id = "e";
  put(outbox, {made}, kNow);
  const std::string ids[] = {made.id};
  not_saved(outbox, ids, kNow);
  claim_refused(outbox, made.id, 0, kNow);
  replied(outbox, outbox.last_tag, of(200, "[]"), kNow + 3600);
  EXPECT_EQ(outbox.entries.at(0).state, State::kClaiming);
}

TEST(Refusals, AConflictIsAnsweredByEitherText) {
  const EditField edit{Field::kTitle, "old", "mine"};
  Line theirs(edit);
  theirs.answer(a_case());
  ASSERT_EQ(theirs.entry().state, State::kConflict);
  EXPECT_EQ(theirs.entry().theirs, "T");
  resolve(theirs.outbox, theirs.id, "T", kNow);
  EXPECT_EQ(find(theirs.outbox, theirs.id), nullptr) << "it is as the service has it";

  Line mine(edit);
  mine.answer(a_case());
  resolve(mine.outbox, mine.id, "mine", kNow);
  EXPECT_EQ(mine.entry().state, State::kSaving);
  EXPECT_EQ(std::get<EditField>(mine.entry().change.what), (EditField{Field::kTitle, "T", "mine"}));
}

TEST(Refusals, OnlyAConflictIsAnswered) {
  Line line(kNote);
  const Change before = line.entry().change;
  EXPECT_TRUE(resolve(line.outbox, line.id, "x", kNow).effects.empty());
  EXPECT_TRUE(resolve(line.outbox, "nobody", "x", kNow).effects.empty());
  EXPECT_EQ(line.entry().change, before);
  line.outbox.entries[0].state = State::kConflict;
  EXPECT_TRUE(resolve(line.outbox, line.id, "x", kNow).effects.empty()) << "it is no edit";
}

TEST(Refusals, WhatHasFailedIsTriedAgainWhenItsAuthorWantsItAndNothingElseIs) {
  Line line(kNote);
  line.answer(of(403, "{}"));
  ASSERT_EQ(line.entry().state, State::kFailed);
  const Progress again = retry(line.outbox, line.id, kNow);
  EXPECT_EQ(line.entry().state, State::kClaiming);
  EXPECT_EQ(again.effects.at(0).get_if<effects::ClaimChange>()->linger, 0);
  retry(line.outbox, line.id, kNow);
  EXPECT_EQ(line.entry().state, State::kClaiming) << "it is under way";
  EXPECT_TRUE(retry(line.outbox, "nobody", kNow).effects.empty());
}

TEST(Refusals, AnotherClientMayDoWhatTheLastWasNotAllowedTo) {
  Line line(kNote);
  line.answer(of(403, "{}"));
  signed_in(line.outbox, "somebody else", kNow);
  EXPECT_EQ(line.entry().state, State::kFailed);
  signed_in(line.outbox, "me", kNow);
  EXPECT_EQ(line.entry().state, State::kClaiming);
}

TEST(Refusals, WhatTheStoreWouldNotKeepIsSentAllTheSame) {
  Outbox outbox;
  signed_in(outbox, "me", kNow);
  Change change = make_change(outbox, kNote, kNow);
  change.case_id = "a";
  put(outbox, {change}, kNow);
  const std::string ids[] = {change.id, "nobody"};
  const Progress progress = not_saved(outbox, ids, kNow);
  EXPECT_TRUE(outbox.store_is_full);
  ASSERT_FALSE(progress.effects.empty());
  EXPECT_TRUE(progress.effects[0].holds<effects::ClaimChange>()) << "the store may have it all the same";
  EXPECT_TRUE(not_saved(outbox, ids, kNow).effects.empty()) << "it is on its way";
  const Progress unknown = claim_refused(outbox, change.id, 0, kNow);
  ASSERT_FALSE(unknown.effects.empty());
  EXPECT_TRUE(unknown.effects[0].holds<effects::SendRequest>());
}

TEST(Refusals, WhatIsThroughBeforeItWasKeptIsTakenOutOfTheStore) {
  Outbox outbox;
  const std::string ids[] = {"gone"};
  const Progress progress = saved(outbox, ids, kNow);
  ASSERT_EQ(progress.effects.size(), 1U);
  EXPECT_EQ(progress.effects[0].get_if<effects::DropChanges>()->ids, std::vector<std::string>{"gone"});
}

TEST(Refusals, AnswersForWhatIsNotWaitedForChangeNothing) {
  Line line(kNote);
  const Change before = line.entry().change;
  EXPECT_TRUE(replied(line.outbox, 0, a_case(), kNow).effects.empty());
  EXPECT_TRUE(replied(line.outbox, 99, a_case(), kNow).effects.empty());
  EXPECT_TRUE(claimed(line.outbox, "nobody", 1, kNow).effects.empty());
  EXPECT_TRUE(claimed(line.outbox, line.id, 7, kNow).effects.empty()) << "it is not being claimed";
  claim_refused(line.outbox, line.id, kNow + 1, kNow);
  claim_refused(line.outbox, "nobody", kNow + 1, kNow);
  EXPECT_TRUE(discard(line.outbox, "nobody", kNow).effects.empty());
  EXPECT_EQ(line.entry().change, before);
  EXPECT_EQ(line.entry().state, State::kSending);
}

TEST(Refusals, ACaseThatASearchShowsIsMadeWhenItsOwnerIsTheUser) {
  const Case mine{.id = "a", .owner = "u", .external_ids = {"e-1"}};
  const Case cases[] = {{.id = "b", .owner = "u"}, {.id = "c", .owner = "v", .external_ids = {"e-1"}}, mine};
  Line line(CreateCase{{.title = "t", .external_id = "e-1"}}, "");
  EXPECT_TRUE(seen_made(line.outbox, cases, "", kNow).told.empty()) << "nobody knows who asks";
  EXPECT_TRUE(seen_made(line.outbox, {cases, 2}, "u", kNow).told.empty()) << "others could name theirs so";
  const Progress progress = seen_made(line.outbox, cases, "u", kNow);
  ASSERT_EQ(progress.told.size(), 2U);
  EXPECT_EQ(progress.told[0].change.case_id, "a");
  EXPECT_EQ(find(line.outbox, line.id), nullptr);

  Line note(kNote);
  EXPECT_TRUE(seen_made(note.outbox, cases, "u", kNow).told.empty());
}

TEST(Refusals, ADraftIsOfANewCaseAlone) {
  const Change note{.id = "t", .case_id = "a", .what = kNote};
  EXPECT_EQ(draft_of(note), Case());
  Case one{.id = "a"};
  apply(one, note);
  apply(one, note);
  EXPECT_EQ(one.texts, std::vector<Note>{kNote.note}) << "it is there once";
}
