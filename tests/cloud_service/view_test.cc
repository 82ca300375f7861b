#include "cloud_service/view.h"

#include <algorithm>
#include <set>

#include "../kit/frame.h"
#include "answers.h"

namespace cloud_service {
namespace {

using enum messages::Language;

class CloudServiceView : public kit::FrameTest {
 protected:
  CloudServiceView() : FrameTest(1000, 1400) {}

  void show(const Settings& settings) {
    kit::Surface on = surface();
    said_ = draw(on, settings);
    height_ = on.content_height();
    items_ = on.take_items();
  }
  const kit::Item* find(std::string_view role, std::string_view name) const {
    const auto found = std::ranges::find_if(
        items_, [&](const kit::Item& item) { return item.role == role && item.name.contains(name); });
    return found == items_.end() ? nullptr : &*found;
  }
  bool has(std::string_view role, std::string_view name) const { return find(role, name) != nullptr; }
  void press(std::string_view role, std::string_view name, Settings& settings, const std::string& text = "") {
    const kit::Item* item = find(role, name);
    ASSERT_NE(item, nullptr) << name;
    const auto message = said_.message(item->id, text);
    ASSERT_TRUE(message.has_value()) << name;
    effects_ = update(settings, *message);
  }
  // Presses it in what is shown next.
  void use(Settings& settings, std::string_view role, std::string_view name, const std::string& text = "") {
    show(settings);
    press(role, name, settings, text);
    show(settings);
  }

