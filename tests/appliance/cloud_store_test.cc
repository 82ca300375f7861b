#include <thread>

#include "appliance/instant.h"
#include "cloud_fixture.h"

namespace appliance {
namespace {

using cloud_service::Done;
using cloud_service::Phase;
using cloud_service::Refusal;
using cloud_service::Stage;
using cloud_service::StagePassed;

TEST(CloudStore, WhatOneProcessChangesAnotherSees) {
  CloudFixture fixture;
  fixture.not_committed();
  EXPECT_EQ(fixture.another()->state(), fixture.store().state());
  EXPECT_EQ(fixture.another()->act(cloud_service::Commit{}, {"root", "command"}), Done::kCommitted);
  EXPECT_TRUE(fixture.store().state().committed.enabled);
}

TEST(CloudStore, OfTwoWhoRegisterAtOnceOneIsRefused) {  // CSC-20
  CloudFixture fixture;
  fixture.ready();
  const auto other = fixture.another();
  std::atomic<int> done = 0, busy = 0;
  const auto registers = [&](CloudStore& store, const char* token) {
    const auto outcome = store.act(cloud_service::Register{.token = token}, {"admin", "page"});
    if (outcome)
      ++done;
    else if (outcome.error().refusal == Refusal::kRegistering)
      ++busy;
  };
  std::thread first([&] { registers(fixture.store(), "first"); }),
      second([&] { registers(*other, "second"); });
  first.join();
  second.join();
  EXPECT_EQ(done, 1);
  EXPECT_EQ(busy, 1);
}

TEST(CloudStore, ATransitionHasOneHolderAndIsTakenOverWhenThatHasBeenKilled) {
  CloudFixture fixture;
  fixture.registering();
  const std::string mine = lease_owner(), another = lease_owner();
  EXPECT_TRUE(fixture.store().claim(mine).has_value());
  EXPECT_FALSE(fixture.store().claim(another).has_value());
  EXPECT_TRUE(fixture.store().claim(mine).has_value()) << "its holder goes on";
  EXPECT_TRUE(fixture.store().is_held_by_another(another));
  fixture.store().release(mine);
  EXPECT_FALSE(fixture.store().is_held_by_another(another));
  // A process that cannot be: the largest number plus one is never given out.
  EXPECT_TRUE(fixture.store().claim("4194305 gone").has_value());
  EXPECT_TRUE(fixture.store().claim(another).has_value());
}

TEST(CloudStore, ALeaseThatHasEndedIsAnybodys) {
  CloudFixture fixture;
  fixture.registering();
  EXPECT_TRUE(fixture.store().claim(lease_owner()).has_value());
  set_clock_ahead(CloudStore::kLease.count() + 1);
  EXPECT_TRUE(fixture.store().claim(lease_owner()).has_value());
  set_clock_ahead(0);
}

TEST(CloudStore, ACommandLeavesTheServerItsTurn) {
  CloudFixture fixture;
  fixture.registering();
  constexpr std::chrono::milliseconds kGrace{60'000};
  EXPECT_FALSE(fixture.store().claim(lease_owner(), kGrace).has_value());
  set_clock_ahead(kGrace.count() + 1);
  EXPECT_TRUE(fixture.store().claim(lease_owner(), kGrace).has_value());
  set_clock_ahead(0);
}

TEST(CloudStore, NothingUnderWayIsNothingToCarryOn) {
  CloudFixture fixture;
  fixture.registered();
  EXPECT_FALSE(fixture.store().claim(lease_owner()).has_value());
}

TEST(CloudStore, TheTokenEndsWithTheAttempt) {
  CloudFixture fixture;
  fixture.registering();
  EXPECT_FALSE(fixture.store().keys().token.empty());
  const std::string attempt = fixture.store().keys().attempt;
  fixture.tell(cloud_service::AttemptFailed{.reason = cloud_service::Reason::kTokenUsed});
  EXPECT_TRUE(fixture.store().keys().token.empty());
  EXPECT_NE(fixture.store().keys().attempt, attempt);
}

TEST(CloudStore, WhatComesLateOfAnEarlierAttemptChangesNothing) {
  CloudFixture fixture;
  fixture.registering();
  const CloudKeys earlier = fixture.store().keys();
  fixture.tell(cloud_service::AttemptFailed{.reason = cloud_service::Reason::kTimeOut});
  fixture.act(cloud_service::Register{.token = "another"});
  EXPECT_FALSE(fixture.store().report(StagePassed{.stage = Stage::kConnector}, earlier));
  EXPECT_FALSE(fixture.store().report(
      cloud_service::ContactFailed{.reason = cloud_service::Reason::kCertificateRefused, .server = 3},
      earlier));
  EXPECT_EQ(fixture.store().keys().token, "another");
}

TEST(CloudStore, WhoHasLostTheLeaseCannotFailWhatAnotherGoesOnWith) {
  CloudFixture fixture;
  fixture.registering();
  const auto slow = fixture.store().claim("4194305 slow");
  ASSERT_TRUE(slow.has_value());
  const std::string other = lease_owner();
  ASSERT_TRUE(fixture.store().claim(other).has_value());
  const cloud_service::AttemptFailed late{.reason = cloud_service::Reason::kUnreachable};
  EXPECT_FALSE(fixture.store().report(late, slow->keys, "4194305 slow"));
  EXPECT_TRUE(fixture.store().report(StagePassed{.stage = Stage::kConnector}, slow->keys, other));
  EXPECT_EQ(fixture.store().state().registration.phase, Phase::kRegistering);
}

TEST(CloudStore, AServerThatIsOfferedNoMoreStaysWhileTheApplianceIsRegisteredWithIt) {
  CloudFixture fixture;
  fixture.registered();
  CloudSetup setup;
  setup.servers = {{.number = 7, .region = "HOME", .host = "exchange.example", .enrolment = "est.example"}};
  ASSERT_TRUE(fixture.store().set_up(setup).has_value());
  EXPECT_EQ(fixture.store().state().committed.server, 3);
  EXPECT_EQ(find_server(fixture.store().state().servers, 3)->region, "AMERICAS");
}

TEST(CloudStore, ARegisteredApplianceJoinsNoClusterBeforeItIsDeregistered) {  // D-15
  CloudFixture fixture;
  fixture.registered();
  CloudSetup setup;
  setup.mode = cloud_service::Mode::kCluster;
  const auto refused = fixture.store().set_up(setup);
  ASSERT_FALSE(refused.has_value());
  EXPECT_TRUE(refused.error().starts_with(
      "This appliance is registered with AMERICAS: deregister it before it joins a cluster"))
      << refused.error();
  EXPECT_EQ(fixture.store().state().mode, cloud_service::Mode::kMachine);
  fixture.act(cloud_service::Deregister{.confirmed = true});
  fixture.tell(cloud_service::Deregistered{});
  ASSERT_TRUE(fixture.store().set_up(setup).has_value());
  EXPECT_EQ(fixture.store().state().mode, cloud_service::Mode::kCluster);
}

TEST(Shell, RemembersCommandsAndNoTokens) {
  CloudFixture fixture;
  fixture.ready();
  const shell::Shell shell = fixture.shell();
  EXPECT_TRUE(shell.is_worth_remembering("showconfig"));
  EXPECT_TRUE(shell.is_worth_remembering("ThreatResponseConfig enable"));
  for (const char* line : {"", "cloudserviceconfig register abc", "CLOUDSERVICECONFIG REGISTER abc",
                           "cloudservicecfg register abc", "a91f0kq27c3de8x54b6m1t09ch7e2r85d3n6"})
    EXPECT_FALSE(shell.is_worth_remembering(line)) << line;
}

TEST(CloudStore, ARestartFindsTheStageThatWasReached) {
  CloudFixture fixture;
  fixture.registering();
  fixture.tell(StagePassed{.stage = Stage::kConnector});
  const auto work = fixture.another()->claim(lease_owner());
  ASSERT_TRUE(work.has_value());
  EXPECT_EQ(cloud_service::next_stage(work->state.registration), Stage::kToken);
  EXPECT_EQ(work->keys.token, "a91f0kq27c3de8x54b6m1t09ch7e2r85d3n6");
}

TEST(CloudStore, TheLogTellsWhoDidWhatAndWhatCameOfIt) {
  CloudFixture fixture;
  fixture.registered();
  EXPECT_EQ(fixture.store().act(cloud_service::ChooseServer{.number = 2}, {"root", "command"}),
            Done::kServerChosen);
  EXPECT_FALSE(fixture.store().act(cloud_service::Commit{}, {"root", "command"}).has_value());
  std::vector<std::string> told;
  for (const CloudLogEntry& entry : fixture.store().account(10).log)
    told.push_back(entry.who + '|' + entry.via + '|' + entry.what + '|' + entry.detail);
  EXPECT_EQ(told,
            (std::vector<std::string>{"root|command|server_chosen|EUROPE", "|appliance|registered|AMERICAS",
                                      "admin|page|registering|AMERICAS", "admin|page|committed|AMERICAS",
                                      "admin|page|enabled|"}));
}

TEST(CloudStore, AStateThatHasJustChangedStandsBesideTheEntryThatTellsOfIt) {
  CloudFixture fixture;
  const auto other = fixture.another();
  std::atomic<bool> ended = false;
  std::thread changes([&] {
    for (int times = 0; times < 100; ++times) {
      EXPECT_TRUE(other->act(cloud_service::Enable{}, {"root", "command"}).has_value());
      EXPECT_TRUE(other->act(cloud_service::Abandon{}, {"root", "command"}).has_value());
    }
    ended = true;
  });
  while (!ended) {
    const CloudStore::Account account = fixture.store().account(1);
    if (account.log.empty()) continue;
    EXPECT_EQ(account.log.front().what, account.state.pending ? "enabled" : "abandoned");
  }
  changes.join();
}

TEST(CloudStore, AServerThatIsOfferedNoMoreIsNotWaitedFor) {
  CloudFixture fixture;
  CloudSetup setup;
  setup.servers = {{.number = 7, .region = "HOME", .host = "exchange.example", .enrolment = "est.example"}};
  ASSERT_TRUE(fixture.store().set_up(setup).has_value());
  EXPECT_EQ(fixture.store().state().committed.server, 7);
  EXPECT_EQ(fixture.another()->setup().servers, setup.servers);
}

TEST(CloudStore, AFolderThatIsNotThereIsSaidToBe) {
  const auto store = CloudStore::open("/nonexistent/folder");
  ASSERT_FALSE(store.has_value());
  EXPECT_TRUE(store.error().contains("/nonexistent/folder/cloud-service.db")) << store.error();
}

TEST(CloudSetup, IsReadWhole) {
  CloudSetup setup;
  setup.proxy = "proxy.example:3128";
  setup.mode = cloud_service::Mode::kCluster;
  setup.port = 8443;
  const auto back = read_cloud_setup(write(setup));
  ASSERT_TRUE(back.has_value()) << back.error();
  EXPECT_EQ(json::dump(write(*back)), json::dump(write(setup)));
}

TEST(CloudSetup, WhatMakesNoSenseIsRefused) {
  for (const char* text :
       {"[]", R"({"no":1})", R"({"mode":"solo"})", R"({"proxy":"nowhere"})", R"({"port":0})",
        R"({"servers":[]})", R"({"servers":[{"number":2,"region":"EUROPE"}]})",
        R"({"appliance":"two words"})"}) {
    const auto parsed = json::parse(text);
    ASSERT_TRUE(parsed.has_value());
    EXPECT_FALSE(read_cloud_setup(*parsed).has_value()) << text;
  }
}

}  // namespace
}  // namespace appliance
