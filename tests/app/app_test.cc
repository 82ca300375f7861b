#include "app/app.h"

#include <gtest/gtest.h>

#include "harness.h"

using namespace app;
using effects::Surface;
using harness::kDomain;
using harness::kList;
using harness::kVerdicts;
using harness::of;
using harness::Page;

TEST(App, PivotPressedWhileSignedOutOpensSignInAndAfterwardsTheMenu) {
  Page page;
  page.press(PivotPressed{kDomain});
  EXPECT_TRUE(page.opens(Surface::kSignIn));
  EXPECT_FALSE(page.opens(Surface::kPivotMenu));

  page.authenticate();
  ASSERT_NE(page.first<UseCredential>(), nullptr);
  EXPECT_EQ(page.first<UseCredential>()->client_id, "client-1");
  EXPECT_EQ(page.first<UseCredential>()->server_id, "us");
  ASSERT_NE(page.first<StartCall>(), nullptr);
  EXPECT_EQ(page.first<StartCall>()->id, threat_response::Session::kTokenCall);

  page.reply_token(harness::granted());
  EXPECT_TRUE(page.closes(Surface::kSignIn));
  EXPECT_TRUE(page.opens(Surface::kPivotMenu));
  EXPECT_NE(page.call(kVerdicts), 0U);
  EXPECT_TRUE(page.app.signed_in());
}

TEST(App, NothingGoesToTheServiceBeforeSomebodyAsks) {
  Page page;
  EXPECT_EQ(page.first<StartCall>(), nullptr);
  page.sign_in();
  EXPECT_EQ(page.first<StartCall>(), nullptr) << "signing in alone asks for nothing but the token";
}

TEST(App, WrongPasswordKeepsTheDialogAndTheClientId) {
  Page page;
  page.press(PivotPressed{kDomain});
  page.authenticate();
  page.reply_token(harness::wrong_password());
  EXPECT_TRUE(page.orders.empty());
  EXPECT_FALSE(page.app.signed_in());
  EXPECT_EQ(page.app.sign_in().client_id, "client-1");
  EXPECT_EQ(page.app.sign_in().problem.kind, threat_response::Problem::Kind::kWrongCredentials);
  page.authenticate();
  page.reply_token(harness::granted());
  EXPECT_TRUE(page.opens(Surface::kPivotMenu)) << "the menu that was wanted in the beginning";
}

TEST(App, CancellingForgetsWhatWasWantedWhetherByButtonOrEscape) {
  for (const Message& cancel :
       std::vector<Message>{sign_in::Message(sign_in::CancelPressed{}), SurfaceClosed{Surface::kSignIn}}) {
    Page page;
    page.press(PivotPressed{kDomain});
    page.authenticate();
    page.press(cancel);
    EXPECT_TRUE(page.closes(Surface::kSignIn));
    page.reply_token(harness::granted());
    EXPECT_FALSE(page.opens(Surface::kPivotMenu));
  }
}

TEST(App, ThePageIsToldWhoSignsInAndWithWhichScopes) {
  Page page;
  page.sign_in();
  const auto* told = page.first<SessionChanged>();
  ASSERT_NE(told, nullptr);
  EXPECT_TRUE(told->signed_in);
  EXPECT_EQ(told->server_id, "us");
  EXPECT_EQ(told->scopes, page.app.scopes());
}

TEST(App, CasebookPressedOpensItAndPressedAgainClosesIt) {
  Page page;
  page.sign_in();
  page.press(CasebookPressed{});
  EXPECT_TRUE(page.opens(Surface::kCasebook));
  EXPECT_NE(page.call(kList), 0U);
  EXPECT_TRUE(page.app.casebook().open);
  page.press(CasebookPressed{});
  EXPECT_TRUE(page.closes(Surface::kCasebook));
  EXPECT_FALSE(page.app.casebook().open);
}

TEST(App, CasebookPressedWhileSignedOutOpensAfterSignIn) {
  Page page;
  page.press(CasebookPressed{});
  EXPECT_TRUE(page.opens(Surface::kSignIn));
  page.sign_in();
  EXPECT_TRUE(page.opens(Surface::kCasebook));
  EXPECT_NE(page.call(kList), 0U);
}

