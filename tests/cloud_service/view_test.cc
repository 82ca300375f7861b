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
  void press(std::string_view role, std::string_view name, Settings& settings) {
    const kit::Item* item = find(role, name);
    ASSERT_NE(item, nullptr) << name;
    const auto message = said_.message(item->id, "");
    ASSERT_TRUE(message.has_value()) << name;
    update(settings, *message);
  }

  kit::Said<Message> said_;
  std::vector<kit::Item> items_;
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

}  // namespace
}  // namespace cloud_service
