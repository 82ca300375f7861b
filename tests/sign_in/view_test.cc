// The dialog as it is read and pressed: what is said when something does not work, and every way out of it.
#include "sign_in/view.h"

#include <algorithm>

#include "../kit/frame.h"

namespace sign_in {
namespace {

using effects::AskVault;
using effects::Effects;
using kit::Item;
using threat_response::Reply;
using What = effects::AskVault::What;

constexpr double kDay = 86'400;

Client client(const std::string& id, Place place, double added = 0) {
  return {.name = {id, "us"}, .place = place, .added = added};
}

class DialogTest : public kit::FrameTest {
 protected:
  DialogTest() : FrameTest(440, 900) {
    update(model_, ServersOffered{{{.id = "us", .name = "North America"}, {.id = "eu", .name = "Europe"}}});
  }
  void SetUp() override {
    FrameTest::SetUp();
    draw();
  }

  void draw(double now = 100 * kDay) {
    kit::Surface on = surface();
    said_ = sign_in::draw(on, model_, now);
    items_ = on.items();
  }
  Effects say(const Message& message) {
    Effects effects = update(model_, message);
    draw();
    return effects;
  }
  // What the vault has, and what came of what it was asked.
  Effects told(VaultTold message) { return say(message); }

  const Item* find(std::string_view role, std::string_view name) const {
    const auto found = std::ranges::find_if(
        items_, [&](const Item& item) { return item.role == role && item.name == name; });
    return found == items_.end() ? nullptr : &*found;
  }
  bool has(std::string_view role, std::string_view name) const { return find(role, name) != nullptr; }
  std::string alert() const {
    const auto found = std::ranges::find(items_, std::string_view("alert"), &Item::role);
    return found == items_.end() ? "no place for alerts" : found->name;
  }
  // Uses an item as the twin does.
  Effects use(std::string_view role, std::string_view name, const std::string& text = "") {
    const Item* item = find(role, name);
    const auto message = item ? said_.message(item->id, text) : std::nullopt;
    EXPECT_TRUE(message) << role << ' ' << name;
    return message ? say(*message) : Effects{};
  }
  void fill_in() {
    use("textbox", "Client ID", "client-1");
    use("password", "Client Password", "1");
  }