TEST(App, ClosingASurfaceFromThePageClosesIt) {
  Page page;
  page.sign_in();
  page.press(CasebookPressed{});
  page.press(SurfaceClosed{Surface::kCasebook});
  EXPECT_TRUE(page.closes(Surface::kCasebook));
  EXPECT_FALSE(page.app.casebook().open);
  page.press(SurfaceClosed{Surface::kPivotMenu});
  EXPECT_TRUE(page.closes(Surface::kPivotMenu));
}

TEST(App, AddToNewCaseGoesFromTheMenuToTheCasebookAndThePageIsTold) {
  Page page;
  page.sign_in();
  page.press(PivotPressed{kDomain});
  page.press(pivot_menu::Message(pivot_menu::AddToNewCasePressed{"Case 1"}));
  EXPECT_TRUE(page.closes(Surface::kPivotMenu));
  ASSERT_TRUE(page.answer("/ctia/casebook?", of(201, harness::a_case("n"))));
  EXPECT_TRUE(page.ordered(effects::CaseChanged{"n", "Case n"}));
  EXPECT_EQ(page.app.casebook().notice.kind, casebook::Notice::Kind::kAdded);
}

// D-07: the case tells that an action was started, and what became of it.
TEST(App, WhatBecameOfAnActionIsNotedInTheCurrentCaseOnceForEachState) {
  Page page;
  page.sign_in();
  page.press(PivotPressed{kDomain});
  page.press(pivot_menu::Message(pivot_menu::NotePressed{"started"}));
  EXPECT_EQ(page.app.casebook().notice.kind, casebook::Notice::Kind::kNone) << "no current case";
  page.press(pivot_menu::Message(pivot_menu::AddToNewCasePressed{"Case 1"}));
  ASSERT_TRUE(page.answer("/ctia/casebook?", of(201, harness::a_case("n"))));
  page.press(PivotPressed{kDomain});
  page.press(pivot_menu::Message(pivot_menu::NotePressed{"started"}));
  EXPECT_FALSE(page.closes(Surface::kPivotMenu)) << "more may become of it";
  EXPECT_EQ(page.app.casebook().notice.kind, casebook::Notice::Kind::kSaved);
  ASSERT_NE(page.first<effects::SaveChanges>(), nullptr) << "through the outbox";
  page.press(pivot_menu::Message(pivot_menu::NotePressed{"started"}));
  EXPECT_EQ(page.app.casebook().notice.kind, casebook::Notice::Kind::kNotedAlready);
  EXPECT_EQ(page.app.casebook().notice.title, "Case n");
  EXPECT_EQ(page.first<effects::SaveChanges>(), nullptr) << "it is on its way";
  page.press(pivot_menu::Message(pivot_menu::NotePressed{"done"}));
  EXPECT_EQ(page.app.casebook().notice.kind, casebook::Notice::Kind::kSaved);
  ASSERT_TRUE(page.app.casebook().shown);
  EXPECT_EQ(page.app.casebook().shown->texts,
            (std::vector<threat_response::Note>{{"note", "started"}, {"note", "done"}}));
}

TEST(App, RepliesGoToTheFeatureThatAsked) {
  Page page;
  page.sign_in();
  page.press(PivotPressed{kDomain});
  const auto verdicts = page.call(kVerdicts);
  page.press(CasebookPressed{});
  const auto list = page.call(kList);
  page.press(CallReplied{list, of(200, '[' + harness::a_case("a") + ']')});
  EXPECT_EQ(page.app.casebook().list.cases.size(), 1U);
  const auto* judged = page.app.verdicts().of(kDomain);
  ASSERT_NE(judged, nullptr);
  EXPECT_FALSE(judged->answered);
  page.press(CallReplied{verdicts, of(200, "{}")});
  EXPECT_TRUE(judged->answered);
  page.press(CallReplied{verdicts, of(500, "")});
  page.press(CallReplied{4711, of(500, "")});
  EXPECT_FALSE(judged->problem) << "a call is answered once";
}

