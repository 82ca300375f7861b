#include <gtest/gtest.h>

#include "service.h"

using namespace casebook;
using effects::Effects;
using service::kDomain;
using service::kIp;
using service::of;
using service::send;
using threat_response::Problem;

namespace {

const Effects kNothing;

std::vector<std::string> ids(const Model& model) {
  std::vector<std::string> all;
  for (const Case& one : model.cases) all.push_back(one.id);
  return all;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST(Casebook, OpeningListsTheCases) {
  Model model;
  EXPECT_EQ(update(model, Opened{}), Effects{service::list(1)});
  EXPECT_TRUE(model.open);
  EXPECT_FALSE(model.listed);
  EXPECT_EQ(update(model, Replied{1, of(200, '[' + service::a_case("b", {}) + ',' + service::a_case("a", {}) +
                                                 ']')}),
            kNothing);
  EXPECT_TRUE(model.listed);
  EXPECT_EQ(ids(model), (Ids{"b", "a"}));
}

TEST(Casebook, OneListingAtATime) {
  Model model;
  update(model, Opened{});
  EXPECT_EQ(update(model, RefreshPressed{}), kNothing);
  update(model, Replied{1, of(200, "[]")});
  EXPECT_EQ(update(model, RefreshPressed{}), Effects{service::list(2)});
}

TEST(Casebook, AFailedListingKeepsTheCasesAndSaysWhy) {
  Model model = service::open();
  update(model, RefreshPressed{});
  EXPECT_EQ(update(model, Replied{model.listing, of(503, "")}), kNothing);
  EXPECT_EQ(model.list_problem.kind, Problem::Kind::kServiceFailed);
  EXPECT_EQ(ids(model), (Ids{"a", "b"}));
  update(model, RefreshPressed{});
  EXPECT_FALSE(model.list_problem);
}

TEST(Casebook, ClosingClosesTheSurface) {
  Model model = service::open();
  EXPECT_EQ(update(model, Closed{}), (Effects{effects::CloseSurface{effects::Surface::kCasebook}}));
  EXPECT_FALSE(model.open);
}

TEST(Casebook, PressingACaseMakesItCurrentReadsItAndAsksForVerdicts) {
  Model model = service::open();
  const effects::Tag last = model.last_tag;
  EXPECT_EQ(update(model, CasePressed{"b"}), send(last + 1, threat_response::case_request("b")));
  EXPECT_EQ(model.current_id, "b");
  EXPECT_EQ(update(model, Replied{last + 1, of(200, service::a_case("b", {kIp}))}),
            Effects{service::ask({kIp})});
  EXPECT_EQ(current_case(model)->observables, std::vector<threat_response::Observable>{kIp});
}

TEST(Casebook, ACaseThatIsNotListedCannotBePressed) {
  Model model = service::open();
  EXPECT_EQ(update(model, CasePressed{"zzz"}), kNothing);
  EXPECT_EQ(model.current_id, "a");
}

TEST(Casebook, AnEmptyCaseAsksForNoVerdicts) {
  Model model = service::open();
  update(model, CasePressed{"b"});
  EXPECT_EQ(update(model, Replied{model.opening, of(200, service::a_case("b", {}))}), kNothing);
}

TEST(Casebook, AllCasesLeavesTheCurrentCase) {
  Model model = service::open();
  update(model, CasePressed{"b"});
  const effects::Tag late = model.opening;
  EXPECT_EQ(update(model, AllCasesPressed{}), kNothing);
  EXPECT_EQ(model.current_id, "");
  EXPECT_EQ(update(model, Replied{late, of(200, service::a_case("b", {kIp}))}), kNothing);
  EXPECT_EQ(model.current_id, "") << "the late answer changes nothing";
}

TEST(Casebook, RepliesNobodyWaitsForChangeNothing) {
  Model model = service::open();
  for (const effects::Tag stale : {1U, 2U, 3U, 999U})
    for (const auto& reply : {of(200, "[]"), of(200, service::a_case("z", {kIp})), of(404, "")}) {
      EXPECT_EQ(update(model, Replied{stale, reply}), kNothing);
      EXPECT_EQ(ids(model), (Ids{"a", "b"}));
      EXPECT_EQ(model.current_id, "a");
      EXPECT_FALSE(model.case_problem || model.list_problem);
    }
}

TEST(Casebook, ADeletedCaseLeavesTheListAndSaysSo) {
  Model model = service::open();
  update(model, CasePressed{"b"});
  EXPECT_EQ(update(model, Replied{model.opening, of(404, "")}), kNothing);
  EXPECT_EQ(ids(model), Ids{"a"});
  EXPECT_EQ(model.current_id, "");
  EXPECT_EQ(model.case_problem.kind, Problem::Kind::kNotFound);
}

TEST(Casebook, TryingAgainTakesTheCasesProblemAway) {
  Model model = service::open();
  update(model, CasePressed{"a"});
  update(model, Replied{model.opening, of(503, "")});
  EXPECT_EQ(model.case_problem.kind, Problem::Kind::kServiceFailed);
  EXPECT_EQ(model.current_id, "a");
  update(model, RefreshPressed{});
  EXPECT_FALSE(model.case_problem);
  EXPECT_EQ(update(model, Replied{model.listing, of(200, '[' + service::a_case("a", {kDomain}) + ']')}),
            Effects{service::ask({kDomain})})
      << "the list brought the case";
  EXPECT_FALSE(model.case_problem);
}

TEST(Casebook, RefreshingAsksTheModulesAgainToo) {
  Model model = service::open();
  const Effects effects = update(model, RefreshPressed{});
  EXPECT_EQ(effects, (Effects{service::list(model.listing), service::ask({kDomain}, true)}));
}

TEST(Casebook, ARememberedCaseThatIsNotListedIsReadByItself) {
  Model model;
  EXPECT_EQ(update(model, CurrentRemembered{"old"}), kNothing);
  update(model, Opened{});
  EXPECT_EQ(update(model, Replied{1, of(200, '[' + service::a_case("a", {}) + ']')}),
            send(2, threat_response::case_request("old")));
  update(model, Replied{2, of(200, service::a_case("old", {}))});
  EXPECT_EQ(current_case(model)->title, "Case old");
}

TEST(Casebook, ARememberedCaseThatIsListedIsShownFromTheList) {
  Model model;
  update(model, CurrentRemembered{"a"});
  update(model, Opened{});
  EXPECT_EQ(update(model, Replied{1, of(200, '[' + service::a_case("a", {kDomain}) + ']')}),
            Effects{service::ask({kDomain})});
}

TEST(Casebook, AMemoryDoesNotReplaceAChoice) {
  Model model = service::open();
  update(model, CurrentRemembered{"b"});
  EXPECT_EQ(model.current_id, "a");
}

TEST(Casebook, InvestigatesTheCurrentCaseInANewTab) {
  Model model = service::open();
  EXPECT_EQ(update(model, InvestigatePressed{"https://v.example"}),
            (Effects{effects::OpenTab{"https://v.example/investigate?q=domain%3Abad.example"}}));
}

TEST(Casebook, NothingIsInvestigatedWithoutObservables) {
  Model model = service::open();
  update(model, CasePressed{"b"});
  EXPECT_EQ(update(model, InvestigatePressed{"https://v.example"}), kNothing);
  update(model, AllCasesPressed{});
  EXPECT_EQ(update(model, InvestigatePressed{"https://v.example"}), kNothing);
}

TEST(Casebook, AnotherClientFindsNothingOfTheOldOne) {
  Model model = service::open();
  update(model, RefreshPressed{});
  const effects::Tag late = model.listing;
  EXPECT_EQ(update(model, Forgotten{}), kNothing);
  EXPECT_TRUE(model.open);
  EXPECT_TRUE(model.cases.empty());
  EXPECT_EQ(model.current_id, "");
  EXPECT_EQ(model.notice.kind, Notice::Kind::kNone);
  EXPECT_EQ(model.instance, 7U);
  update(model, Replied{late, of(200, '[' + service::a_case("a", {}) + ']')});
  EXPECT_TRUE(model.cases.empty()) << "the old client's answer comes too late";
  update(model, RefreshPressed{});
  EXPECT_GT(model.listing, late) << "numbers of calls are never used again";
}
