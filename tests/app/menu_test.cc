// The pivot menu as it is read and pressed: what modules say and for how long it holds, the page's own links,
// the way to the host of a URL and back.
#include "shown.h"

using namespace app;
using effects::Surface;
using harness::kDomain;
using harness::kVerdicts;
using harness::of;

namespace {

constexpr double kNow = 1'795'420'800;  // 2026-11-23T08:00:00Z

class Menu : public harness::Shown {
 protected:
  Menu() : Shown(Surface::kPivotMenu, 320) {}

  void say(const app::Message& message) override {
    page_.press(message, kNow);
    show();
  }
  void sign_in() {
    say(sign_in::Message(sign_in::ClientIdTyped{"client-1"}));
    say(sign_in::Message(sign_in::PasswordChanged{true}));
    say(sign_in::Message(sign_in::AuthenticatePressed{}));
    say(CallReplied{threat_response::Session::kTokenCall, harness::granted()});
  }
};

TEST_F(Menu, AVerdictSaysHowOldItIsAndHowLongItHolds) {
  const auto module = [](const std::string& name, const std::string& from, const std::string& until) {
    return R"({"module":")" + name + R"(","module_instance_id":")" + name +
           R"(","data":{"verdicts":{"docs":[{"disposition":2,"observable":{"type":"domain","value":"bad.example"},
             "valid_time":{"start_time":")" +
           from + R"(","end_time":")" + until + R"("}}]}}})";
  };
  sign_in();
  say(PivotPressed{kDomain});
  say(CallReplied{
      page_.call(kVerdicts),
      of(200,
         R"({"data":[)" + module("New", "2026-11-23T07:59:30.000Z", "2026-11-23T10:00:00.000Z") + ',' +
             module("Old", "2026-11-20T08:00:00.000Z", "2525-01-01T00:00:00.000Z") + ',' +
             module("Over", "2026-11-20T08:00:00.000Z", "2026-11-23T07:00:00.000Z") + ',' +
             module("Early", "2026-11-24T08:00:00.000Z", "2026-11-30T08:00:00.000Z") +
             R"(],"errors":[{"module":"Shut","module_instance_id":"s","message":"its key is wrong"}]})")});
  EXPECT_TRUE(reads("New: Malicious \u00b7 new, 2\u00a0h left"));
  EXPECT_TRUE(reads("Old: Malicious \u00b7 3\u00a0d old"));
  EXPECT_FALSE(reads("Old: Malicious \u00b7 3\u00a0d old, ")) << "it never ends";
  EXPECT_TRUE(reads("Over: Malicious \u00b7 no longer holds"));
  EXPECT_TRUE(reads("Shut: failed (its key is wrong)"));
}

TEST_F(Menu, SignedOutItHasThePagesOwnLinksAndTheWayToASignIn) {
  const auto list = json::parse(R"([{"title":"Lookup","links":{"domain":"https://l.example/?q={value}"}},
                                    {"title":"Bad","links":{"domain":"http://l.example/?q={value}"}}])");
  say(CustomPivotsOffered{.library = custom_pivots::Library(*list)});
  say(PivotPressed{kDomain});
  EXPECT_TRUE(page_.opens(Surface::kPivotMenu));
  EXPECT_EQ(find("menuitem", "Add to New Case")->description, "Not signed in");
  EXPECT_TRUE(reads("Custom links"));
  ASSERT_NE(find("menulink", "Lookup"), nullptr);
  EXPECT_EQ(find("menulink", "Lookup")->href, "https://l.example/?q=bad.example");
  EXPECT_TRUE(reads("The custom link “Bad” is not shown: its address must begin with https://."));
  use("menuitem", "Sign in for verdicts, links and actions…");
  EXPECT_TRUE(page_.opens(Surface::kSignIn));
  sign_in();
  EXPECT_TRUE(page_.opens(Surface::kPivotMenu)) << "what was wanted comes then";
  EXPECT_FALSE(find("menuitem", "Add to New Case")->disabled);
}

TEST_F(Menu, AListOfLinksThatCouldNotBeLoadedIsSaid) {
  sign_in();
  say(CustomPivotsOffered{.library = {}, .failed = true});
  say(PivotPressed{kDomain});
  EXPECT_TRUE(reads("The custom links of this page could not be loaded"));
}

TEST_F(Menu, TheHostOfAUrlHasAMenuOfItsOwnWithAWayBack) {
  sign_in();
  say(PivotPressed{{observables::Type::kUrl, "https://bad.example/a"}});
  use("menuitem", "Host of this URL: bad[.]example");
  EXPECT_EQ(drawn_.name, "Actions for bad.example");
  use("menuitem", "Back to hxxps[:]//bad[.]example/a");
  EXPECT_EQ(drawn_.name, "Actions for https://bad.example/a");
}

TEST_F(Menu, WhereARewrittenLinkLeadsHasAMenuToo) {
  sign_in();
  say(PivotPressed{
      {observables::Type::kUrl, "https://l.facebook.com/l.php?u=https%3A%2F%2Fevil.example%2F"}});
  use("menuitem", "Leads to hxxps[:]//evil[.]example/");
  EXPECT_EQ(drawn_.name, "Actions for https://evil.example/");
}

TEST_F(Menu, UnseenCharactersAreWarnedOf) {
  sign_in();
  say(PivotPressed{.observable = kDomain, .warning = observables::Warning::kZeroWidth});
  EXPECT_NE(find("alert", "This was written with characters that cannot be seen."), nullptr);
}

TEST_F(Menu, LinksAndActionsThatFailedAreAskedForAgain) {
  sign_in();
  say(PivotPressed{kDomain});
  const auto links = page_.call("/iroh/iroh-enrich/refer"), actions = page_.call("/iroh/iroh-response");
  say(CallReplied{links, of(403, "")});
  say(CallReplied{actions, of(403, "")});
  EXPECT_TRUE(reads("Threat Response does not allow this client to do that."));
  use("button", "Try again");
  EXPECT_NE(page_.call("/iroh/iroh-enrich/refer"), 0U);
  EXPECT_NE(page_.call("/iroh/iroh-response"), 0U);
}

TEST_F(Menu, WhatFailedForWantOfAConnectionIsAskedForWhenItIsBack) {
  sign_in();
  say(PivotPressed{kDomain});
  const auto links = page_.call("/iroh/iroh-enrich/refer");
  const threat_response::Reply gone{.failure = threat_response::Failure::kNetwork, .body = {}, .headers = {}};
  for (int tries = 0; tries < 5; ++tries) {
    page_.press(CallReplied{links, gone}, kNow + tries);
    page_.press(app::Woke{}, kNow + tries + 0.9);
  }
  page_.press(WentOnline{}, kNow + 9);
  EXPECT_NE(page_.call("/iroh/iroh-enrich/refer"), 0U);
}

TEST_F(Menu, AddsToACaseThatIsChosenFromTheMenu) {
  sign_in();
  say(PivotPressed{kDomain});
  use("menuitem", "Add to Case…");
  EXPECT_NE(find("dialog", "Add bad[.]example to a case"), nullptr) << drawn_.items.back().name;
  EXPECT_NE(page_.call(harness::kList), 0U);
  say(CallReplied{page_.call(harness::kList), of(200, R"([{"id":"b","title":"Other","tlp":"amber"}])")});
  use("option", "Other 0 observables \u00b7 TLP amber");
  ASSERT_EQ(page_.app.casebook().outbox.entries.size(), 1U);
  EXPECT_EQ(page_.app.casebook().outbox.entries[0].change.case_id, "b");
}

}  // namespace