TEST(App, AnotherClientForgetsTheCasesOfTheOldOne) {
  Page page;
  page.sign_in("client-1");
  page.press(CasebookPressed{});
  page.answer(kList, of(200, '[' + harness::a_case("a") + ']'));
  page.press(SignInPressed{});
  EXPECT_TRUE(page.opens(Surface::kSignIn));
  page.sign_in("client-2");
  EXPECT_TRUE(page.app.casebook().list.cases.empty());
  EXPECT_NE(page.call(kList), 0U) << "the open casebook lists the new client's cases";
}

TEST(App, TheSameClientKeepsItsCasesEvenPastedWithABlank) {
  Page page;
  page.sign_in("client-1");
  page.press(CasebookPressed{});
  page.answer(kList, of(200, '[' + harness::a_case("a") + ']'));
  page.press(SignInPressed{});
  page.sign_in(" client-1\n");
  EXPECT_EQ(page.app.casebook().list.cases.size(), 1U);
}

TEST(App, AnOpenCasebookIsListedAgainForAnotherClientThatWantedTheMenu) {
  Page page;
  page.sign_in("client-1");
  page.press(CasebookPressed{});
  page.press(SignInPressed{});
  page.authenticate("client-2");
  page.reply_token(harness::wrong_password());
  page.press(PivotPressed{kDomain});
  page.sign_in("client-2");
  EXPECT_TRUE(page.opens(Surface::kPivotMenu));
  EXPECT_NE(page.call(kList), 0U);
}

TEST(App, ARenewalGoesOnBehindTheUsersBack) {
  Page page;
  page.sign_in();
  page.press(CasebookPressed{}, 500);
  EXPECT_EQ(page.call("/iroh/oauth2/token"), threat_response::Session::kTokenCall);
  EXPECT_EQ(page.call(kList), 0U);
  page.press(CallReplied{threat_response::Session::kTokenCall, harness::granted()}, 501);
  EXPECT_NE(page.call(kList), 0U);
  EXPECT_FALSE(page.closes(Surface::kSignIn));
}

TEST(App, TheServerInUseIsTheOneSignedInWith) {
  Page page;
  EXPECT_EQ(page.app.visibility(), "");
  page.sign_in();
  EXPECT_EQ(page.app.visibility(), "https://v.example");
}

TEST(App, TabsAndCopiesBecomeOrdersOfThePage) {
  Page page;
  page.sign_in();
  page.press(PivotPressed{kDomain});
  page.press(pivot_menu::Message(pivot_menu::CopyPressed{true}));
  EXPECT_TRUE(page.ordered(effects::CopyText{"bad[.]example"}));
}

TEST(App, TheMenuAndTheCasebookShareTheVerdicts) {
  Page page;
  page.sign_in();
  page.press(PivotPressed{kDomain});
  page.answer(kVerdicts, of(200, "{}"));
  page.press(casebook::Message(casebook::CurrentRemembered{"a"}));
  page.press(CasebookPressed{});
  page.answer(kList, of(200, R"([{"id":"a","observables":[{"type":"domain","value":"bad.example"}]}])"));
  EXPECT_EQ(page.call(kVerdicts), 0U) << "known from the menu";
}

namespace {

find_on_page::Page found_page() {
  return {.state = find_on_page::Page::State::kSearched,
          .observables = {{"domain", "bad.example"}, {"ip", "192.0.2.1"}},
          .places = {0, 1, 0}};
}

bool calls_service(const Page& page) {
  return std::ranges::any_of(page.orders, [](const Order& one) { return one.holds<StartCall>(); });
}

}  // namespace

TEST(App, FindOnPageOpensWithoutASignInAndAsksNobody) {
  Page page;
  page.press(FindPressed{found_page()});
  EXPECT_TRUE(page.opens(Surface::kFindOnPage));
  EXPECT_FALSE(calls_service(page));
  page.press(find_on_page::Message(find_on_page::NextPressed{}));
  EXPECT_TRUE(page.ordered(effects::MarkPlaces{.observables = {0, 1}, .place = 0, .shows = true}));
  EXPECT_FALSE(calls_service(page));
  page.press(FindPressed{found_page()});
  EXPECT_TRUE(page.closes(Surface::kFindOnPage)) << "pressed again it closes";
}

