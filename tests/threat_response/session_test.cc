#include "threat_response/session.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "replies.h"

using namespace threat_response;

namespace {

constexpr CallId kToken = Session::kTokenCall;
const Reply kGrant = replies::of(200, R"({"expires_in":600,"scope":"casebook"})");
const Reply kUnauthorised = replies::of(401, R"({"error":"jwt_expired"})");
const Reply kAnswer = replies::of(200, "[]");

Request request(const std::string& path) { return {.path = path}; }

std::vector<CallId> sent(const Step& step) {
  std::vector<CallId> ids;
  std::ranges::transform(step.sends, std::back_inserter(ids), &Send::id);
  return ids;
}

// "id:status" of each call that is over.
std::vector<std::string> over(const Step& step) {
  std::vector<std::string> all;
  for (const Finished& one : step.finished)
    all.push_back(std::to_string(one.id) + ':' + std::to_string(one.reply.status));
  return all;
}

using Ids = std::vector<CallId>;
using Over = std::vector<std::string>;

Session ready() {
  Session session;
  session.sign_in("me");
  session.replied(kToken, kGrant, 0);
  return session;
}

}  // namespace

TEST(Session, SignsInWithOneTokenCall) {
  Session session;
  EXPECT_FALSE(session.signed_in());
  const Step step = session.sign_in("me");
  ASSERT_EQ(sent(step), Ids{kToken});
  EXPECT_EQ(step.sends[0].request, token_request());
  EXPECT_TRUE(session.signing_in());
  EXPECT_EQ(over(session.replied(kToken, kGrant, 0)), Over{"0:200"});
  EXPECT_TRUE(session.signed_in());
  EXPECT_EQ(session.scopes(), std::vector<std::string>{"casebook"});
}

TEST(Session, ACallWhileSignedOutIsA401WithoutAnythingSent) {
  Session session;
  const Step step = session.send(7, request("/a"), 0);
  EXPECT_TRUE(step.sends.empty());
  EXPECT_EQ(over(step), Over{"7:401"});
}

TEST(Session, CallsThatComeWhileSigningInGoOutWithTheToken) {
  Session session;
  session.sign_in("me");
  EXPECT_TRUE(session.send(1, request("/a"), 0).sends.empty());
  EXPECT_TRUE(session.send(2, request("/b"), 0).sends.empty());
  const Step step = session.replied(kToken, kGrant, 0);
  EXPECT_EQ(sent(step), (Ids{1, 2}));
  EXPECT_EQ(step.sends[1].request, request("/b"));
}

TEST(Session, ACallGoesOutAtOnceAndFinishesWithItsReply) {
  Session session = ready();
  EXPECT_EQ(sent(session.send(1, request("/a"), 479)), Ids{1});
  EXPECT_EQ(over(session.replied(1, replies::of(500, ""), 479)), Over{"1:500"});
  EXPECT_TRUE(over(session.replied(1, kAnswer, 480)).empty()) << "it is over";
}

TEST(Session, RenewsOnceEightTenthsOfTheTokensLifeAreOver) {
  Session session = ready();
  EXPECT_EQ(sent(session.send(1, request("/a"), 479.9)), Ids{1});
  EXPECT_EQ(sent(session.send(2, request("/b"), 480)), Ids{kToken});
  EXPECT_TRUE(session.send(3, request("/c"), 481).sends.empty()) << "one renewal serves every call";
  EXPECT_TRUE(session.signed_in());
  EXPECT_EQ(sent(session.replied(kToken, kGrant, 482)), (Ids{2, 3}));
  EXPECT_EQ(sent(session.send(4, request("/d"), 482 + 479)), Ids{4})
      << "the new token counts from its arrival";
}

TEST(Session, A401RenewsOnceAndRepeatsTheCallOnce) {
  Session session = ready();
  session.send(1, request("/a"), 0);
  const Step refused = session.replied(1, kUnauthorised, 1);
  EXPECT_EQ(sent(refused), Ids{kToken});
  EXPECT_TRUE(refused.finished.empty());
  const Step renewed = session.replied(kToken, kGrant, 2);
  ASSERT_EQ(sent(renewed), Ids{1});
  EXPECT_EQ(renewed.sends[0].request, request("/a"));
  EXPECT_EQ(over(session.replied(1, kAnswer, 3)), Over{"1:200"});
}

TEST(Session, ASecond401IsReported) {
  Session session = ready();
  session.send(1, request("/a"), 0);
  session.replied(1, kUnauthorised, 1);
  session.replied(kToken, kGrant, 2);
  const Step step = session.replied(1, kUnauthorised, 3);
  EXPECT_TRUE(step.sends.empty());
  EXPECT_EQ(over(step), Over{"1:401"});
}