  kit::Said<Message> said_;
  std::vector<kit::Item> items_;
  std::vector<Effect> effects_;  // of the last press
  float height_ = 0;
};

struct Shown {
  State (*make)();
  const char* status;
  bool registers, deregisters;
};

TEST_F(CloudServiceView, EachSituationShowsItsStatusAndWhatTheRulesOffer) {  // A.6, last column
  const Shown all[] = {{off, "Disabled", false, false},
                       {not_committed, "Disabled: enabling it waits for its commit", false, false},
                       {ready, "Enabled, not registered with AMERICAS yet", true, false},
                       {registering, "Registering with AMERICAS: connecting", false, false},
                       {registered, "Registered with AMERICAS", false, true},
                       {deregistering, "Deregistering from AMERICAS", false, false},
                       {failed, "Not registered: registering with AMERICAS failed", true, false},
                       {off_registered, "Disabled, but still registered with AMERICAS", false, true}};
  for (const Shown& one : all) {
    show(showing(one.make()));
    EXPECT_TRUE(has("status", one.status)) << one.status;
    EXPECT_EQ(has("password", "Registration Token"), one.registers) << one.status;
    EXPECT_EQ(has("button", "Register"), one.registers) << one.status;
    EXPECT_EQ(has("button", "Deregister"), one.deregisters) << one.status;
    EXPECT_TRUE(has("button", "Edit Settings")) << one.status;
  }
}

TEST_F(CloudServiceView, EverythingIsDrawnInEveryLanguageAndWidthWithItsOwnWords) {
  for (const auto make :
       {off, not_committed, ready, registering, registered, deregistering, failed, off_registered})
    for (const Section section : {Section::kConnection, Section::kSteps, Section::kData, Section::kChanges})
      for (const float width : {380.0F, 1000.0F}) {
        Settings settings = showing(make());
        settings.section = section;
        settings.portal = "https://service.example";
        settings.answer->log = {
            {.when = kNow, .who = "admin", .via = "page", .what = "committed", .comment = "why"}};
        frame_.width = width;
        std::set<std::multiset<std::string>> all;
        for (const auto language : {kEnglish, kGerman, kJapanese, kArabic}) {
          frame_.language = language;
          show(settings);
          std::multiset<std::string> names;
          for (const kit::Item& item : items_) {
            names.insert(item.name);
            EXPECT_LE(item.area.x + item.area.width, width) << item.name;
            EXPECT_GE(item.area.x, 0) << item.name;
            EXPECT_LE(item.area.y + item.area.height, height_) << item.name;
            EXPECT_FALSE(item.name.contains('{')) << item.name;
          }
          all.insert(names);
        }
        EXPECT_EQ(all.size(), 4u);
      }
}

TEST_F(CloudServiceView, IdsAreUnlikeEachOther) {
  Settings settings = showing(registered());
  update(settings, DeregisterPressed{});
  show(settings);
  std::set<kit::ItemId> ids;
  for (const kit::Item& item : items_)
    EXPECT_TRUE(ids.insert(item.id).second) << item.role << ' ' << item.name;
}

TEST_F(CloudServiceView, WhatWaitsSaysWhoWhenAndWhatItChanges) {  // TRC-03
  show(showing(not_committed()));
  EXPECT_TRUE(has("heading", "Changes wait for their commit"));
  EXPECT_TRUE(has("text", "By admin, "));
  EXPECT_TRUE(has("text", "Threat Response: Enabled, was Disabled"));
  EXPECT_TRUE(has("textarea", "Comment (optional)"));
  EXPECT_TRUE(has("button", "Commit Changes"));
  EXPECT_TRUE(has("button", "Abandon Changes"));
}

TEST_F(CloudServiceView, AsiaPacificIsThereAndCannotBeChosen) {  // INT-08
  Settings settings = showing(off());
  update(settings, EditPressed{});
  show(settings);
  const kit::Item* server = find("combobox", "Threat Response Server");
  ASSERT_NE(server, nullptr);
  ASSERT_EQ(server->options.size(), 3u);
  EXPECT_EQ(server->options[0].label, "EUROPE");
  EXPECT_TRUE(server->options[2].disabled);
  EXPECT_TRUE(server->options[2].label.contains("not supported"));
}

TEST_F(CloudServiceView, AnotherServerWhileRegisteredNamesTheStepToTakeBefore) {  // INT-22
  Settings settings = showing(registered());
  update(settings, EditPressed{});
  update(settings, ServerPicked{.number = 2});
  show(settings);
  EXPECT_TRUE(has("text", "deregister it, then commit the other server"));
}

TEST_F(CloudServiceView, AFailureSaysWhyAndTheTokenCanBeGivenAgain) {
  show(showing(failed()));
  EXPECT_TRUE(has("alert", "The token has expired: make a new one"));
  EXPECT_TRUE(has("text", "failed, "));
  const kit::Item* token = find("password", "Registration Token");
  ASSERT_NE(token, nullptr);
  EXPECT_STREQ(token->secret, "token");
  EXPECT_EQ(token->value, "");
}

TEST_F(CloudServiceView, BeforeTheFirstContactItIsNotReady) {  // INT-14
  show(showing(ready()));
  EXPECT_TRUE(has("status", "Not ready yet: the first contact with AMERICAS"));
  State contacted = ready();
  ASSERT_TRUE(advance(contacted, Contacted{.server = 3}, kNow + 1000));
  show(showing(contacted));
  EXPECT_FALSE(has("status", "Not ready yet"));
}

TEST_F(CloudServiceView, AnExchangeThatCannotBeReachedIsSaidBeforeAndAfterRegistering) {  // D-11
  for (State state : {ready(), registered()}) {
    ASSERT_TRUE(advance(state, ContactFailed{.reason = Reason::kNameResolution, .server = 3}, kNow + 9000));
    show(showing(state));
    EXPECT_TRUE(has("alert", "The name api-sse.cisco.com cannot be resolved"));
    EXPECT_TRUE(has("text", "Last attempt"));
  }
}

TEST_F(CloudServiceView, WhatTheApplianceRefusesIsSaidInTheLanguageOfThePage) {
  Settings settings = showing(not_committed());
  frame_.language = kGerman;
  for (const auto& [code, words] : std::initializer_list<std::pair<const char*, const char*>>{
           {"registering", "Eine Registrierung läuft"},
           {"comment_too_long", "Der Kommentar ist zu lang"},
           {"unheard_of", "In English."}}) {
    update(settings, CommitPressed{});
    update(settings, refusal(Ask::kCommit, code));
    show(settings);
    EXPECT_TRUE(has("alert", words)) << code;
    update(settings, reply(Ask::kRead, not_committed()));
  }
}

TEST_F(CloudServiceView, ACertificateThatEndsIsWarnedOf) {  // D-11
  const std::pair<Instant, const char*> all[] = {{31 * kDay, ""},
                                                 {29 * kDay, "in less than 30 days"},
                                                 {6 * kDay, "in less than 7 days"},
                                                 {kDay / 2, "in less than a day"},
                                                 {-kDay, "The certificate ended on"}};
  for (const auto& [left, words] : all) {
    State state = registered();
    state.health.certificate_ends = kNow + 5000 + left;
    show(showing(state));
    EXPECT_EQ(has("alert", "he certificate end"), *words != '\0') << words;
    EXPECT_TRUE(*words == '\0' || has("alert", words)) << words;
  }
}

TEST_F(CloudServiceView, AClockThatIsWrongIsWarnedOf) {
  State state = registered();
  ASSERT_TRUE(advance(state, Contacted{.clock_offset = -61'000, .server = 3}, kNow));
  show(showing(state));
  EXPECT_TRUE(has("alert", "differs from the service's by more than 60 seconds"));
  EXPECT_TRUE(has("text", "61 s behind the service"));
}

TEST_F(CloudServiceView, HostsOfTheServerInTheFormAreShownWithPortAndReason) {  // PRE-04 to PRE-07
  Settings settings = showing(off());
  show(settings);
  EXPECT_TRUE(has("text", "api-sse.cisco.com"));
  update(settings, EditPressed{});
  update(settings, ServerPicked{.number = 2});
  show(settings);
  EXPECT_TRUE(has("text", "api.eu.sse.itd.cisco.com"));
  EXPECT_TRUE(has("text", "est.sco.cisco.com"));
  EXPECT_TRUE(has("text", "port 443"));
  const kit::Item* test = find("button", "Test Connection");
  ASSERT_NE(test, nullptr);
  EXPECT_TRUE(test->disabled) << "the appliance tries what is submitted alone";
  EXPECT_TRUE(test->description.contains("Submit this server first"));
}

TEST_F(CloudServiceView, TheQuestionBeforeDeregisteringNamesWhatItMeans) {
  Settings settings = showing(registered());
  show(settings);
  press("button", "Deregister", settings);
  show(settings);
  EXPECT_TRUE(has("dialog", "Deregister this appliance?"));
  EXPECT_TRUE(has("text", "AMERICAS gets no answers from this appliance any more"));
  press("button", "Keep Registered", settings);
  EXPECT_FALSE(settings.confirming);
}

TEST_F(CloudServiceView, WhoMayNotAdministerReadsWhyControlsAreOff) {
  show(showing(not_committed(), false));
  EXPECT_TRUE(has("text", "Only an administrator may change these settings."));
  for (const char* name : {"Edit Settings", "Commit Changes", "Abandon Changes"}) {
    ASSERT_TRUE(has("button", name));
    EXPECT_TRUE(find("button", name)->disabled) << name;
    EXPECT_EQ(find("button", name)->description, "Only an administrator may change these settings.");
  }
}

TEST_F(CloudServiceView, LoadingUnreachableAndEndedHaveTheirPlaces) {
  Settings settings;
  show(settings);
  EXPECT_TRUE(has("status", "Asking the appliance for its settings."));
  update(settings, Opened{});
  update(settings, Replied{.ask = Ask::kRead, .status = 0, .body = {}});
  show(settings);
  EXPECT_TRUE(has("alert", "The appliance does not answer"));
  press("button", "Try Again", settings);
  EXPECT_TRUE(settings.reading);
  update(settings, Replied{.ask = Ask::kRead, .status = 401, .body = {}});
  show(settings);
  EXPECT_TRUE(has("alert", "Your session has ended: log in again."));
}

TEST_F(CloudServiceView, TheChecklistIsTickedByWhatIsKnown) {  // INT-15 to INT-21
  State state = registered();
  Settings settings = showing(state);
  settings.section = Section::kSteps;
  settings.portal = "https://service.example";
  const auto count = [&](std::string_view words) {
    return std::ranges::count_if(items_, [&](const kit::Item& item) { return item.name == words; });
  };
  const auto before = [&] {
    show(settings);
    return count("still to do");
  };
  EXPECT_EQ(before(), 2);
  ASSERT_NE(find("link", "Modules page with beta modules"), nullptr);
  EXPECT_EQ(find("link", "Modules page with beta modules")->href,
            "https://service.example/settings/modules?beta-modules=1");
  ASSERT_TRUE(advance(settings.answer->state, Contacted{.is_module = true, .server = 3}, kNow));
  EXPECT_EQ(before(), 0);
}

TEST_F(CloudServiceView, TheLogShowsWhoDidWhatByWhatAndWhatFor) {
  Settings settings = showing(ready());
  settings.section = Section::kChanges;
  show(settings);
  EXPECT_TRUE(has("status", "No changes yet."));
  settings.answer->log = {{.when = kNow,
                           .who = "eve",
                           .via = "command",
                           .what = "registration_failed",
                           .detail = "token_expired"},
                          {.when = kNow, .who = "", .via = "appliance", .what = "certificate_renewed"},
                          {.when = kNow,
                           .who = "<b>",
                           .via = "page",
                           .what = "unheard_of",
                           .detail = "EUROPE",
                           .comment = "for a test"}};
  show(settings);
  EXPECT_TRUE(has("text", "Registration failed: The token has expired"));
  EXPECT_TRUE(has("text", "eve, by a command"));
  EXPECT_TRUE(has("text", "the appliance itself"));
  EXPECT_TRUE(has("text", "unheard_of: EUROPE"));
  EXPECT_TRUE(has("text", "<b>, on the page"));
  EXPECT_TRUE(has("text", "Comment: for a test"));
}

TEST_F(CloudServiceView, TheSettingsAreFilledInSubmittedAndCommittedThroughTheItems) {
  Settings settings = showing(off());
  use(settings, "button", "Edit Settings");
  use(settings, "checkbox", "Enable", "1");
  use(settings, "combobox", "Threat Response Server", "2");
  use(settings, "button", "Submit");
  ASSERT_NE(find_effect<StartCall>(effects_), nullptr);
  EXPECT_EQ(find_effect<StartCall>(effects_)->configuration, (Configuration{.enabled = true, .server = 2}));
  EXPECT_TRUE(has("status", "Submitting the settings."));
  EXPECT_TRUE(find("button", "Cancel")->disabled) << "it is under way";
  State other = not_committed();
  other.pending->configuration.server = 2;
  update(settings, reply(Ask::kSubmit, other));
  show(settings);
  EXPECT_TRUE(has("status", "Submitted: commit the changes to make them take effect."));
  EXPECT_TRUE(has("text", "Threat Response Server: EUROPE, was AMERICAS"));
  use(settings, "textarea", "Comment (optional)", "for the pilot");
  EXPECT_EQ(find("textarea", "Comment (optional)")->value, "for the pilot");
  use(settings, "button", "Commit Changes");
  EXPECT_TRUE(has("status", "Committing the changes."));
  update(settings, reply(Ask::kCommit, ready()));
  show(settings);
  EXPECT_TRUE(has("status", "The changes are committed."));
}

TEST_F(CloudServiceView, AFormIsLeftWithoutASubmitAndOneThatChangesNothingSaysSo) {
  Settings settings = showing(off());
  use(settings, "button", "Edit Settings");
  use(settings, "button", "Cancel");
  EXPECT_FALSE(has("combobox", "Threat Response Server"));
  use(settings, "button", "Edit Settings");
  use(settings, "button", "Submit");
  update(settings, reply(Ask::kSubmit, off()));
  show(settings);
  EXPECT_TRUE(has("status", "Nothing to commit: these are the settings that hold."));
}

TEST_F(CloudServiceView, WhatWaitsIsAbandoned) {
  Settings settings = showing(not_committed());
  use(settings, "button", "Abandon Changes");
  EXPECT_TRUE(has("status", "Abandoning the changes."));
  update(settings, reply(Ask::kAbandon, off()));
  show(settings);
  EXPECT_TRUE(has("status", "The changes are abandoned."));
  EXPECT_FALSE(has("button", "Abandon Changes"));
}

TEST_F(CloudServiceView, ATokenIsHandedOverAndEachStageIsNamed) {  // D-12
  Settings settings = showing(ready());
  use(settings, "button", "Register");
  EXPECT_EQ(find("password", "Registration Token")->description, "Enter the registration token.");
  use(settings, "password", "Registration Token", "1");
  EXPECT_EQ(find("password", "Registration Token")->description, "");
  use(settings, "button", "Register");
  EXPECT_TRUE(has("status", "Handing the token over."));
  State state = registering();
  update(settings, reply(Ask::kRegister, state, 202));
  const std::pair<Stage, const char*> stages[] = {
      {Stage::kConnector, "Registering with AMERICAS: sending the token"},
      {Stage::kToken, "Registering with AMERICAS: getting the certificate"},
      {Stage::kCertificate, "Registering with AMERICAS: waiting to be confirmed"},
      {Stage::kConfirmed, "Registered with AMERICAS"}};
  for (const auto& [stage, words] : stages) {
    ASSERT_TRUE(advance(state, StagePassed{.stage = stage}, kNow + 1000));
    update(settings, Opened{});
    update(settings, reply(Ask::kRead, state));
    show(settings);
    EXPECT_TRUE(has("status", words)) << words;
  }
}

TEST_F(CloudServiceView, DeregisteringIsAskedForAndMayFail) {
  Settings settings = showing(registered());
  use(settings, "button", "Deregister");
  const auto confirm = std::find_if(items_.rbegin(), items_.rend(),
                                    [](const kit::Item& item) { return item.name == "Deregister"; });
  ASSERT_NE(confirm, items_.rend());
  update(settings, *said_.message(confirm->id, ""));
  show(settings);
  EXPECT_TRUE(has("status", "Asking to deregister."));
  State state = deregistering();
  ASSERT_TRUE(advance(state, AttemptFailed{.reason = Reason::kTimeOut}, kNow + 9000));
  show(showing(state));
  EXPECT_TRUE(has("status", "Registered with AMERICAS"));
  EXPECT_TRUE(has("alert", "It could not be deregistered. "));
}

TEST_F(CloudServiceView, ARegistrationThatWasEndedInTheServiceIsSaidToBe) {
  State state = registered();
  ASSERT_TRUE(advance(state, ContactFailed{.reason = Reason::kCertificateRefused, .server = 3}, kNow + 9000));
  show(showing(state));
  EXPECT_TRUE(has("status", "Not registered any more: AMERICAS has ended it"));
}

TEST_F(CloudServiceView, DisabledAndStillRegisteredSaysWhatToDo) {
  show(showing(off_registered()));
  EXPECT_TRUE(
      has("alert", "Threat Response is disabled, and this appliance is still registered with AMERICAS."));
}

TEST_F(CloudServiceView, ARefusalWithoutWordsIsOneAllTheSame) {
  Settings settings = showing(not_committed());
  update(settings, CommitPressed{});
  update(settings, Replied{.ask = Ask::kCommit, .status = 500, .body = json::object({})});
  show(settings);
  EXPECT_TRUE(has("alert", "The appliance refused this, without saying why."));
}

TEST_F(CloudServiceView, EachHostSaysWhatCameOfItsTest) {  // PRE-08
  Settings settings = showing(ready());
  const auto tested = [&](const char* body) {
    use(settings, "button", "Test Connection");
    EXPECT_TRUE(has("status", "The appliance tries these hosts."));
    EXPECT_TRUE(find("button", "Test Connection")->disabled);
    update(settings, Replied{.ask = Ask::kTest, .status = 200, .body = *json::parse(body)});
    show(settings);
  };
  tested(
      R"({"hosts": [{"host": "api-sse.cisco.com", "purpose": "exchange", "reason": "none", "milliseconds": 12},
                       {"host": "est.sco.cisco.com", "purpose": "enrolment", "reason": "time_out"}]})");
  EXPECT_TRUE(has("text", "reached in 12 ms"));
  EXPECT_TRUE(has("text", "est.sco.cisco.com did not answer"));
  EXPECT_TRUE(has("status", "Some hosts were not reached."));
  tested(
      R"({"hosts": [{"host": "api-sse.cisco.com", "purpose": "exchange", "reason": "none", "milliseconds": 12},
                       {"host": "est.sco.cisco.com", "purpose": "enrolment", "reason": "none"}]})");
  EXPECT_TRUE(has("status", "All hosts were reached."));
  tested("{}");
  EXPECT_TRUE(has("status", "The connection could not be tested: try again."));
}

TEST_F(CloudServiceView, TheClockAndTheProxyAreShown) {
  State state = registered();
  show(showing(state));
  EXPECT_TRUE(has("text", "not compared yet"));
  state.proxy = "proxy.example:3128";
  ASSERT_TRUE(advance(state, Contacted{.clock_offset = 2500, .server = 3}, kNow));
  show(showing(state));
  EXPECT_TRUE(has("text", "2.5 s ahead of the service"));
  EXPECT_TRUE(has("text", "proxy.example:3128"));
  ASSERT_TRUE(advance(state, Contacted{.clock_offset = 999, .server = 3}, kNow));
  show(showing(state));
  EXPECT_TRUE(has("text", "as the service's"));
}

TEST_F(CloudServiceView, OfAClusterItIsSaidWhereTheSettingsCanBeChanged) {  // CLI-05
  State state = ready();
  state.mode = Mode::kCluster;
  show(showing(state));
  EXPECT_TRUE(find("button", "Edit Settings")->disabled);
  EXPECT_TRUE(find("button", "Edit Settings")->description.contains("machine mode"))
      << find("button", "Edit Settings")->description;
}

TEST_F(CloudServiceView, WhatIsShownIsCalledOldAndAskedForAgain) {
  Settings settings = showing(ready());
  const auto read = [&](int status, const char* body) {
    update(settings, Opened{});
    update(settings, Replied{.ask = Ask::kRead, .status = status, .body = *json::parse(body)});
    show(settings);
  };
  read(200, "[]");
  EXPECT_TRUE(has("alert", "The appliance gave an answer that this page does not understand"));
  EXPECT_TRUE(has("alert", "What is shown is from 2026-11-23 08:00 UTC."));
  use(settings, "button", "Try Again");
  EXPECT_TRUE(find("button", "Try Again")->disabled) << "it is being asked";
  update(settings, Replied{.ask = Ask::kRead, .status = 401, .body = {}});
  show(settings);
  EXPECT_TRUE(has("alert", "Your session has ended: log in again."));
  EXPECT_FALSE(has("button", "Try Again"));
  EXPECT_TRUE(find("button", "Edit Settings")->description.contains("Your session has ended"));
  EXPECT_TRUE(find("button", "Test Connection")->description.contains("Your session has ended"));
}

TEST_F(CloudServiceView, EverySectionIsReachedByItsTab) {
  Settings settings = showing(ready());
  use(settings, "tab", "Steps");
  EXPECT_TRUE(has("heading", "Before you register"));
  use(settings, "tab", "What Is Sent");
  EXPECT_TRUE(has("text", "Now: nothing is sent, because this appliance is not registered."));
  settings.answer->state = registered();
  show(settings);
  EXPECT_TRUE(has("text", "Now: the service cannot ask this appliance, because it is no module there."));
  settings.answer->state.health.is_module = true;
  show(settings);
  EXPECT_TRUE(has("text", "Now: the service can ask this appliance."));
  use(settings, "tab", "Changes");
  EXPECT_TRUE(has("status", "No changes yet."));
  use(settings, "tab", "Connection");
  EXPECT_TRUE(has("heading", "Firewall"));
}

TEST_F(CloudServiceView, AServerThatTheApplianceDoesNotKnowAnyMoreHasNoHosts) {
  State state = ready();
  state.servers.clear();
  show(showing(state));
  EXPECT_FALSE(has("button", "Test Connection"));
}

}  // namespace
}  // namespace cloud_service
