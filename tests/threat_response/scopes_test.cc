#include "threat_response/scopes.h"

#include <gtest/gtest.h>

using namespace threat_response;

TEST(Scopes, AScopeCoversWhatIsBelowItAndItsOwnAccess) {
  EXPECT_TRUE(covers("enrich:read", "enrich/observables/refer:read"));
  EXPECT_TRUE(covers("casebook", "casebook:write"));
  EXPECT_TRUE(covers("casebook:rw", "casebook:read"));
  EXPECT_TRUE(covers("response", "response/trigger:write"));
  EXPECT_FALSE(covers("response:read", "response/trigger:write"));
  EXPECT_FALSE(covers("enrich/observables/refer:read", "enrich:read"));
  EXPECT_FALSE(covers("case", "casebook:read"));
  EXPECT_FALSE(covers("Casebook", "casebook:read"));
}

TEST(Scopes, TheThreeClientsOfTheGuideLackWhatTheyLack) {
  const std::vector<std::string> full = {"casebook", "enrich:read", "private-intel", "response", "inspect"};
  const std::vector<std::string> casebook = {"casebook", "private-intel", "inspect"};
  const std::vector<std::string> pivots = {"enrich:read", "response"};
  for (const Need need : {Need::kVerdicts, Need::kLinks, Need::kListActions, Need::kRunActions,
                          Need::kReadCases, Need::kChangeCases})
    EXPECT_EQ(missing_scope(full, need), "");
  EXPECT_EQ(missing_scope(casebook, Need::kVerdicts), "enrich:read");
  EXPECT_EQ(missing_scope(casebook, Need::kLinks), "enrich:read");
  EXPECT_EQ(missing_scope(casebook, Need::kListActions), "response");
  EXPECT_EQ(missing_scope(casebook, Need::kChangeCases), "");
  EXPECT_EQ(missing_scope(pivots, Need::kReadCases), "casebook");
  EXPECT_EQ(missing_scope(pivots, Need::kChangeCases), "casebook");
  EXPECT_EQ(missing_scope(pivots, Need::kRunActions), "");
}

TEST(Scopes, PrivateIntelligenceAloneIsEnoughForCasesAndReadingIsNotWriting) {
  EXPECT_EQ(missing_scope({"private-intel"}, Need::kChangeCases), "");
  EXPECT_EQ(missing_scope({"casebook:read"}, Need::kReadCases), "");
  EXPECT_EQ(missing_scope({"casebook:read"}, Need::kChangeCases), "casebook");
  EXPECT_EQ(missing_scope({"response:read"}, Need::kRunActions), "response");
}

TEST(Scopes, OfATokenThatSaysNothingNothingIsMissing) { EXPECT_EQ(missing_scope({}, Need::kLinks), ""); }

TEST(Scopes, TheThreeClientsOfTheGuideCanDoWhatItSays) {
  // LOG-07
  const Abilities full =
      abilities_of({"casebook", "enrich:read", "private-intel", "response", "inspect:read"});
  EXPECT_TRUE(full.casebook && full.pivot_menu && full.full());
  // LOG-08
  const Abilities casebook = abilities_of({"casebook", "private-intel", "inspect:read"});
  EXPECT_TRUE(casebook.casebook);
  EXPECT_FALSE(casebook.pivot_menu);
  EXPECT_EQ(casebook.missing, (std::vector<std::string>{"enrich:read", "response"}));
  // LOG-09
  const Abilities pivot_menu = abilities_of({"enrich", "response"});
  EXPECT_FALSE(pivot_menu.casebook);
  EXPECT_TRUE(pivot_menu.pivot_menu);
  EXPECT_EQ(pivot_menu.missing, (std::vector<std::string>{"casebook", "inspect:read"}));
}

TEST(Scopes, HalfOfWhatAFeatureNeedsIsNotEnough) {
  EXPECT_FALSE(abilities_of({"casebook:read"}).casebook);
  EXPECT_FALSE(abilities_of({"enrich", "response:read"}).pivot_menu);
  EXPECT_FALSE(abilities_of({"nothing of ours"}).casebook);
  EXPECT_TRUE(abilities_of({}).full());
}