TEST(Session, SeveralCallsRefusedTogetherShareOneRenewal) {
  Session session = ready();
  for (const CallId id : {1U, 2U, 3U}) session.send(id, request("/a"), 0);
  EXPECT_EQ(sent(session.replied(1, kUnauthorised, 1)), Ids{kToken});
  EXPECT_TRUE(session.replied(2, kUnauthorised, 1).sends.empty());
  EXPECT_EQ(sent(session.replied(kToken, kGrant, 2)), (Ids{1, 2}));
  EXPECT_EQ(sent(session.replied(3, kUnauthorised, 3)), Ids{3})
      << "refused with the old token: only repeated";
}

TEST(Session, AFailedRenewalEndsTheCallsThatWaitAndKeepsTheSession) {
  Session session = ready();
  session.send(1, request("/a"), 0);
  session.send(2, request("/b"), 500);
  const Step step = session.replied(kToken, replies::of(503, ""), 501);
  EXPECT_EQ(over(step), (Over{"0:503", "2:503"})) << "call 1 is still on its way";
  EXPECT_TRUE(session.signed_in());
  EXPECT_EQ(sent(session.send(3, request("/c"), 502)), Ids{kToken}) << "tried again by the next call";
}

TEST(Session, AnUnreadableGrantIsNoSuccessForTheCallsThatWait) {
  Session session = ready();
  session.send(1, request("/a"), 500);
  const Step step = session.replied(kToken, replies::of(200, "<html>"), 501);
  ASSERT_EQ(step.finished.size(), 2U);
  EXPECT_EQ(step.finished[1].id, 1U);
  EXPECT_FALSE(step.finished[1].reply.ok());
}

TEST(Session, RefusedCredentialsSignOut) {
  Session session = ready();
  session.send(1, request("/a"), 500);
  EXPECT_EQ(over(session.replied(kToken, replies::of(400, R"({"error":"wrong_client_creds"})"), 501)),
            (Over{"0:400", "1:400"}));
  EXPECT_FALSE(session.signed_in());
}

TEST(Session, A401AfterTheSessionEndedIsReportedNotKeptWaiting) {
  Session session = ready();
  session.send(1, request("/a"), 0);
  session.sign_in("me");
  session.replied(kToken, replies::of(400, R"({"error":"invalid_client"})"), 1);
  EXPECT_EQ(over(session.replied(1, kUnauthorised, 2)), Over{"1:401"});
}

TEST(Session, SignOutEndsEveryCallAs401) {
  Session session = ready();
  session.send(1, request("/a"), 0);
  session.send(2, request("/b"), 500);
  EXPECT_EQ(over(session.sign_out()), (Over{"1:401", "2:401"}));
  EXPECT_FALSE(session.signed_in());
  EXPECT_TRUE(session.scopes().empty());
  EXPECT_TRUE(session.replied(1, kAnswer, 501).finished.empty());
  EXPECT_TRUE(session.replied(kToken, kGrant, 501).finished.empty()) << "a late grant signs nobody in";
  EXPECT_FALSE(session.signed_in());
}

TEST(Session, NewCredentialsDuringARenewalAskAgainUnderTheSameId) {
  Session session = ready();
  session.send(1, request("/a"), 500);
  EXPECT_EQ(sent(session.sign_in("me")), Ids{kToken});
  EXPECT_FALSE(session.signed_in());
  EXPECT_EQ(sent(session.replied(kToken, kGrant, 501)), Ids{1});
}

TEST(Session, CallsOfAnotherClientEndAs401WhenOneSignsIn) {
  Session session = ready();
  session.send(1, request("/a"), 0);
  session.send(2, request("/b"), 500);
  const Step step = session.sign_in("another");
  EXPECT_EQ(over(step), (Over{"1:401", "2:401"}));
  EXPECT_EQ(sent(step), Ids{kToken});
  EXPECT_EQ(over(session.replied(kToken, kGrant, 501)), Over{"0:200"});
}

TEST(Session, RepliesToUnknownCallsChangeNothing) {
  Session session = ready();
  for (const Reply& reply : {kAnswer, kUnauthorised}) {
    const Step step = session.replied(99, reply, 1);
    EXPECT_TRUE(step.sends.empty());
    EXPECT_TRUE(step.finished.empty());
  }
  const Step token = session.replied(kToken, replies::of(400, R"({"error":"invalid_client"})"), 1);
  EXPECT_TRUE(token.finished.empty());
  EXPECT_TRUE(session.signed_in());
}
