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
