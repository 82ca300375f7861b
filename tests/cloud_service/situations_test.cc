// Every row of A.6: which situation it is, what both commands list, and what each act does there.
#include <algorithm>
#include <array>

#include "states.h"

namespace cloud_service {
namespace {

using Operations = std::vector<Operation>;

struct Row {
  const char* name;
  State (*state)();
  Situation situation;
  bool enable;
  Operations operations;
};

const std::array kRows = {
    Row{"off", off, Situation::kOff, true, {}},
    Row{"not committed", not_committed, Situation::kNotCommitted, false, {}},
    Row{"ready", ready, Situation::kReady, false, {Operation::kRegister, Operation::kChooseServer}},
    Row{"registering", registering, Situation::kRegistering, false, {}},
    Row{"registered",
        registered,
        Situation::kRegistered,
        false,
        {Operation::kDeregister, Operation::kChooseServer}},
    Row{"deregistering", deregistering, Situation::kDeregistering, false, {}},
    Row{"failed", failed, Situation::kFailed, false, {Operation::kRegister, Operation::kChooseServer}},
    Row{"off while registered", off_registered, Situation::kOffRegistered, true, {Operation::kDeregister}}};

TEST(Situations, EachRowOffersWhatA6Says) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.name);
    const State state = row.state();
    EXPECT_EQ(situation(state), row.situation);
    EXPECT_EQ(lists_enable(state), row.enable);
    EXPECT_EQ(operations(state), row.operations);
  }
}

TEST(Situations, WhatIsListedIsDoneAndWhatIsNotIsRefused) {
  const std::array<std::pair<Operation, Act>, 3> acts = {
      std::pair{Operation::kRegister, Act(Register{.token = "a91f0kq27c3de8x5"})},
      std::pair{Operation::kDeregister, Act(Deregister{.confirmed = true})},
      std::pair{Operation::kChooseServer, Act(ChooseServer{.number = 2})}};
  for (const Row& row : kRows)
    for (const auto& [operation, act] : acts) {
      SCOPED_TRACE(std::string(row.name) + ", operation " + std::to_string(static_cast<int>(operation)));
      State state = row.state();
      const State before = state;
      const bool listed = std::ranges::contains(row.operations, operation);
      EXPECT_EQ(update(state, act, "admin", kNow).has_value(), listed);
      EXPECT_EQ(state != before, listed);
    }
}

TEST(Situations, TurningOnAndOffIsStagedInEachAndCommitted) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.name);
    State state = row.state();
    do_act(state, row.enable ? Act(Enable{}) : Act(Disable{}));
    EXPECT_EQ(lists_enable(state), !row.enable);
    EXPECT_EQ(state.registration, row.state().registration);
    do_act(state, Commit{});
    EXPECT_EQ(state.committed.enabled, row.enable);
    EXPECT_FALSE(state.pending.has_value());
  }
}

TEST(Situations, WhyAnOperationIsNotThereIsSaid) {
  const Act again = Register{.token = "a91f0kq27c3de8x5"}, end = Deregister{.confirmed = true};
  EXPECT_EQ(refusal_of(off(), again), Refusal::kOff);
  EXPECT_EQ(refusal_of(not_committed(), again), Refusal::kNotCommitted);
  EXPECT_EQ(refusal_of(registering(), again), Refusal::kRegistering);
  EXPECT_EQ(refusal_of(registering(), end), Refusal::kRegistering);
  EXPECT_EQ(refusal_of(registered(), again), Refusal::kRegistered);
  EXPECT_EQ(refusal_of(deregistering(), again), Refusal::kDeregistering);
  EXPECT_EQ(refusal_of(deregistering(), end), Refusal::kDeregistering);
  EXPECT_EQ(refusal_of(ready(), end), Refusal::kNotRegistered);
  EXPECT_EQ(refusal_of(off(), end), Refusal::kNotRegistered);
  EXPECT_EQ(refusal_of(off_registered(), again), Refusal::kOff);
  EXPECT_EQ(refusal_of(off_registered(), ChooseServer{.number = 2}), Refusal::kOff);
}

}  // namespace
}  // namespace cloud_service
