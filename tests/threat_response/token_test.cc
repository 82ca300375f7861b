#include "threat_response/token.h"

#include <gtest/gtest.h>

#include "replies.h"

using namespace threat_response;

TEST(Token, IsAskedForWithTheClientsCredentialsAndNothingElse) {
  const Request request = token_request();
  EXPECT_EQ(request.service, Service::kVisibility);
  EXPECT_EQ(request.credential, Credential::kBasic);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.path, "/iroh/oauth2/token");
  EXPECT_EQ(request.body, "grant_type=client_credentials");
  EXPECT_EQ(request.content_type, "application/x-www-form-urlencoded");
}

TEST(Token, GrantHasALifeAndScopes) {
  const auto grant = read_grant(replies::of(
      200,
      R"({"access_token":"t","token_type":"bearer","expires_in":600,"scope":" casebook  enrich:read "})"));
  ASSERT_TRUE(grant);
  EXPECT_EQ(grant->lifetime_s, 600);
  EXPECT_EQ(grant->scopes, (std::vector<std::string>{"casebook", "enrich:read"}));
}

TEST(Token, GrantWithoutScopesIsStillAGrant) {
  for (const char* body : {R"({"expires_in":1.5})", R"({"expires_in":600,"scope":null})"}) {
    const auto grant = read_grant(replies::of(200, body));
    ASSERT_TRUE(grant) << body;
    EXPECT_TRUE(grant->scopes.empty()) << body;
  }
}

TEST(Token, GrantWithoutALifeIsUnreadable) {
  for (const char* body : {"{}", "[]", R"({"expires_in":"600"})", R"({"expires_in":0})",
                           R"({"expires_in":-5})", R"({"expires_in":1e999})"}) {
    const auto grant = read_grant(replies::of(200, body));
    ASSERT_FALSE(grant) << body;
    EXPECT_EQ(grant.error().kind, Problem::Kind::kUnreadable) << body;
  }
  for (const Reply& reply : replies::unreadable())
    EXPECT_FALSE(read_grant(reply)) << reply.body.substr(0, 40);
}

TEST(Token, RefusedGrantKeepsTheServicesReason) {
  const auto grant = read_grant(replies::of(400, R"({"error":"invalid_client"})"));
  ASSERT_FALSE(grant);
  EXPECT_EQ(grant.error().kind, Problem::Kind::kWrongCredentials);
}

TEST(Request, PercentEncodingLeavesUnreservedCharactersAlone) {
  EXPECT_EQ(percent_encode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(percent_encode("a b/?#%&+"), "a%20b%2F%3F%23%25%26%2B");
  EXPECT_EQ(percent_encode("\xC3\xA4\n"), "%C3%A4%0A");
  EXPECT_EQ(percent_encode(std::string_view("\0", 1)), "%00");
}
