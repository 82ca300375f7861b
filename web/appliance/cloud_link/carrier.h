// Carries transitions on: registers and deregisters, stage by stage, each written down before the next one.
// The server has one for as long as it runs, a command one while it lives; the store's lease keeps them
// apart.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "appliance/cloud_link/registration.h"
#include "appliance/cloud_link/store.h"
#include "appliance/http/client.h"

namespace appliance {

class Carrier {
 public:
  // `grace`: how long a transition may wait for somebody else first.
  Carrier(CloudStore& store, std::chrono::milliseconds grace);
  // The call under way is ended; what is left then is anybody's.
  ~Carrier();
  Carrier(const Carrier&) = delete;
  Carrier& operator=(const Carrier&) = delete;

  // There may be something to do.
  void wake();
  // This process has begun something.
  void began();
  // Blocks while what this process has begun would be nobody's without it: until it is done, or another has
  // taken it.
  void wait_until_in_hand();

 private:
  void run();
  bool step();
  bool holds(const CloudStore::Work& work);
  std::optional<RegistrationStep> take(const CloudStore::Work& work, const ExchangeClient& exchange);
  void give_up();
  bool pause(std::chrono::milliseconds time);

  CloudStore& store_;
  const std::chrono::milliseconds grace_;
  const std::string owner_ = lease_owner();
  http::Interrupt interrupt_;
  std::mutex mutex_;  // for those below
  std::condition_variable changed_;
  bool ended_ = false, woken_ = false, began_ = false;
  std::thread thread_;
};

}  // namespace appliance
