#include <gtest/gtest.h>

#include "sign_in/model.h"

using namespace sign_in;
using effects::Effects;
using threat_response::Problem;

namespace {

const Effects kNothing;
const Effects kClosed = {effects::CloseSurface{effects::Surface::kSignIn}};
const Server kOff{
    .id = "off", .name = "Off", .visibility = {}, .api_clients = {}, .unavailable = "No address"};
const Server kUs{.id = "us", .name = "US", .visibility = "https://us", .api_clients = {}, .unavailable = {}};
const Server kEu{.id = "eu", .name = "EU", .visibility = "https://eu", .api_clients = {}, .unavailable = {}};

Answered answered(int status, std::string body) {
  return {{.status = status, .failure = {}, .body = std::move(body)}};
}
const Answered kGranted = answered(200, R"({"expires_in":600})");
const Answered kWrong = answered(400, R"({"error":"wrong_client_creds"})");

Model filled() {
  Model model;
  update(model, ServersOffered{{kOff, kUs, kEu}});
  update(model, ClientIdTyped{"client-1"});
  update(model, PasswordChanged{true});
  return model;
}

}  // namespace

TEST(SignIn, TheFirstServerThatCanBeChosenIsChosen) {
  Model model;
  EXPECT_EQ(update(model, ServersOffered{{kOff, kUs, kEu}}), kNothing);
  EXPECT_EQ(model.server_id, "us");
  ASSERT_NE(chosen_server(model), nullptr);
  EXPECT_EQ(chosen_server(model)->visibility, "https://us");
}

TEST(SignIn, AChoiceOutlivesAnotherOfferThatHasIt) {
  Model model = filled();
  update(model, ServerChosen{"eu"});
  update(model, ServersOffered{{kUs, kEu}});
  EXPECT_EQ(model.server_id, "eu");
  update(model, ServersOffered{{kUs}});
  EXPECT_EQ(model.server_id, "us");
  update(model, ServersOffered{{kOff}});
  EXPECT_EQ(chosen_server(model), nullptr);
}

TEST(SignIn, AServerThatIsUnavailableOrUnknownCannotBeChosen) {
  Model model = filled();
  for (const char* id : {"off", "mars", ""}) {
    EXPECT_EQ(update(model, ServerChosen{id}), kNothing);
    EXPECT_EQ(model.server_id, "us") << id;
  }
}

TEST(SignIn, AuthenticatesWithIdAndServerAndNoBlanksRoundTheId) {
  Model model = filled();
  update(model, ClientIdTyped{" \tclient-1\r\n"});
  EXPECT_EQ(update(model, AuthenticatePressed{}), (Effects{effects::SignIn{"client-1", "us"}}));
  EXPECT_TRUE(model.checking);
}

TEST(SignIn, NothingIsSentWhileSomethingIsMissing) {
  for (const Message& spoiled : std::vector<Message>{ClientIdTyped{""}, ClientIdTyped{" \n"},
                                                     PasswordChanged{false}, ServersOffered{{kOff}}}) {
    Model model = filled();
    update(model, spoiled);
    EXPECT_EQ(update(model, AuthenticatePressed{}), kNothing);
    EXPECT_FALSE(model.checking);
    EXPECT_TRUE(model.tried) << "now the dialog says what is missing";
  }
}

TEST(SignIn, PressingTwiceAsksOnce) {
  Model model = filled();
  update(model, AuthenticatePressed{});
  EXPECT_EQ(update(model, AuthenticatePressed{}), kNothing);
}

TEST(SignIn, SuccessClosesTheDialog) {
  Model model = filled();
  update(model, AuthenticatePressed{});
  EXPECT_EQ(update(model, kGranted), kClosed);
  EXPECT_FALSE(model.checking);
  EXPECT_FALSE(model.tried);
}

TEST(SignIn, WrongPasswordKeepsTheDialogAndWhatWasTyped) {
  Model model = filled();
  update(model, AuthenticatePressed{});
  EXPECT_EQ(update(model, kWrong), kNothing);
  EXPECT_FALSE(model.checking);
  EXPECT_EQ(model.problem.kind, Problem::Kind::kWrongCredentials);
  EXPECT_EQ(model.client_id, "client-1");
  EXPECT_EQ(model.server_id, "us");
}

TEST(SignIn, AnUnreadableGrantIsAProblem) {
  Model model = filled();
  update(model, AuthenticatePressed{});
  EXPECT_EQ(update(model, answered(200, "<html>")), kNothing);
  EXPECT_EQ(model.problem.kind, Problem::Kind::kUnreadable);
}

TEST(SignIn, CorrectingAnythingTakesTheProblemAway) {
  for (const Message& correction :
       std::vector<Message>{ClientIdTyped{"c"}, PasswordChanged{true}, ServerChosen{"eu"}, CancelPressed{}}) {
    Model model = filled();
    update(model, AuthenticatePressed{});
    update(model, kWrong);
    update(model, correction);
    EXPECT_FALSE(model.problem);
  }
}

TEST(SignIn, AnAnswerNobodyWaitsForChangesNothing) {
  Model model = filled();
  EXPECT_EQ(update(model, kWrong), kNothing);
  EXPECT_FALSE(model.problem);
  EXPECT_EQ(update(model, kGranted), kNothing);
}

TEST(SignIn, CancelClosesAndKeepsTheClientId) {
  Model model = filled();
  update(model, ClientIdTyped{""});
  update(model, AuthenticatePressed{});
  update(model, ClientIdTyped{"client-2"});
  EXPECT_EQ(update(model, CancelPressed{}), kClosed);
  EXPECT_FALSE(model.tried);
  EXPECT_EQ(model.client_id, "client-2");
}
