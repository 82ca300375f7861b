#include "cloud_service/settings.h"

#include "answers.h"

namespace cloud_service {
namespace {

Ask asked(const std::vector<Effect>& effects) {
  const auto* call = find_effect<StartCall>(effects);
  return call ? call->ask : Ask::kNothing;
}

TEST(Settings, OneReadingAtATime) {
  Settings settings;
  EXPECT_EQ(asked(update(settings, Opened{})), Ask::kRead);
  EXPECT_EQ(asked(update(settings, Opened{})), Ask::kNothing);
  update(settings, reply(Ask::kRead, off()));
  EXPECT_EQ(asked(update(settings, Opened{})), Ask::kRead);
}

TEST(Settings, EnablingIsSubmittedThenCommittedWithItsComment) {  // INT-10 to INT-13
  Settings settings = showing(off());
  update(settings, EditPressed{});
  update(settings, EnableTicked{.on = true});
  update(settings, ServerPicked{.number = 2});
  const auto submitted = update(settings, SubmitPressed{});
  ASSERT_EQ(asked(submitted), Ask::kSubmit);
  EXPECT_EQ(find_effect<StartCall>(submitted)->configuration, (Configuration{.enabled = true, .server = 2}));
  update(settings, reply(Ask::kSubmit, not_committed()));
  EXPECT_FALSE(settings.form.has_value());
  EXPECT_EQ(settings.done, Ask::kSubmit);
  update(settings, CommentTyped{.text = "for the pilot"});
  const auto committed = update(settings, CommitPressed{});
  ASSERT_EQ(asked(committed), Ask::kCommit);
  EXPECT_EQ(find_effect<StartCall>(committed)->comment, "for the pilot");
  update(settings, reply(Ask::kCommit, ready()));
  EXPECT_EQ(settings.comment, "");
}

TEST(Settings, ARefusedSubmitKeepsWhatWasTyped) {
  Settings settings = showing(off());
  update(settings, EditPressed{});
  update(settings, ServerPicked{.number = 2});
  update(settings, SubmitPressed{});
  update(settings, refusal(Ask::kSubmit, "server_unknown", 400));
  ASSERT_TRUE(settings.form.has_value());
  EXPECT_EQ(settings.form->server, 2);
  ASSERT_TRUE(settings.refused.has_value());
  EXPECT_EQ(settings.refused->refusal, Refusal::kServerUnknown);
}

TEST(Settings, AnActPressedTwiceIsDoneOnce) {
  Settings settings = showing(not_committed());
  EXPECT_EQ(asked(update(settings, CommitPressed{})), Ask::kCommit);
  EXPECT_EQ(asked(update(settings, CommitPressed{})), Ask::kNothing);
  EXPECT_EQ(asked(update(settings, AbandonPressed{})), Ask::kNothing);
}

TEST(Settings, WhatWasReadBeforeAnActIsNotShownAfterIt) {
  Settings settings = showing(not_committed());
  update(settings, Opened{});  // the answer to this is under way
  update(settings, CommitPressed{});
  update(settings, reply(Ask::kCommit, ready()));
  const auto effects = update(settings, reply(Ask::kRead, not_committed()));
  EXPECT_EQ(situation(settings.answer->state), Situation::kReady);
  EXPECT_EQ(asked(effects), Ask::kRead) << "what is so now is asked instead";
}

TEST(Settings, TheTokenIsForgottenAfterEachAttempt) {  // A.6
  for (const Replied& end :
       {reply(Ask::kRegister, registering(), 202), refusal(Ask::kRegister, "token_malformed"),
        Replied{.ask = Ask::kRegister, .status = 0, .body = {}}}) {
    Settings settings = showing(ready());
    update(settings, TokenTyped{.given = true});
    ASSERT_EQ(asked(update(settings, RegisterPressed{})), Ask::kRegister);
    const auto effects = update(settings, end);
    EXPECT_NE(find_effect<ForgetToken>(effects), nullptr) << end.status;
    EXPECT_FALSE(settings.token_given);
  }
}

TEST(Settings, RegisteringWithoutATokenAsksForOne) {
  Settings settings = showing(ready());
  EXPECT_EQ(asked(update(settings, RegisterPressed{})), Ask::kNothing);
  EXPECT_TRUE(settings.token_missed);
  update(settings, TokenTyped{.given = true});
  EXPECT_FALSE(settings.token_missed);
}

TEST(Settings, DeregisteringIsDoneAfterAYesAlone) {  // CSC-18
  Settings settings = showing(registered());
  EXPECT_EQ(asked(update(settings, DeregisterPressed{})), Ask::kNothing);
  EXPECT_TRUE(settings.confirming);
  EXPECT_EQ(asked(update(settings, DeregisterAnswered{.yes = false})), Ask::kNothing);
  EXPECT_FALSE(settings.confirming);
  update(settings, DeregisterPressed{});
  EXPECT_EQ(asked(update(settings, DeregisterAnswered{.yes = true})), Ask::kDeregister);
}

TEST(Settings, TheQuestionGoesWhenTheRegistrationHasEnded) {
  Settings settings = showing(registered());
  update(settings, DeregisterPressed{});
  update(settings, Opened{});
  update(settings, reply(Ask::kRead, ready()));
  EXPECT_FALSE(settings.confirming);
}

TEST(Settings, LooksAgainWhileSomethingRunsOrIsToCome) {  // D-12
  for (const auto& [make, after] : std::initializer_list<std::pair<State (*)(), int>>{{off, 60'000},
                                                                                      {not_committed, 60'000},
                                                                                      {registering, 1000},
                                                                                      {registered, 10'000},
                                                                                      {deregistering, 1000},
                                                                                      {failed, 1000}}) {
    Settings settings;
    update(settings, Opened{});
    EXPECT_EQ(look_after(update(settings, reply(Ask::kRead, make()))), after)
        << static_cast<int>(situation(make()));
  }
}

TEST(Settings, LooksForTheFirstContactAfterACommitLessOftenWhenItIsLate) {  // INT-14
  Settings settings;
  update(settings, Opened{});
  EXPECT_EQ(look_after(update(settings, reply(Ask::kRead, ready()))), 1000);
  update(settings, Opened{});
  EXPECT_EQ(
      look_after(update(
          settings,
          {Replied{.ask = Ask::kRead, .status = 200, .body = answer_of(ready(), true, kNow + 61'000)}})),
      10'000);
  State contacted = ready();
  ASSERT_TRUE(advance(contacted, Contacted{.server = 3}, kNow + 2000));
  update(settings, Opened{});
  EXPECT_EQ(look_after(update(settings, reply(Ask::kRead, contacted))), 60'000);
}

TEST(Settings, AnApplianceThatDoesNotAnswerLeavesWhatIsShown) {
  Settings settings = showing(registering());
  update(settings, Opened{});
  const auto effects = update(settings, Replied{.ask = Ask::kRead, .status = 0, .body = {}});
  EXPECT_EQ(settings.trouble, Trouble::kUnreachable);
  EXPECT_TRUE(settings.answer.has_value());
  EXPECT_EQ(look_after(effects), 3000) << "it is asked again, less often";
  EXPECT_EQ(asked(update(settings, TryAgainPressed{})), Ask::kRead);
  update(settings, reply(Ask::kRead, registered()));
  EXPECT_EQ(settings.trouble, Trouble::kNone);
}

TEST(Settings, AnActWithoutAnAnswerMayHaveBeenDone) {
  Settings settings = showing(not_committed());
  update(settings, CommitPressed{});
  EXPECT_EQ(asked(update(settings, Replied{.ask = Ask::kCommit, .status = 0, .body = {}})), Ask::kRead);
}

TEST(Settings, AnEndedSessionIsToldAndNothingIsAskedOnAndOn) {
  Settings settings = showing(registering());
  update(settings, Opened{});
  const auto effects = update(settings, Replied{.ask = Ask::kRead, .status = 401, .body = {}});
  EXPECT_EQ(settings.trouble, Trouble::kSessionEnded);
  EXPECT_NE(find_effect<TellSessionEnded>(effects), nullptr);
  EXPECT_EQ(look_after(effects), 0);
  EXPECT_EQ(hindrance(settings), Hindrance::kNoAnswer);
}

TEST(Settings, WhoMayNotAdministerChangesNothing) {
  Settings settings = showing(ready(), false);
  update(settings, TokenTyped{.given = true});
  for (const Message& message :
       std::initializer_list<Message>{EditPressed{}, RegisterPressed{}, CommitPressed{}})
    EXPECT_EQ(asked(update(settings, message)), Ask::kNothing);
  EXPECT_FALSE(settings.form.has_value());
}

TEST(Settings, ARightThatWasTakenAwayIsNoticed) {
  Settings settings = showing(not_committed());
  update(settings, CommitPressed{});
  update(settings, refusal(Ask::kCommit, "not_administrator", 403));
  EXPECT_EQ(hindrance(settings), Hindrance::kNotAdministrator);
}

TEST(Settings, OfAClusterNothingIsChangedOutsideOfMachineMode) {  // CLI-05
  State state = ready();
  state.mode = Mode::kCluster;
  EXPECT_EQ(hindrance(showing(state)), Hindrance::kWrongMode);
}

TEST(Settings, ThePageIsToldOfEachSituationOnce) {
  Settings settings;
  update(settings, Opened{});
  const auto first = update(settings, reply(Ask::kRead, ready()));
  ASSERT_NE(find_effect<TellSituation>(first), nullptr);
  EXPECT_EQ(find_effect<TellSituation>(first)->situation, Situation::kReady);
  update(settings, Opened{});
  EXPECT_EQ(find_effect<TellSituation>(update(settings, reply(Ask::kRead, ready()))), nullptr);
}

TEST(Settings, ATestOfTheConnectionEndsInAResultForEachHost) {  // PRE-08
  Settings settings = showing(ready());
  ASSERT_EQ(asked(update(settings, TestPressed{})), Ask::kTest);
  EXPECT_EQ(asked(update(settings, TestPressed{})), Ask::kNothing);
  const auto body = json::parse(R"({"hosts": [
    {"host": "api-sse.cisco.com", "purpose": "exchange", "reason": "none", "milliseconds": 12},
    {"host": "est.sco.cisco.com", "purpose": "enrolment", "reason": "unreachable", "milliseconds": 0}]})");
  update(settings, Replied{.ask = Ask::kTest, .status = 200, .body = *body});
  ASSERT_EQ(settings.tested.size(), 2u);
  EXPECT_EQ(settings.tested[0].milliseconds, 12);
  EXPECT_EQ(settings.tested[1].reason, Reason::kUnreachable);
  update(settings, TestPressed{});
  update(settings, Replied{.ask = Ask::kTest, .status = 0, .body = {}});
  EXPECT_TRUE(settings.test_failed);
}

TEST(Settings, WhatIsNoAnswerIsNotShown) {
  for (const char* text : {"null", "{}", "[]", R"({"state": {}, "time": "2026-11-23T08:00:00Z"})",
                           R"({"state": 7, "time": 9, "log": {}})"}) {
    Settings settings;
    update(settings, Opened{});
    update(settings, Replied{.ask = Ask::kRead, .status = 200, .body = *json::parse(text)});
    EXPECT_EQ(settings.trouble, Trouble::kUnreadable) << text;
    EXPECT_FALSE(settings.answer.has_value());
  }
}

TEST(Settings, TheLogIsReadAndEndsSomewhere) {
  Json body = answer_of(ready());
  Json log = json::list({});
  for (int i = 0; i < 1000; ++i)
    json::append(log,
                 json::object({{"when", "2026-11-23T08:00:00Z"}, {"who", "admin"}, {"what", "committed"}}));
  json::set(body, "log", log);
  const auto answer = read_answer(body);
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->log.size(), 20u);
  EXPECT_EQ(answer->log[0].who, "admin");
}

}  // namespace
}  // namespace cloud_service
