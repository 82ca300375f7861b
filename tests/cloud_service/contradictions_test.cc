// The contradictions of the guide that are rules (A.13), decided as written there. Those that are wording of
// the commands or of the pages are tests of theirs.
#include "states.h"

namespace cloud_service {
namespace {

TEST(Contradictions, No1RegisteringNeedsNoCommitAndTheServerDoes) {  // CSC-05
  State state = registering();
  EXPECT_FALSE(state.pending.has_value());
  state = ready();
  do_act(state, ChooseServer{.number = 2});
  EXPECT_EQ(state.committed.server, 3);
  EXPECT_TRUE(state.pending.has_value());
}

TEST(Contradictions, No2AnotherServerIsStagedWhileRegisteredAndRefusedAtCommit) {  // CSC-16, INT-22, INT-23
  State state = registered();
  do_act(state, ChooseServer{.number = 2});
  EXPECT_EQ(refusal_of(state, Commit{}), Refusal::kServerWhileRegistered);
  do_act(state, Deregister{.confirmed = true});
  EXPECT_EQ(refusal_of(state, Commit{}), Refusal::kServerWhileBusy);
  EXPECT_TRUE(advance(state, Deregistered{}, kNow));
  do_act(state, Commit{});
  EXPECT_EQ(state.committed.server, 2);
}

TEST(Contradictions, No3Number1CannotBeChosenAndTheOthersKeepTheirs) {  // CSC-14
  const State state = ready();
  EXPECT_EQ(refusal_of(state, ChooseServer{.number = 1}), Refusal::kServerUnsupported);
  EXPECT_EQ(find_server(state.servers, 2)->region, "EUROPE");
  EXPECT_EQ(find_server(state.servers, 3)->region, "AMERICAS");
  EXPECT_EQ(find_server(state.servers, 1), nullptr);
}

TEST(Contradictions, No7WhatAPersonWritesIsReadLoosely) {
  const std::vector<Server> servers = usual_servers();
  for (const char* written : {"3", "3.", " 3 ", "americas", "AMERICAS", "Americas ", "API-SSE.cisco.com"}) {
    const Choice choice = read_choice(servers, written);
    EXPECT_EQ(choice.is, Choice::Is::kServer) << written;
    EXPECT_EQ(choice.number, 3) << written;
  }
}

TEST(Contradictions, No8AsiaPacificIsRefusedAndTheEnrolmentHostIsOfBothRegions) {  // INT-08, PRE-07
  const std::vector<Server> servers = usual_servers();
  for (const char* written : {"1", "1.", "APJC", "Asia Pacific", "visibility.apjc.amp.cisco.com"})
    EXPECT_EQ(read_choice(servers, written).is, Choice::Is::kUnsupported) << written;
  for (const Server& server : servers) EXPECT_EQ(server.enrolment, "est.sco.cisco.com");
}

}  // namespace
}  // namespace cloud_service