  Model model_;
  Say said_;
  std::vector<Item> items_;
};

TEST_F(DialogTest, EveryTroubleOfTheVaultIsSaidWithWhatToDo) {
  struct Row {
    Trouble trouble;
    const char* words;
  };
  const auto says = [&](What done, const Row& row, Keyring keyring) {
    model_.opening = done == What::kPrepare || done == What::kUnlock;
    told({.keyring = keyring, .done = done, .trouble = row.trouble});
    EXPECT_TRUE(alert().starts_with(row.words)) << alert();
  };
  says(What::kUnlock, {Trouble::kWrongPassphrase, "This passphrase does not open what is kept"},
       Keyring::kLocked);
  says(What::kPrepare, {Trouble::kPassphraseShort, "Use at least 12 characters for the passphrase"},
       Keyring::kNone);
  says(What::kPrepare, {Trouble::kPassphrasesDiffer, "The two passphrases are not the same"}, Keyring::kNone);
  says(What::kForget, {Trouble::kNotForgotten, "The appliance did not answer, so it may still keep"},
       Keyring::kNone);
  says(What::kForget, {Trouble::kNone, ""}, Keyring::kNone);
  EXPECT_EQ(alert(), "");
}

TEST_F(DialogTest, WhatWasNotKeptIsSaidBesideWhatTheClientMayDo) {
  for (const auto& [place, value, trouble, words] :
       {std::tuple{Place::kDevice, "device", Trouble::kNotKept,
                   "This browser did not store it: the API client is in this tab only."},
        std::tuple{Place::kAppliance, "appliance", Trouble::kNotKeptByAppliance,
                   "The appliance did not take the password; it stays in this tab's memory."}}) {
    model_ = Model();
    say(ServersOffered{{{.id = "us", .name = "North America"}}});
    told({.keyring = Keyring::kOpen, .appliance = Appliance::kThere});
    fill_in();
    use("combobox", "Keep the password in", value);
    use("button", "Authenticate");
    EXPECT_EQ(
        say(Answered{{.status = 200, .failure = {}, .body = R"({"expires_in":600})"}}),
        (Effects{AskVault{.what = What::kKeep, .client_id = "client-1", .server_id = "us", .place = place}}));
    told({.keyring = Keyring::kOpen, .done = What::kKeep, .trouble = trouble});
    EXPECT_EQ(alert(), words);
    EXPECT_TRUE(has("status", "Casebook and pivot menu work fully with this API client."));
    EXPECT_EQ(use("button", "Continue"), (Effects{effects::CloseSurface{effects::Surface::kSignIn}}));
  }
}

TEST_F(DialogTest, AClientThatIsNoLongerTakenIsNamedAndAnotherOneCanBeChosen) {
  const Client mine = client("client-abcd", Place::kTab), other = client("client-efgh", Place::kTab);
  told({.clients = {mine, other}});
  use("button", "…abcd · North America");
  say(Answered{{.status = 200, .failure = {}, .body = R"({"expires_in":600})"}});
  say(Answered{{.status = 400, .failure = {}, .body = R"({"error":"wrong_client_creds"})"}});
  EXPECT_TRUE(alert().starts_with("Threat Response no longer accepts the API client …abcd:")) << alert();
  EXPECT_EQ(use("button", "…efgh · North America"), (Effects{effects::SignIn{"client-efgh", "us", true}}));
  EXPECT_EQ(alert(), "");
}

TEST_F(DialogTest, WhatCannotBeReadAnyMoreIsSaid) {
  told({.keyring = Keyring::kDamaged});
  EXPECT_TRUE(alert().starts_with("What was kept on this device cannot be read any more")) << alert();
  told({.appliance = Appliance::kDamaged});
  EXPECT_TRUE(alert().starts_with("The appliance can no longer open some of what it kept")) << alert();
}

TEST_F(DialogTest, EveryPlaceIsOfferedOrSaysWhyNot) {
  const auto labels = [&] {
    std::vector<std::string> all;
    for (const auto& option : find("combobox", "Keep the password in")->options)
      all.push_back((option.disabled ? "off: " : "") + option.label);
    return all;
  };
  using Labels = std::vector<std::string>;
  EXPECT_EQ(labels(), (Labels{"This tab", "This device, with a passphrase"}));
  told({.keyring = Keyring::kUnavailable, .appliance = Appliance::kUnavailable});
  EXPECT_EQ(labels(), (Labels{"off: This appliance – it does not answer", "This tab",
                              "off: This device, with a passphrase – this browser stores nothing here"}));
  told({.appliance = Appliance::kThere});
  EXPECT_EQ(labels()[0], "This appliance");
  use("combobox", "Keep the password in", "nowhere");
  EXPECT_EQ(find("combobox", "Keep the password in")->value, "tab") << "which keeps it shortest";
}

TEST_F(DialogTest, AClientSaysWhereItIsKeptAndSinceWhen) {
  told({.clients = {client("abc", Place::kTab, 100 * kDay - 59),
                    client("x-abcd", Place::kDevice, 97 * kDay),
                    {.name = {"y-caf\xC3\xA9"
                              "123",
                              "gone"},
                     .place = Place::kAppliance,
                     .added = 0}}});
  ASSERT_TRUE(has("button", "abc · North America")) << "short enough to be shown whole";
  EXPECT_EQ(find("button", "abc · North America")->description, "This tab · new");
  EXPECT_EQ(find("button", "…abcd · North America")->description, "This device · 3\u00a0d old");
  ASSERT_TRUE(has("button",
                  "…\xC3\xA9"
                  "123 · gone"))
      << "whole characters, and the id of a server that is not offered any more";
  EXPECT_EQ(find("button",
                 "…\xC3\xA9"
                 "123 · gone")
                ->description,
            "This appliance · 100\u00a0d old");
}

TEST_F(DialogTest, WhatIsMissingIsSaidUnderItsFieldOnceItWasTried) {
  use("combobox", "Keep the password in", "device");
  EXPECT_EQ(find("textbox", "Client ID")->description, "");
  use("button", "Authenticate");
  EXPECT_EQ(find("textbox", "Client ID")->description, "Enter the client ID.");
  EXPECT_EQ(find("password", "Client Password")->description, "Enter the client password.");
  EXPECT_EQ(find("password", "New passphrase")->description, "Enter the passphrase.");
  EXPECT_EQ(find("password", "Repeat the passphrase")->description, "Enter the passphrase.");
  fill_in();
  use("password", "New passphrase", "1");
  EXPECT_EQ(use("button", "Authenticate"), Effects{}) << "not before it is repeated";
  use("password", "Repeat the passphrase", "1");
  EXPECT_EQ(use("button", "Authenticate"), (Effects{AskVault{.what = What::kPrepare}}));
  EXPECT_TRUE(has("status", "Working with the passphrase…"));
}

TEST_F(DialogTest, OfALockedDeviceAnotherClientCanBeUsedOrAllBeForgotten) {
  told({.keyring = Keyring::kLocked});
  use("button", "Forget what this device keeps…");
  EXPECT_TRUE(has("dialog", "Forget the API clients on this device?"));
  use("button", "Forget");
  EXPECT_FALSE(has("dialog", "Forget the API clients on this device?"));
  use("button", "Use another API client");
  EXPECT_TRUE(has("textbox", "Client ID"));
  use("combobox", "Keep the password in", "device");
  EXPECT_TRUE(has("password", "Passphrase")) << "the one there is, once";
  EXPECT_FALSE(has("password", "Repeat the passphrase"));
}

TEST_F(DialogTest, ALockedDeviceIsUnlockedAndWorksMeanwhile) {
  told({.keyring = Keyring::kLocked});
  EXPECT_EQ(use("button", "Unlock"), Effects{});
  EXPECT_EQ(find("password", "Passphrase")->description, "Enter the passphrase.");
  use("password", "Passphrase", "1");
  EXPECT_EQ(use("button", "Unlock"), (Effects{AskVault{.what = What::kUnlock}}));
  EXPECT_TRUE(find("button", "Unlock")->disabled);
  EXPECT_EQ(say(UnlockPressed{}), Effects{}) << "once";
}

TEST_F(DialogTest, WhatAClientMayDoIsSaidForEachPartOfTheWidgets) {
  for (const auto& [scopes, words] :
       {std::pair{"casebook private-intel inspect:read enrich:read response",
                  "Casebook and pivot menu work fully with this API client."},
        std::pair{"enrich:read response",
                  "Only the pivot menu works with this API client. It lacks: Casebook"},
        std::pair{"inspect:read",
                  "Neither the casebook nor all of the pivot menu works with this API client."},
        std::pair{
            "casebook private-intel enrich:read response",
            "Casebook and pivot menu work with this API client, but not all of them. It lacks: Inspect."}}) {
    model_ = Model();
    say(ServersOffered{{{.id = "us", .name = "North America"}}});
    told({.clients = {client("client-abcd", Place::kTab)}});
    use("button", "…abcd · North America");
    say(Answered{{.status = 200,
                  .failure = {},
                  .body = R"({"expires_in":600,"scope":")" + std::string(scopes) + "\"}"}});
    EXPECT_TRUE(std::ranges::any_of(items_, [&](const Item& item) { return item.name.starts_with(words); }))
        << words;
  }
}

TEST_F(DialogTest, SignsOutHereOrInAllTabs) {
  for (const bool everywhere : {false, true}) {
    told({.clients = {client("client-abcd", Place::kTab)}});
    use("button", "…abcd · North America");
    say(Answered{{.status = 200, .failure = {}, .body = R"({"expires_in":600})"}});
    const Effects effects = use("button", everywhere ? "Sign out in all tabs" : "Sign out");
    ASSERT_EQ(effects.size(), 2U);
    EXPECT_EQ(effects[1],
              effects::Effect(AskVault{.what = everywhere ? What::kSignOutEverywhere : What::kSignOut}));
    EXPECT_FALSE(has("button", "Sign out"));
  }
}

TEST_F(DialogTest, NothingIsStartedBesideWhatIsUnderWay) {
  const Client kept = client("client-abcd", Place::kDevice);
  told({.keyring = Keyring::kOpen, .clients = {kept}});
  fill_in();
  use("button", "Authenticate");
  EXPECT_TRUE(has("status", "Checking with Threat Response…"));
  for (const Message& press :
       {Message(ClientChosen{kept.name}), Message(ForgetPressed{kept}), Message(ForgetDevicePressed{})}) {
    EXPECT_EQ(say(press), Effects{});
    EXPECT_EQ(std::ranges::count(items_, std::string_view("dialog"), &Item::role), 0);
  }
  EXPECT_TRUE(find("button", "Forget …abcd…")->disabled);
}

TEST_F(DialogTest, OnANarrowSurfaceTheButtonsStandOverEachOther) {
  frame_.width = 170;
  fill_in();
  use("button", "Authenticate");
  const Item *cancel = find("button", "Cancel"), *authenticate = find("button", "Authenticate");
  EXPECT_GE(authenticate->area.y, cancel->area.y + cancel->area.height);
  EXPECT_LE(find("status", "Checking with Threat Response…")->area.y, cancel->area.y) << "over both";
}

TEST_F(DialogTest, AQuestionIsAnsweredWithNoAndNothingIsForgotten) {
  told({.clients = {client("client-abcd", Place::kTab)}});
  use("button", "Forget …abcd…");
  const auto in_dialog =
      std::find_if(items_.rbegin(), items_.rend(), [](const Item& item) { return item.name == "Cancel"; });
  ASSERT_NE(in_dialog, items_.rend());
  EXPECT_EQ(say(*said_.message(in_dialog->id, "")), Effects{});
  EXPECT_FALSE(has("dialog", "Forget the API client …abcd?"));
  EXPECT_EQ(say(ForgetConfirmed{}), Effects{}) << "of what is not asked any more";
}

}  // namespace
}  // namespace sign_in
