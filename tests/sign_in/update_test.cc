#include <gtest/gtest.h>

#include "sign_in/model.h"

using namespace sign_in;
using effects::AskVault;
using effects::Effects;
using What = effects::AskVault::What;
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
const Answered kCasebookOnly = answered(200, R"({"expires_in":600,"scope":"casebook inspect:read"})");
const Answered kWrong = answered(400, R"({"error":"wrong_client_creds"})");

Model filled() {
  Model model;
  update(model, ServersOffered{{kOff, kUs, kEu}});
  update(model, ClientIdTyped{"client-1"});
  update(model, PasswordChanged{true});
  return model;
}

const AskVault kKeptInTab{.what = What::kKeep, .client_id = "client-1", .server_id = "us"};
Client client(const std::string& id, Place place = Place::kDevice) {
  return {.name = {id, "us"}, .place = place, .added = 7};
}
VaultTold told(Keyring keyring, std::vector<Client> clients = {}, std::optional<What> done = {},
               Trouble trouble = Trouble::kNone) {
  return {.keyring = keyring,
          .clients = std::move(clients),
          .last_used = "client-1 us",
          .done = done,
          .trouble = trouble};
}
// Signed in with client-1, which this device keeps.
Model signed_in() {
  Model model = filled();
  update(model, AuthenticatePressed{});
  update(model, kGranted);
  update(model, told(Keyring::kOpen, {client("client-1"), client("client-2")}));
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
  EXPECT_EQ(update(model, kGranted), (Effects{kKeptInTab, kClosed[0]}));
  EXPECT_FALSE(model.checking);
  EXPECT_FALSE(model.tried);
  EXPECT_FALSE(model.password_given) << "the field is empty when it opens again";
  EXPECT_EQ(model.in_use, (ClientName{"client-1", "us"}));
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

TEST(SignIn, AClientThatCannotDoEverythingIsSaidBeforeTheDialogCloses) {
  Model model = filled();
  update(model, AuthenticatePressed{});
  EXPECT_EQ(update(model, kCasebookOnly), (Effects{kKeptInTab}));
  EXPECT_TRUE(model.telling);
  EXPECT_TRUE(model.abilities.casebook);
  EXPECT_FALSE(model.abilities.pivot_menu);
  EXPECT_EQ(update(model, ContinuePressed{}), kClosed);
  EXPECT_FALSE(model.telling);
}

TEST(SignIn, KeepingOnTheDeviceNeedsAPassphraseTwiceTheFirstTime) {
  Model model = filled();
  update(model, PlaceChosen{Place::kDevice});
  EXPECT_EQ(update(model, AuthenticatePressed{}), kNothing);
  update(model, PassphraseChanged{true});
  EXPECT_EQ(update(model, AuthenticatePressed{}), kNothing);
  update(model, RepeatedChanged{true});
  EXPECT_EQ(update(model, AuthenticatePressed{}), (Effects{AskVault{.what = What::kPrepare}}));
  EXPECT_TRUE(model.opening);
  EXPECT_EQ(update(model, AuthenticatePressed{}), kNothing) << "one at a time";
  // The client is tested before it is kept, and kept before the dialog closes.
  EXPECT_EQ(update(model, told(Keyring::kNone, {}, What::kPrepare)),
            (Effects{effects::SignIn{"client-1", "us"}}));
  EXPECT_EQ(update(model, kGranted),
            (Effects{AskVault{
                .what = What::kKeep, .client_id = "client-1", .server_id = "us", .place = Place::kDevice}}));
  EXPECT_EQ(update(model, told(Keyring::kOpen, {client("client-1")}, What::kKeep)), kClosed);
}

TEST(SignIn, ALockedKeyringNeedsItsPassphraseOnceAndAnOpenOneNone) {
  Model model = filled();
  update(model, told(Keyring::kLocked));
  update(model, EnterPressed{});
  update(model, PasswordChanged{true});
  update(model, PlaceChosen{Place::kDevice});
  EXPECT_TRUE(needs_passphrase(model));
  EXPECT_FALSE(needs_new_passphrase(model));
  update(model, told(Keyring::kOpen));
  EXPECT_EQ(update(model, AuthenticatePressed{}), (Effects{effects::SignIn{"client-1", "us"}}));
}

TEST(SignIn, WhatTheVaultRefusesIsSaidAndNothingIsSent) {
  for (const Trouble trouble :
       {Trouble::kPassphraseShort, Trouble::kPassphrasesDiffer, Trouble::kWrongPassphrase}) {
    Model model = filled();
    update(model, PlaceChosen{Place::kDevice});
    update(model, PassphraseChanged{true});
    update(model, RepeatedChanged{true});
    update(model, AuthenticatePressed{});
    EXPECT_EQ(update(model, told(Keyring::kNone, {}, What::kPrepare, trouble)), kNothing);
    EXPECT_EQ(model.trouble, trouble);
    EXPECT_FALSE(is_busy(model));
    update(model, PassphraseChanged{true});
    EXPECT_EQ(model.trouble, Trouble::kNone);
  }
}

TEST(SignIn, WhatCouldNotBeKeptOnTheDeviceIsSaidAlthoughTheSignInWorked) {
  Model model = filled();
  update(model, told(Keyring::kOpen));
  update(model, PlaceChosen{Place::kDevice});
  update(model, AuthenticatePressed{});
  update(model, kGranted);
  EXPECT_EQ(update(model, told(Keyring::kOpen, {}, What::kKeep, Trouble::kNotKept)), kNothing);
  EXPECT_TRUE(model.telling);
  EXPECT_EQ(model.trouble, Trouble::kNotKept);
  EXPECT_EQ(model.in_use, (ClientName{"client-1", "us"}));
}

TEST(SignIn, ABrowserWithoutStorageDoesNotOfferTheDevice) {
  Model model = filled();
  update(model, PlaceChosen{Place::kDevice});
  update(model, told(Keyring::kUnavailable));
  EXPECT_EQ(model.place, Place::kTab);
  update(model, PlaceChosen{Place::kDevice});
  EXPECT_EQ(model.place, Place::kTab);
}

TEST(SignIn, UnlockingSignsInWithTheClientUsedLast) {
  Model model;
  update(model, ServersOffered{{kUs}});
  update(model, told(Keyring::kLocked));
  EXPECT_TRUE(is_locked(model));
  EXPECT_EQ(update(model, UnlockPressed{}), kNothing);
  EXPECT_TRUE(model.tried);
  update(model, PassphraseChanged{true});
  EXPECT_EQ(update(model, UnlockPressed{}), (Effects{AskVault{.what = What::kUnlock}}));
  EXPECT_EQ(update(model, told(Keyring::kLocked, {}, What::kUnlock, Trouble::kWrongPassphrase)), kNothing);
  EXPECT_TRUE(is_locked(model));
  update(model, UnlockPressed{});
  EXPECT_EQ(update(model, told(Keyring::kOpen, {client("client-2"), client("client-1")}, What::kUnlock)),
            (Effects{effects::SignIn{"client-1", "us", true}}));
  EXPECT_EQ(update(model, kGranted), kClosed);
}

TEST(SignIn, WithoutAClientUsedLastUnlockingOffersTheListWithoutComplaints) {
  Model model;
  update(model, ServersOffered{{kUs}});
  update(model, told(Keyring::kLocked));
  update(model, PassphraseChanged{true});
  update(model, UnlockPressed{});
  EXPECT_EQ(update(model, told(Keyring::kOpen, {client("client-2")}, What::kUnlock)), kNothing);
  EXPECT_FALSE(model.tried);
  EXPECT_FALSE(is_locked(model));
}

TEST(SignIn, CancelledWhileThePassphraseIsWorkedOnNothingIsSentAfterwards) {
  Model model = filled();
  update(model, told(Keyring::kLocked));
  update(model, PassphraseChanged{true});
  update(model, UnlockPressed{});
  EXPECT_EQ(update(model, CancelPressed{}), kClosed);
  EXPECT_EQ(update(model, told(Keyring::kOpen, {client("client-1")}, What::kUnlock)), kNothing);
}

TEST(SignIn, AClientOfTheListIsTestedAndUsed) {
  Model model = signed_in();
  EXPECT_EQ(update(model, ClientChosen{{"client-1", "us"}}), kNothing) << "it is in use";
  EXPECT_EQ(update(model, ClientChosen{{"nobody", "us"}}), kNothing);
  EXPECT_EQ(update(model, ClientChosen{{"client-2", "us"}}),
            (Effects{effects::SignIn{"client-2", "us", true}}));
  EXPECT_EQ(update(model, kGranted), kClosed);
  EXPECT_EQ(model.in_use, (ClientName{"client-2", "us"}));
}

TEST(SignIn, ANewClientThatDoesNotWorkLeavesTheOldOneInUse) {
  Model model = signed_in();
  update(model, ClientIdTyped{"client-3"});
  update(model, PasswordChanged{true});
  update(model, AuthenticatePressed{});
  EXPECT_EQ(update(model, kWrong), (Effects{effects::SignIn{"client-1", "us", true}}));
  EXPECT_EQ(model.problem.kind, Problem::Kind::kWrongCredentials);
  EXPECT_EQ(update(model, kGranted), kNothing) << "the dialog says what is wrong with the new one";
  EXPECT_EQ(model.in_use, (ClientName{"client-1", "us"}));
}

TEST(SignIn, ForgettingAsksFirstAndForgettingTheOneInUseSignsOut) {
  Model model = signed_in();
  update(model, ForgetPressed{client("client-2")});
  EXPECT_EQ(update(model, ForgetCancelled{}), kNothing);
  EXPECT_EQ(update(model, ForgetConfirmed{}), kNothing);
  update(model, ForgetPressed{client("client-2")});
  EXPECT_EQ(update(model, ForgetConfirmed{}),
            (Effects{AskVault{.what = What::kForget, .client_id = "client-2", .server_id = "us"}}));
  EXPECT_TRUE(model.in_use);
  update(model, ForgetPressed{client("client-1")});
  update(model, ForgetConfirmed{});
  EXPECT_FALSE(model.in_use);
}

TEST(SignIn, ForgettingTheDeviceSignsOutWhoWasKeptThereAndNobodyElse) {
  for (const Place place : {Place::kDevice, Place::kTab}) {
    Model model = signed_in();
    update(model, told(Keyring::kOpen, {client("client-1", place), client("client-2")}));
    update(model, ForgetDevicePressed{});
    EXPECT_EQ(update(model, ForgetConfirmed{}), (Effects{AskVault{.what = What::kForgetDevice}}));
    EXPECT_EQ(model.in_use.has_value(), place == Place::kTab);
  }
}

TEST(SignIn, SigningOutIsHereOrEverywhere) {
  for (const bool everywhere : {false, true}) {
    Model model = signed_in();
    EXPECT_EQ(
        update(model, SignOutPressed{everywhere}),
        (Effects{kClosed[0], AskVault{.what = everywhere ? What::kSignOutEverywhere : What::kSignOut}}));
    EXPECT_FALSE(model.in_use);
  }
}

TEST(SignIn, AClientThatARenewalFindsDeletedIsNamed) {
  Model model = signed_in();
  EXPECT_EQ(update(model, answered(503, "")), kNothing);
  EXPECT_TRUE(model.in_use) << "the service is down, the client may be right";
  update(model, kWrong);
  EXPECT_FALSE(model.in_use);
  ASSERT_TRUE(model.refused);
  EXPECT_EQ(model.refused->name.client_id, "client-1");
}

TEST(SignIn, TheRegionTheApplianceIsRegisteredWithIsChosenAndAnotherOneIsWarnedOf) {
  Server registered = kEu;
  registered.registered = true;
  Model model;
  update(model, ServersOffered{{kUs, registered}});
  EXPECT_EQ(model.server_id, "eu");
  EXPECT_EQ(registered_elsewhere(model), nullptr);
  update(model, ServerChosen{"us"});
  ASSERT_NE(registered_elsewhere(model), nullptr);
  EXPECT_EQ(registered_elsewhere(model)->id, "eu");
  update(model, ServersOffered{{kUs, kEu}});
  EXPECT_EQ(registered_elsewhere(model), nullptr) << "nobody said where it is registered";
}

namespace {

VaultTold told_by_appliance(Appliance appliance, std::vector<Client> clients = {}, std::string resume = "",
                            std::optional<What> done = {}, Trouble trouble = Trouble::kNone) {
  VaultTold message = told(Keyring::kNone, std::move(clients), done, trouble);
  message.appliance = appliance;
  message.resume = std::move(resume);
  return message;
}
const Client kKeptThere = client("client-1", Place::kAppliance);

}  // namespace

TEST(SignIn, WhereThePageHasSuchAServerThePasswordIsKeptThereUnlessSomebodyChoosesOtherwise) {
  for (const auto& [appliance, usual] :
       {std::pair(Appliance::kNone, Place::kTab), std::pair(Appliance::kThere, Place::kAppliance),
        std::pair(Appliance::kDamaged, Place::kAppliance), std::pair(Appliance::kUnavailable, Place::kTab)}) {
    Model model = filled();
    update(model, told_by_appliance(appliance));
    EXPECT_EQ(model.place, usual);
    update(model, PlaceChosen{Place::kAppliance});
    EXPECT_EQ(model.place, usual) << "where it cannot be kept it cannot be chosen";
    update(model, PlaceChosen{Place::kTab});
    update(model, told_by_appliance(appliance));
    EXPECT_EQ(model.place, Place::kTab) << "chosen";
  }
}

TEST(SignIn, WhenTheApplianceGoesAwayThePlaceIsAnotherOne) {
  Model model = filled();
  update(model, told_by_appliance(Appliance::kThere));
  update(model, PlaceChosen{Place::kAppliance});
  update(model, told_by_appliance(Appliance::kUnavailable));
  EXPECT_EQ(model.place, Place::kTab);
}

TEST(SignIn, WhatTheApplianceKeepsIsUsedWithoutADialogAndWithoutSayingWhatItMayDo) {
  Model model = filled();
  const Effects effects = update(model, told_by_appliance(Appliance::kThere, {kKeptThere}, "client-1 us"));
  EXPECT_EQ(effects, (Effects{effects::SignIn{"client-1", "us", true}}));
  EXPECT_TRUE(model.resuming);
  EXPECT_EQ(update(model, kCasebookOnly), kClosed);
  EXPECT_EQ(model.in_use, kKeptThere.name);
  EXPECT_FALSE(model.resuming);
  EXPECT_FALSE(model.telling);
  EXPECT_EQ(update(model, told_by_appliance(Appliance::kThere, {kKeptThere}, "client-1 us")), kNothing)
      << "it is in use";
}

TEST(SignIn, NothingIsUsedUnaskedThatIsNotKeptByTheApplianceOrWasRefused) {
  Model model = filled();
  EXPECT_EQ(update(model, told_by_appliance(Appliance::kThere, {client("client-1")}, "client-1 us")),
            kNothing);
  EXPECT_EQ(update(model, told_by_appliance(Appliance::kThere, {kKeptThere}, "client-2 us")), kNothing);
  EXPECT_EQ(update(model, told_by_appliance(Appliance::kThere, {kKeptThere}, "")), kNothing);
  update(model, told_by_appliance(Appliance::kThere, {kKeptThere}, "client-1 us"));
  EXPECT_EQ(update(model, kWrong), kNothing);
  EXPECT_EQ(model.problem.kind, Problem::Kind::kWrongCredentials);
  EXPECT_FALSE(model.in_use);
  EXPECT_EQ(update(model, told_by_appliance(Appliance::kThere, {kKeptThere}, "client-1 us")), kNothing)
      << "not again and again";
}

TEST(SignIn, WhatTheApplianceDidNotTakeIsSaidAndTheSignInStands) {
  Model model = filled();
  update(model, told_by_appliance(Appliance::kThere));
  update(model, AuthenticatePressed{});
  EXPECT_EQ(
      update(model, kGranted),
      (Effects{AskVault{
          .what = What::kKeep, .client_id = "client-1", .server_id = "us", .place = Place::kAppliance}}));
  update(model, told_by_appliance(Appliance::kThere, {client("client-1", Place::kTab)}, "", What::kKeep,
                                  Trouble::kNotKeptByAppliance));
  EXPECT_TRUE(model.telling);
  EXPECT_EQ(model.trouble, Trouble::kNotKeptByAppliance);
  EXPECT_TRUE(model.in_use);
}
