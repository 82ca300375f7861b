#include <gtest/gtest.h>

#include <algorithm>

#include "pivot_menu/message.h"

using namespace pivot_menu;
using effects::Effects;
using observables::Observable;
using observables::Type;
using threat_response::Problem;
using threat_response::Reply;

namespace {

const Observable kDomain{Type::kDomain, "bad.example"};
const Observable kIp{Type::kIp, "192.0.2.1"};
const std::string kBlock = "/respond/trigger/m/block?observable_type=domain&observable_value=bad.example";
const effects::Effect kClose = effects::CloseSurface{effects::Surface::kPivotMenu};
const Effects kNothing;

effects::Effect verdicts(const Observable& about, const std::string& module = "") {
  return effects::AskVerdicts{.about = {about}, .module = module};
}
effects::Effect links(effects::Tag tag, const Observable& about) {
  return effects::SendRequest{tag, threat_response::refer_request(about)};
}
effects::Effect actions(effects::Tag tag, const Observable& about) {
  return effects::SendRequest{tag, threat_response::respond_request(about)};
}

Reply of(int status, std::string body) { return {.status = status, .failure = {}, .body = std::move(body)}; }
Reply no_answer() { return {.status = 0, .failure = threat_response::Failure::kTimeout, .body = {}}; }

// The menu of kDomain, with one link and one action. Two calls were made.
Model open() {
  Model model;
  update(model, Opened{kDomain, {}});
  update(model, Replied{model.links.asking,
                        of(200, R"({"data":[{"module":"M","title":"Search","url":"https://s.example/"}]})")});
  update(model, Replied{model.actions.asking,
                        of(200, R"({"data":[{"module":"M","title":"Block","url":")" + kBlock + R"("}]})")});
  return model;
}

// An action was confirmed and is under way.
Model running() {
  Model model = open();
  update(model, ActionPressed{kBlock});
  update(model, ActionConfirmed{kBlock});
  return model;
}

}  // namespace

TEST(PivotMenu, OpeningAsksOnceEachForVerdictsLinksAndActions) {
  Model model;
  EXPECT_EQ(update(model, Opened{kDomain, {}}),
            (Effects{verdicts(kDomain), links(1, kDomain), actions(2, kDomain)}));
  EXPECT_EQ(update(model, Opened{kDomain, {}}), Effects{verdicts(kDomain)}) << "they are under way";
}

TEST(PivotMenu, OpenedAgainForTheSameObservableAsksForActionsOnly) {
  Model model = open();
  EXPECT_EQ(update(model, Opened{kDomain, {}}), (Effects{verdicts(kDomain), actions(3, kDomain)}));
  EXPECT_EQ(model.links.pivots.list.size(), 1U);
}

TEST(PivotMenu, OpenedForAnotherObservableForgetsTheFirst) {
  Model model = open();
  EXPECT_EQ(update(model, Opened{kIp, {}}), (Effects{verdicts(kIp), links(3, kIp), actions(4, kIp)}));
  EXPECT_TRUE(model.links.pivots.list.empty());
  EXPECT_TRUE(model.actions.pivots.list.empty());
}

TEST(PivotMenu, AReplyToAnotherObservablesCallChangesNothing) {
  Model model;
  update(model, Opened{kDomain, {}});
  const effects::Tag late = model.links.asking;
  update(model, Opened{kIp, {}});
  EXPECT_EQ(update(model, Replied{late, of(200, R"({"data":[{"title":"T","url":"https://s.example/"}]})")}),
            kNothing);
  EXPECT_TRUE(model.links.pivots.list.empty());
  EXPECT_NE(model.links.asking, 0U);
}

TEST(PivotMenu, AFailureIsShownAndOnlyWhatFailedIsAskedAgain) {
  Model model;
  update(model, Opened{kDomain, {}});
  update(model, Replied{model.links.asking, of(503, "")});
  update(model, Replied{model.actions.asking, of(200, "{}")});
  EXPECT_EQ(model.links.problem.kind, Problem::Kind::kServiceFailed);
  EXPECT_EQ(update(model, RetryPressed{}), (Effects{verdicts(kDomain), links(3, kDomain)}));
  EXPECT_FALSE(model.links.problem);
}

TEST(PivotMenu, OneModuleIsAskedAgainByItself) {
  Model model = open();
  EXPECT_EQ(update(model, AskModulePressed{"m-1"}), Effects{verdicts(kDomain, "m-1")});
}

TEST(PivotMenu, LinksOfTheEmbeddedServiceNeedNoCertificate) {
  Model model;
  update(model, Opened{kDomain, {"http://127.0.0.1:1"}});
  update(model,
         Replied{model.links.asking, of(200, R"({"data":[{"title":"T","url":"http://127.0.0.1:1/x"}]})")});
  EXPECT_EQ(model.links.pivots.list.size(), 1U);
}

TEST(PivotMenu, AnActionAsksBeforeItRuns) {
  Model model = open();
  EXPECT_EQ(update(model, ActionConfirmed{kBlock}), kNothing) << "nobody has asked yet";
  EXPECT_EQ(update(model, ActionPressed{kBlock}), kNothing);
  EXPECT_EQ(model.confirming, kBlock);
  EXPECT_EQ(update(model, ActionCancelled{}), kNothing);
  EXPECT_EQ(model.confirming, "");
}

TEST(PivotMenu, AConfirmedActionRunsOnce) {
  Model model = open();
  update(model, ActionPressed{kBlock});
  EXPECT_EQ(update(model, ActionConfirmed{kBlock}),
            (Effects{effects::SendRequest{3, threat_response::trigger_request(kBlock)}}));
  ASSERT_EQ(model.runs.size(), 1U);
  update(model, ActionPressed{kBlock});
  EXPECT_EQ(update(model, ActionConfirmed{kBlock}), kNothing) << "it is running";
}

TEST(PivotMenu, AfterARunTheActionsAreAskedForAgain) {
  Model model = running();
  EXPECT_EQ(update(model, Replied{3, of(200, R"({"data":{"status":"success"}})")}),
            Effects{actions(4, kDomain)});
  EXPECT_EQ(model.runs[0].state, Run::State::kAccepted);
}

TEST(PivotMenu, ARunThatTheModuleRefusesSaysWhy) {
  Model model = running();
  update(model, Replied{3, of(200, R"({"errors":[{"message":"no such list"}]})")});
  EXPECT_EQ(model.runs[0].state, Run::State::kRefused);
  EXPECT_EQ(model.runs[0].reason, "no such list");
}

TEST(PivotMenu, ARunWithoutAnAnswerIsNeitherDoneNorFailed) {
  for (const Reply& reply : {no_answer(), of(502, ""), of(200, "<html>")}) {
    Model model = running();
    update(model, Replied{3, reply});
    EXPECT_EQ(model.runs[0].state, Run::State::kUnknown);
  }
  Model model = running();
  update(model, Replied{3, of(403, R"({"error":"missing_scope"})")});
  EXPECT_EQ(model.runs[0].state, Run::State::kRefused);
}

TEST(PivotMenu, ARunOutlivesTheMenuOfItsObservable) {
  Model model = running();
  update(model, Opened{kIp, {}});
  ASSERT_EQ(model.runs.size(), 1U);
  EXPECT_EQ(update(model, Replied{3, of(200, R"({"data":{"status":"success"}})")}), kNothing)
      << "the actions of another observable are not those that have changed";
  EXPECT_EQ(model.runs[0].state, Run::State::kAccepted);
  model.now = kRunAgain;
  update(model, Opened{kDomain, {}});
  EXPECT_TRUE(model.runs.empty()) << "what is over is not shown for ever";
}

TEST(PivotMenu, AnAcceptedActionThatIsNotOfferedAnyMoreIsDone) {
  Model model = running();
  update(model, Replied{3, of(200, R"({"data":{"status":"success"}})")});
  update(model, Replied{4, of(200, R"({"data":[]})")});
  EXPECT_EQ(model.runs[0].state, Run::State::kDone);
}

TEST(PivotMenu, AnAcceptedActionThatIsStillOfferedIsNotSaidToBeDone) {
  Model model = running();
  update(model, Replied{3, of(200, R"({"data":{"status":"success"}})")});
  update(model,
         Replied{4, of(200, R"({"data":[{"module":"M","title":"Block","url":")" + kBlock + R"("}]})")});
  EXPECT_EQ(model.runs[0].state, Run::State::kAccepted);
}

TEST(PivotMenu, ARunKnowsSinceWhenItsStateIsSo) {
  Model model = running();
  model.now = 5;
  update(model, Replied{3, of(200, R"({"data":{"status":"success"}})")});
  EXPECT_EQ(model.runs[0].known_at, 5);
  model.now = 7;
  update(model, Replied{4, of(200, R"({"data":[]})")});
  EXPECT_EQ(model.runs[0].known_at, 7) << "not offered any more: done";
  model.now = 9;
  update(model, Opened{kDomain, {}});
  update(model, Replied{model.actions.asking, of(200, R"({"data":[]})")});
  EXPECT_EQ(model.runs[0].known_at, 7) << "nothing new";
  EXPECT_EQ(model.runs[0].at, 0);
}

TEST(PivotMenu, WhatBecameOfAnActionGoesIntoTheCurrentCaseAndTheMenuStays) {
  Model model = running();
  EXPECT_EQ(update(model, NotePressed{"done"}), Effects{effects::NoteInCase{"done"}});
  model.scopes = {"enrich:read", "response"};
  EXPECT_EQ(update(model, NotePressed{"done"}), kNothing) << "the client may not change cases";
}

TEST(PivotMenu, AnActionThatMayHaveBeenDoneRunsAgainOnlyWhenThatIsForced) {
  for (const Reply& reply : {of(200, R"({"data":{"status":"success"}})"), no_answer()}) {
    Model model = running();
    update(model, Replied{3, reply});
    update(model, Opened{kIp, {}});
    update(model, Opened{kDomain, {}});
    update(model, Replied{model.actions.asking,
                          of(200, R"({"data":[{"module":"M","title":"Block","url":")" + kBlock + R"("}]})")});
    model.now = kRunAgain - 1;
    update(model, ActionPressed{kBlock});
    EXPECT_EQ(update(model, ActionConfirmed{kBlock}), kNothing) << "an old question does not force it";
    EXPECT_EQ(update(model, ActionConfirmed{kBlock, true}).size(), 1U);
    EXPECT_EQ(model.runs.size(), 1U);
  }
}

TEST(PivotMenu, AnActionThatWasRefusedOrIsLongAgoRunsWithoutForce) {
  Model model = running();
  update(model, Replied{3, of(200, R"({"errors":[{"message":"no such list"}]})")});
  update(model, ActionPressed{kBlock});
  EXPECT_EQ(update(model, ActionConfirmed{kBlock}).size(), 1U);
  update(model, Replied{model.last_tag, no_answer()});
  model.now = kRunAgain;
  update(model, ActionPressed{kBlock});
  EXPECT_EQ(update(model, ActionConfirmed{kBlock}).size(), 1U);
}

TEST(PivotMenu, AnActionThatRunsIsNotRunAgainEvenByForce) {
  Model model = running();
  model.now = 2 * kRunAgain;
  update(model, ActionPressed{kBlock});
  EXPECT_EQ(update(model, ActionConfirmed{kBlock, true}), kNothing);
}

TEST(PivotMenu, AClientWithoutAScopeIsNotAskedForWhatItMayNot) {
  Model model;
  EXPECT_EQ(update(model, Opened{.observable = kDomain, .scopes = {"casebook", "private-intel"}}), kNothing);
  EXPECT_EQ(update(model, AskModulePressed{"m"}), kNothing);
  EXPECT_EQ(update(model, RetryPressed{}), kNothing);
  Model pivots;
  EXPECT_EQ(update(pivots, Opened{.observable = kDomain, .scopes = {"enrich:read", "response:read"}}).size(),
            3U);
  EXPECT_EQ(update(pivots, AddToCasePressed{}), kNothing);
  EXPECT_FALSE(pivots.choice.open);
  update(pivots,
         Replied{2, of(200, R"({"data":[{"module":"M","title":"Block","url":")" + kBlock + R"("}]})")});
  update(pivots, ActionPressed{kBlock});
  EXPECT_EQ(pivots.confirming, "") << "it may list actions, not run them";
}

TEST(PivotMenu, LinksWaitAMomentForTheActionsOfTheirModulesAndThenStayWhereTheyAre) {
  const Reply links = of(200, R"({"data":[{"module":"M","title":"Search","url":"https://s.example/"}]})");
  const Reply actions = of(200, R"({"data":[{"module":"M","title":"Block","url":")" + kBlock + R"("}]})");
  Model together;
  update(together, Opened{kDomain, {}});
  update(together, Replied{together.links.asking, links});
  EXPECT_TRUE(together.groups.empty());
  ASSERT_TRUE(wake_at(together));
  update(together, Replied{together.actions.asking, actions});
  ASSERT_EQ(together.groups.size(), 1U);
  EXPECT_FALSE(wake_at(together));

  Model late;
  update(late, Opened{kDomain, {}});
  update(late, Replied{late.links.asking, links});
  late.now = *wake_at(late);
  update(late, Woke{});
  ASSERT_EQ(late.groups.size(), 1U);
  EXPECT_FALSE(wake_at(late));
  update(late, Replied{late.actions.asking, actions});
  ASSERT_EQ(late.groups.size(), 2U);
  EXPECT_TRUE(late.groups[1].apart);
  update(late, Opened{kDomain, {}});
  EXPECT_EQ(late.groups.size(), 1U) << "opened again they stand together";
}

TEST(PivotMenu, ActionsWaitForLinksSoThatTheyAreNotMovedByThem) {
  Model model;
  update(model, Opened{kDomain, {}});
  update(model, Replied{model.actions.asking,
                        of(200, R"({"data":[{"module":"M","title":"Block","url":")" + kBlock + R"("}]})")});
  EXPECT_TRUE(model.groups.empty());
  update(model, Replied{model.links.asking, of(503, "")});
  EXPECT_EQ(model.groups.size(), 1U);
}

TEST(PivotMenu, TheHostOfAUrlIsAChildThatLeadsBack) {
  const std::pair<const char*, Observable> hosts[] = {
      {"https://u:p@evil.example:8443/a?b#c", {Type::kDomain, "evil.example"}},
      {"http://192.0.2.1/", {Type::kIp, "192.0.2.1"}},
      {"http://[2001:db8::1]:80/", {Type::kIpv6, "2001:db8::1"}},
      {"http://setup.zip/", {Type::kDomain, "setup.zip"}}};
  for (const auto& [url, host] : hosts) {
    Model model;
    const Observable about{Type::kUrl, url};
    update(model, Opened{about, {}});
    ASSERT_EQ(model.children.size(), 1U) << url;
    EXPECT_EQ(model.children[0].observable, host);
    EXPECT_EQ(update(model, ChildPressed{host}),
              Effects{(effects::OpenPivot{.observable = host, .from = about})});
    update(model, Opened{.observable = host, .from = about});
    EXPECT_TRUE(model.children.empty());
    EXPECT_EQ(update(model, BackPressed{}), Effects{(effects::OpenPivot{.observable = about})});
  }
}

TEST(PivotMenu, AUrlThatAGatewayHasWrappedOffersTheOneItLeadsTo) {
  Model model;
  update(model,
         Opened{{Type::kUrl,
                 "https://eu1.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example%2Fa&data=1"},
                {}});
  ASSERT_EQ(model.children.size(), 2U);
  EXPECT_EQ(model.children[1].observable, (Observable{Type::kUrl, "https://evil.example/a"}));
}

TEST(PivotMenu, ALookAlikeIsSeenInTheValueAndHiddenCharactersAreToldByThePage) {
  Model model;
  update(model, Opened{{Type::kDomain, "xn--pple-43d.com"}, {}});
  EXPECT_EQ(model.warning, observables::Warning::kMixedScript);
  update(model, Opened{.observable = kDomain, .warning = observables::Warning::kZeroWidth});
  EXPECT_EQ(model.warning, observables::Warning::kZeroWidth);
  update(model, Opened{kDomain, {}});
  EXPECT_EQ(model.warning, observables::Warning::kNone);
}

TEST(PivotMenu, TheFilterAndAQuestionDoNotOutliveTheMenu) {
  Model model = open();
  update(model, FilterTyped{"block"});
  update(model, ActionPressed{kBlock});
  update(model, Opened{kDomain, {}});
  EXPECT_EQ(model.filter, "");
  EXPECT_EQ(model.confirming, "");
}

TEST(PivotMenu, AddsToANewCaseUnderTheGivenTitleAndCloses) {
  Model model = open();
  EXPECT_EQ(update(model, AddToNewCasePressed{"Case 24 Nov"}),
            (Effects{effects::AddToCase{{kDomain}, true, "Case 24 Nov"}, kClose}));
}

TEST(PivotMenu, AddsToTheCurrentCaseAndCloses) {
  Model model = open();
  EXPECT_EQ(update(model, AddToCurrentCasePressed{}),
            (Effects{effects::AddToCase{{kDomain}, false, ""}, kClose}));
}

TEST(PivotMenu, CopiesTheValuePlainOrDefanged) {
  Model model = open();
  EXPECT_EQ(update(model, CopyPressed{false}), (Effects{effects::CopyText{"bad.example"}, kClose}));
  EXPECT_EQ(update(model, CopyPressed{true}), (Effects{effects::CopyText{"bad[.]example"}, kClose}));
}
