// A store of Cloud Service Settings in a folder of its own, brought into each row of A.6 without a network:
// the stages are told as the carrier tells them.
#pragma once

#include <gtest/gtest.h>

#include "appliance/cloud_link/store.h"
#include "appliance/shell/shell.h"
#include "appliance/state.h"

namespace appliance {

class CloudFixture {
 public:
  CloudFixture() : folder_(*StateFolder::temporary()), store_(*CloudStore::open(folder_.path())) {}

  CloudStore& store() { return *store_; }
  const std::string& folder() const { return folder_.path(); }
  // As another process has it open.
  std::unique_ptr<CloudStore> another() { return *CloudStore::open(folder_.path()); }

  void act(const cloud_service::Act& act) {
    const auto done = store_->act(act, {.who = "admin", .via = "page"});
    ASSERT_TRUE(done.has_value()) << "refused with " << static_cast<int>(done.error().refusal);
  }
  void tell(const cloud_service::Progress& progress) {
    ASSERT_TRUE(store_->report(progress, store_->keys()));
  }

  void off() {}
  void not_committed() { act(cloud_service::Enable{}); }
  void ready() {
    not_committed();
    act(cloud_service::Commit{});
  }
  void registering() {
    ready();
    act(cloud_service::Register{.token = "a91f0kq27c3de8x54b6m1t09ch7e2r85d3n6"});
  }
  void registered() {
    registering();
    for (const auto stage : {cloud_service::Stage::kConnector, cloud_service::Stage::kToken,
                             cloud_service::Stage::kCertificate, cloud_service::Stage::kConfirmed})
      tell(cloud_service::StagePassed{.stage = stage});
  }
  void deregistering() {
    registered();
    act(cloud_service::Deregister{.confirmed = true});
  }
  void failed() {
    registering();
    tell(cloud_service::AttemptFailed{.reason = cloud_service::Reason::kTokenExpired});
  }
  void off_registered() {
    registered();
    act(cloud_service::Disable{});
    act(cloud_service::Commit{});
  }

  shell::Shell shell() {
    return shell::Shell({.store = *store_, .actor = {.who = "admin", .via = "command"}, .changed = [] {}});
  }

 private:
  StateFolder folder_;
  std::unique_ptr<CloudStore> store_;
};

}  // namespace appliance