TEST(App, WhatFindOnPageNeedsTheServiceForWaitsForTheSignIn) {
  Page page;
  page.press(FindPressed{found_page()});
  page.press(find_on_page::Message(find_on_page::AskPressed{}));
  EXPECT_TRUE(page.opens(Surface::kSignIn));
  EXPECT_FALSE(calls_service(page));
  page.sign_in();
  EXPECT_NE(page.call(kVerdicts), 0U);
  EXPECT_TRUE(page.app.find_on_page().listing.is_asking);
  page.answer(kVerdicts,
              of(200, R"({"data":[{"module":"M","module_instance_id":"m","data":{"verdicts":{"docs":[
    {"disposition":2,"observable":{"type":"domain","value":"bad.example"}}]}}}]})"));
  EXPECT_FALSE(page.app.find_on_page().listing.is_asking);
  EXPECT_EQ(page.app.find_on_page().listing.known, 2U);
}

TEST(App, AllThatWasFoundComesIntoOneNewCase) {
  Page page;
  page.sign_in();
  page.press(FindPressed{found_page()});
  page.press(find_on_page::Message(find_on_page::AddPressed{.new_case = true, .default_title = "Case 1"}));
  ASSERT_EQ(page.app.casebook().outbox.entries.size(), 1U);
  EXPECT_EQ(page.app.casebook().shown->observables.size(), 2U);
}

TEST(App, TheCasebookComesBackWhereFindOnPageWas) {
  Page page;
  page.sign_in();
  page.press(CasebookPressed{});
  page.press(FindPressed{found_page()});
  page.press(CasebookPressed{});
  EXPECT_TRUE(page.closes(Surface::kFindOnPage));
  EXPECT_TRUE(page.app.casebook().open) << "it was under it";
  page.press(FindPressed{found_page()});
  page.press(SurfaceClosed{Surface::kFindOnPage});
  EXPECT_TRUE(page.closes(Surface::kFindOnPage));
  EXPECT_TRUE(page.app.casebook().open);
}

TEST(App, VerdictsOfTheOldClientAreNotShownToTheNewOne) {
  Page page;
  page.sign_in("client-1");
  page.press(PivotPressed{kDomain});
  page.answer(kVerdicts, of(200, "{}"));
  page.sign_in("client-2");
  EXPECT_EQ(page.app.verdicts().of(kDomain), nullptr);
}

// What waited in the outbox was the old client's, and its timer did not wait for the new one's sign-in.
TEST(App, WhatWaitsOfTheOldClientIsNotSentWhileTheNewOneSignsIn) {
  Page page;
  page.sign_in("client-1");
  page.press(casebook::Message(casebook::AddAsked{
      {.observables = {{"domain", "bad.example"}}, .new_case = true, .default_title = "Case"}}));
  ASSERT_TRUE(page.answer("/ctia/casebook?", {.failure = threat_response::Failure::kTimeout}));
  page.authenticate("client-2");
  page.press(Woke{}, 100);
  EXPECT_EQ(page.first<effects::ClaimChange>(), nullptr);
}

TEST(App, AClockSetBackMakesNoPauseLonger) {
  constexpr double kDay = 86'400;
  Page page;
  page.press(CasebookPressed{}, kDay);
  page.authenticate();
  page.press(app::CallReplied{threat_response::Session::kTokenCall,
                              {.status = 429, .body = {}, .headers = "retry-after: 30\r\n"}},
             kDay);
  page.set_back = kDay - 100;
  page.press(Woke{}, 120);
  EXPECT_EQ(page.first<StartCall>(), nullptr);
  page.press(Woke{}, 131);
  EXPECT_NE(page.first<StartCall>(), nullptr);
}

TEST(App, WhatTheOldClientWaitedForIsNotAskedWithTheNewOnesToken) {
  Page page;
  page.sign_in("client-1");
  std::string many;
  for (int i = 0; i < 1000; ++i)
    many +=
        std::string(i ? "," : "") + R"({"type":"domain","value":"d)" + std::to_string(i) + R"(.example"})";
  page.press(casebook::Message(casebook::CurrentRemembered{"a"}));
  page.press(CasebookPressed{});
  page.answer(kList, of(200, R"([{"id":"a","observables":[)" + many + "]}]"));
  ASSERT_NE(page.call(kVerdicts), 0U);
  page.authenticate("client-2");
  EXPECT_EQ(page.call(kVerdicts), 0U);
  page.reply_token(harness::granted());
  EXPECT_EQ(page.call(kVerdicts), 0U);
}

