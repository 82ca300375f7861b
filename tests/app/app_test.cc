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

TEST(App, VerdictsOfTheOldClientAreNotShownToTheNewOne) {
  Page page;
  page.sign_in("client-1");
  page.press(PivotPressed{kDomain});
  page.answer(kVerdicts, of(200, "{}"));
  page.sign_in("client-2");
  EXPECT_EQ(page.app.verdicts().of(kDomain), nullptr);
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
