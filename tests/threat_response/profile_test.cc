#include "threat_response/profile.h"

#include <gtest/gtest.h>

#include "replies.h"
#include "threat_response/inspect.h"
#include "threat_response/observable.h"

using namespace threat_response;

TEST(Profile, IsReadWithItsOrganization) {
  const auto read = read_profile(replies::of(200, R"({"user":{"user-id":"u","user-name":"n","user-email":"e",
    "org-id":"o-1"},"org":{"id":"o-2","name":"Org"}})"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->user_id, "u");
  EXPECT_EQ(read->user_name, "n");
  EXPECT_EQ(read->user_email, "e");
  EXPECT_EQ(read->organization_id, "o-2");
  EXPECT_EQ(read->organization_name, "Org");
}

TEST(Profile, NeedsNothingButAUser) {
  EXPECT_EQ(read_profile(replies::of(200, R"({"user":{"user-id":"u","org-id":"o"}})"))->organization_id, "o");
  for (const char* body : {"{}", R"({"org":{"id":"o"}})", R"({"user":7})", R"({"user":{"user-id":""}})"})
    EXPECT_EQ(read_profile(replies::of(200, body)).error().kind, Problem::Kind::kUnreadable) << body;
  for (const Reply& reply : replies::unreadable())
    EXPECT_EQ(read_profile(reply).error().kind, Problem::Kind::kUnreadable);
  EXPECT_EQ(read_profile(replies::of(403, "{}")).error().kind, Problem::Kind::kNotAllowed);
  EXPECT_EQ(profile_request().path, "/iroh/profile/whoami");
}

TEST(Inspect, ObservablesAreReadAndWhatIsNoneIsLeftOut) {
  const auto read = read_inspected(
      replies::of(200, R"([{"type":"ip","value":"192.0.2.1"},{"type":"ip"},7,{"type":"new","value":"x"}])"));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, (std::vector<Observable>{{"ip", "192.0.2.1"}, {"new", "x"}}));
  for (const Reply& reply : replies::unreadable())
    EXPECT_EQ(read_inspected(reply).error().kind, Problem::Kind::kUnreadable);
  EXPECT_EQ(read_inspected(replies::of(200, "{}")).error().kind, Problem::Kind::kUnreadable);
}

TEST(Observable, IsTheSameInAnotherSpellingOfItsOwnKindAlone) {
  EXPECT_TRUE(same({"domain", "bad.example"}, {"domain", "bad.example"}));
  EXPECT_TRUE(same({"domain", "Bad.Example"}, {"domain", "bad.example"}));
  EXPECT_FALSE(same({"domain", "bad.example"}, {"url", "bad.example"}));
  EXPECT_FALSE(same({"domain", "bad.example"}, {"domain", "good.example"}));
  EXPECT_FALSE(same({"user", "A"}, {"user", "a"})) << "a kind that the recogniser does not know";
}

TEST(Observable, AValueThatIsNoneOfItsKindStaysAsItIs) {
  for (const Observable& odd : {Observable{"ip", "no address"}, Observable{"ip", "192.0.2.1 192.0.2.2"},
                                Observable{"ip", "2001:db8::1"}, Observable{"user", "A"}})
    EXPECT_EQ(canonical(odd), odd) << odd.value;
}