namespace {

sign_in::VaultTold kept(std::initializer_list<const char*> ids) {
  sign_in::VaultTold told{.keyring = sign_in::Keyring::kOpen, .clients = {}, .last_used = {}, .done = {}};
  for (const char* id : ids)
    told.clients.push_back({.name = {id, "us"}, .place = effects::Place::kDevice, .added = 1});
  return told;
}

// Signed in with client-1, its cases and a verdict on the screen.
Page with_much() {
  Page page;
  page.sign_in("client-1");
  page.say(kept({"client-1", "client-2"}));
  page.press(PivotPressed{kDomain});
  page.answer(kVerdicts, of(200, "{}"));
  page.press(casebook::Message(casebook::CurrentRemembered{"a"}));
  page.press(CasebookPressed{});
  page.answer(kList, of(200, '[' + harness::a_case("a") + ']'));
  return page;
}

using What = effects::AskVault::What;

}  // namespace

TEST(App, AClientForTheCasebookAloneIsSaidAndThenTheCasebookOpens) {
  Page page;
  page.press(CasebookPressed{});
  page.authenticate();
  page.reply_token(harness::granted("casebook inspect:read"));
  EXPECT_FALSE(page.closes(Surface::kSignIn));
  EXPECT_FALSE(page.opens(Surface::kCasebook)) << "not under the dialog";
  EXPECT_TRUE(page.app.signed_in());
  page.say(sign_in::ContinuePressed{});
  EXPECT_TRUE(page.closes(Surface::kSignIn));
  EXPECT_TRUE(page.opens(Surface::kCasebook));
}

TEST(App, SigningOutLeavesNothingOfTheOldUserButTheOutbox) {
  for (const bool elsewhere : {false, true}) {
    Page page = with_much();
    page.press(casebook::Message(casebook::NoteTyped{"waits"}));
    page.press(casebook::Message(casebook::NoteAdded{}));
    ASSERT_EQ(page.app.casebook().outbox.entries.size(), 1U);
    if (elsewhere) {
      page.press(SignedOutElsewhere{});
    } else {
      page.say(sign_in::SignOutPressed{false});
      EXPECT_TRUE(page.ordered(effects::AskVault{.what = What::kSignOut}));
    }
    EXPECT_TRUE(page.ordered(SessionChanged{})) << "the page is told";
    EXPECT_FALSE(page.app.signed_in());
    EXPECT_FALSE(page.app.casebook().signed_in);
    EXPECT_TRUE(page.app.casebook().list.cases.empty());
    EXPECT_EQ(page.app.verdicts().of(kDomain), nullptr);
    EXPECT_TRUE(page.closes(Surface::kPivotMenu));
    EXPECT_EQ(page.app.casebook().outbox.entries.size(), 1U) << "what waits stays";
    page.press(CasebookPressed{});
    page.press(CasebookPressed{});
    EXPECT_TRUE(page.opens(Surface::kSignIn));
  }
}

TEST(App, ForgettingTheClientInUseSignsOutForgettingAnotherOneDoesNot) {
  Page page = with_much();
  page.say(sign_in::ForgetPressed{{.name = {"client-2", "us"}}});
  page.say(sign_in::ForgetConfirmed{});
  EXPECT_TRUE(page.app.signed_in());
  page.say(sign_in::ForgetPressed{{.name = {"client-1", "us"}}});
  page.say(sign_in::ForgetConfirmed{});
  EXPECT_FALSE(page.app.signed_in());
  EXPECT_TRUE(page.app.casebook().list.cases.empty());
}

TEST(App, LockingHidesWhatWasShownAndComesBackToTheSameCase) {
  Page page = with_much();
  page.press(Locked{});
  EXPECT_FALSE(page.app.signed_in());
  EXPECT_TRUE(page.app.casebook().list.cases.empty());
  EXPECT_FALSE(page.app.casebook().shown);
  page.sign_in("client-1");
  EXPECT_EQ(page.app.casebook().current_id, "a");
}

TEST(App, LockingKeepsWhatIsHalfWritten) {
  Page page = with_much();
  page.press(casebook::Message(casebook::NoteTyped{"half a no"}));
  page.press(Locked{});
  EXPECT_FALSE(page.app.signed_in());
  page.sign_in("client-1");
  EXPECT_EQ(page.app.casebook().edit.note, "half a no");
}

