#include "threat_response/problem.h"

#include <gtest/gtest.h>

#include "replies.h"

using namespace threat_response;
using Kind = Problem::Kind;

namespace {

Problem no_answer(Failure failure) { return problem_of({.status = 0, .failure = failure, .body = {}}); }

}  // namespace

TEST(Problem, IsNoneForASuccess) {
  EXPECT_FALSE(problem_of(replies::of(200, "[]")));
  EXPECT_FALSE(problem_of(replies::of(201, R"({"error":"a field of the answer"})")));
  EXPECT_FALSE(problem_of(replies::of(204, "")));
}

TEST(Problem, BadCredentialsAreA400OfTheTokenCall) {
  for (const char* error : {"invalid_client", "wrong_client_creds"}) {
    const std::string body = std::string(R"({"error":")") + error + R"("})";
    EXPECT_EQ(problem_of(replies::of(400, body)).kind, Kind::kWrongCredentials) << error;
    EXPECT_NE(problem_of(replies::of(500, body)).kind, Kind::kWrongCredentials) << error;
  }
}

TEST(Problem, ReadsTheOAuthShapeErrorAndDescription) {
  const Problem read = problem_of(
      replies::of(401, R"({"error":"jwt_expired","error_description":"Too old","trace_id":"ctx-1"})"));
  EXPECT_EQ(read,
            (Problem{.kind = Kind::kSignedOut, .detail = "Too old", .trace_id = "ctx-1", .scopes = {}}));
}

TEST(Problem, ReadsMissingScopesUnderTheirHyphenatedKey) {
  const Problem read = problem_of(
      replies::of(403, R"({"error":"missing_scope","missing-scopes":["inspect:read",7,"casebook"]})"));
  EXPECT_EQ(read.kind, Kind::kMissingScopes);
  EXPECT_EQ(read.scopes, (std::vector<std::string>{"inspect:read", "casebook"}));
}

TEST(Problem, ReadsThePrivateIntelShapeTypeAndMessage) {
  const Problem read = problem_of(
      replies::of(400, R"({"type":"Invalid TLP Error","message":"Invalid document TLP white","entity":{}})"));
  EXPECT_EQ(read.kind, Kind::kRefusedByService);
  EXPECT_EQ(read.detail, "Invalid document TLP white");
}

TEST(Problem, ReadsTheSchemaShapeErrorsByField) {
  const Problem read = problem_of(replies::of(400, R"({"errors":{"title":"missing-required-key"}})"));
  EXPECT_EQ(read.kind, Kind::kRefusedByService);
  EXPECT_EQ(read.detail, R"({"title":"missing-required-key"})");
  EXPECT_EQ(read.field, "title");
}

TEST(Problem, ReadsTheFieldThatARuleOfThePrivateIntelNames) {
  EXPECT_EQ(problem_of(replies::of(400, R"({"message":"{...} failed ... in: [:title] spec: x"})")).field,
            "title");
  EXPECT_EQ(problem_of(replies::of(400, R"({"message":"in: [:observables 0]"})")).field, "observables");
  EXPECT_EQ(problem_of(replies::of(400, R"({"message":"in: [:"})")).field, "");
}

TEST(Problem, SaysWhichServiceItIsAbout) {
  Reply reply = replies::of(503, "");
  reply.service = Service::kPrivateIntel;
  EXPECT_EQ(problem_of(reply).service, Service::kPrivateIntel);
  EXPECT_EQ(unreadable(reply).service, Service::kPrivateIntel);
}

TEST(Problem, ReadsTheShapeWithErrorAlone) {
  const Problem read = problem_of(replies::of(429, R"({"error":"Too Many Requests"})"));
  EXPECT_EQ(read.kind, Kind::kTooManyRequests);
  EXPECT_EQ(read.detail, "Too Many Requests");
}

TEST(Problem, PrefersTheDescriptionToTheMessageToTheCode) {
  EXPECT_EQ(problem_of(replies::of(400, R"({"error":"e","message":"m","error_description":"d"})")).detail,
            "d");
  EXPECT_EQ(problem_of(replies::of(400, R"({"error":"e","message":"m"})")).detail, "m");
}

TEST(Problem, WithoutAReadableBodyTheStatusSpeaks) {
  for (const char* body : {"", "<html>404</html>", "[1,2]", "7", R"({"error":{"a":1},"message":[]})"}) {
    EXPECT_EQ(problem_of(replies::of(404, body)),
              (Problem{.kind = Kind::kNotFound, .detail = {}, .trace_id = {}, .scopes = {}}))
        << body;
    EXPECT_EQ(problem_of(replies::of(503, body)).kind, Kind::kServiceFailed) << body;
    EXPECT_EQ(problem_of(replies::of(401, body)).kind, Kind::kSignedOut) << body;
    EXPECT_EQ(problem_of(replies::of(403, body)).kind, Kind::kNotAllowed) << body;
    EXPECT_EQ(problem_of(replies::of(302, body)).kind, Kind::kRefusedByService) << body;
  }
}

TEST(Problem, ACallWithoutAnAnswerSaysWhy) {
  EXPECT_EQ(no_answer(Failure::kNetwork).kind, Kind::kNoConnection);
  EXPECT_EQ(no_answer(Failure::kTimeout).kind, Kind::kTimedOut);
  EXPECT_EQ(no_answer(Failure::kTooLarge).kind, Kind::kUnreadable);
  EXPECT_EQ(no_answer(Failure::kRefused).kind, Kind::kRefusedHere);
}

TEST(Problem, DetailIsAtMost200BytesAndNeverHalfACharacter) {
  std::string long_text = "x";  // so that byte 200 is inside a character of two bytes
  for (int i = 0; i < 300; ++i) long_text += "\xC3\xA4";
  const Problem read =
      problem_of(replies::of(400, R"({"message":")" + long_text + R"(","trace_id":")" + long_text + "\"}"));
  EXPECT_EQ(read.detail, long_text.substr(0, 199));
  EXPECT_EQ(read.trace_id, long_text.substr(0, 199));
}

TEST(Problem, OfWhichNobodyKnowsWhatBecameIsOneWithoutAReadableAnswer) {
  for (const Kind kind : {Kind::kNoConnection, Kind::kTimedOut, Kind::kUnreadable, Kind::kServiceFailed})
    EXPECT_TRUE(is_outcome_unknown({.kind = kind}));
  for (const Kind kind : {Kind::kNone, Kind::kNotFound, Kind::kTooManyRequests, Kind::kRefusedByService})
    EXPECT_FALSE(is_outcome_unknown({.kind = kind}));
}

TEST(Problem, ErrorsThatAreNoFieldsSayNothing) {
  for (const char* body :
       {R"({"errors":[]})", R"({"errors":{}})", R"({"errors":"x"})", R"({"message":"in: [:"})"}) {
    const Problem problem = problem_of(replies::of(400, body));
    EXPECT_EQ(problem.kind, Problem::Kind::kRefusedByService) << body;
    EXPECT_EQ(problem.field, "") << body;
  }
}
