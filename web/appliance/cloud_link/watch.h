// Looks after the link while the server runs: when the exchange was last spoken to, how far the clocks are
// apart, whether the certificate must be renewed (D-11, B-14), and whether the portal has ended the
// registration.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "appliance/cloud_link/store.h"
#include "appliance/http/client.h"

namespace appliance {

class CloudWatch {
 public:
  explicit CloudWatch(CloudStore& store);
  ~CloudWatch();
  CloudWatch(const CloudWatch&) = delete;
  CloudWatch& operator=(const CloudWatch&) = delete;

  // Something was changed: looks now rather than in a minute.
  void wake();

 private:
  void run();
  void look();
  CloudStore& store_;
  bool has_looked_ = false;  // its thread's
  http::Interrupt interrupt_;
  std::mutex mutex_;  // for those below
  std::condition_variable changed_;
  bool ended_ = false, woken_ = false;
  std::thread thread_;
};

}  // namespace appliance