TEST(App, AClientThatDoesNotWorkLeavesTheOldOneSignedInWithItsCases) {
  Page page = with_much();
  page.authenticate("client-3");
  page.reply_token(harness::wrong_password());
  const auto* back = page.first<UseCredential>();
  ASSERT_NE(back, nullptr);
  EXPECT_EQ(back->client_id, "client-1");
  EXPECT_TRUE(back->kept);
  page.reply_token(harness::granted());
  EXPECT_TRUE(page.app.signed_in());
  EXPECT_TRUE(page.app.casebook().signed_in);
  EXPECT_EQ(page.app.casebook().list.cases.size(), 1U);
  EXPECT_EQ(page.app.sign_in().problem.kind, threat_response::Problem::Kind::kWrongCredentials);
}

TEST(App, AnotherClientOfTheListIsUsedWithItsKeptPassword) {
  Page page = with_much();
  page.say(sign_in::ClientChosen{{"client-2", "us"}});
  const auto* used = page.first<UseCredential>();
  ASSERT_NE(used, nullptr);
  EXPECT_EQ(used->client_id, "client-2");
  EXPECT_TRUE(used->kept);
}

TEST(App, AnotherClientOfTheSamePersonGoesOnWithTheirCasesAndWaitingChanges) {
  const auto granted_to = [](const std::string& person) {
    return of(200, R"({"expires_in":600,"user":")" + person + "\"}");
  };
  for (const bool same : {true, false}) {
    Page page;
    page.authenticate("client-1");
    page.reply_token(granted_to("person-1"));
    page.press(CasebookPressed{});
    page.answer(kList, of(200, '[' + harness::a_case("a") + ']'));
    const std::string account = page.app.casebook().outbox.account;
    page.authenticate("client-2");
    page.reply_token(granted_to(same ? "person-1" : "person-2"));
    EXPECT_EQ(page.app.casebook().outbox.account == account, same);
    EXPECT_EQ(page.app.casebook().list.cases.size(), same ? 1U : 0U);
  }
}

namespace {

// The appliance keeps a client for who is logged in to the page.
sign_in::VaultTold kept_by_appliance() {
  return {.keyring = sign_in::Keyring::kNone,
          .appliance = sign_in::Appliance::kThere,
          .clients = {{.name = {"client-1", "us"}, .place = effects::Place::kAppliance, .added = 1}},
          .last_used = {},
          .resume = "client-1 us",
          .done = {},
          .trouble = sign_in::Trouble::kNone};
}
bool opens(const harness::Page& page, Surface surface) {
  return std::ranges::any_of(page.orders, [&](const Order& order) {
    const auto* open = order.get_if<effects::OpenSurface>();
    return open && open->surface == surface;
  });
}

}  // namespace

TEST(App, APressWhileTheApplianceIsAskedForATokenWaitsForThatAndOpensNoDialog) {
  harness::Page page;
  page.say(kept_by_appliance());
  page.press(PivotPressed{.observable = harness::kDomain});
  EXPECT_FALSE(opens(page, Surface::kSignIn));
  page.reply_token(harness::granted());
  EXPECT_TRUE(opens(page, Surface::kPivotMenu));
  EXPECT_FALSE(opens(page, Surface::kSignIn));
}

TEST(App, ATokenOfTheApplianceThatTakesLongOrDoesNotComeOpensTheDialog) {
  for (const bool fails : {false, true}) {
    harness::Page page;
    page.say(kept_by_appliance());
    page.press(PivotPressed{.observable = harness::kDomain}, 100);
    EXPECT_FALSE(opens(page, Surface::kSignIn));
    if (fails)
      page.reply_token(harness::wrong_password());
    else
      page.press(Woke{}, 102);
    EXPECT_TRUE(opens(page, Surface::kSignIn));
  }
}

TEST(App, WhoeverAsksForTheDialogGetsItWhileTheApplianceIsAsked) {
  harness::Page page;
  page.say(kept_by_appliance());
  page.press(SignInPressed{});
  EXPECT_TRUE(opens(page, Surface::kSignIn));
}
