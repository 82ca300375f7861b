// What registration is for (INT-02, INT-18): while the appliance is registered and Threat Response is on, the
// service asks it as a module, over connections that the appliance itself has opened to the exchange.
#pragma once

#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "appliance/cloud_link/exchange_client.h"
#include "appliance/cloud_link/store.h"
#include "appliance/http/client.h"

namespace appliance {

// Answers a call to the module with this path; called on several threads at once.
using ModuleAnswers = std::function<http::Response(const std::string& path, const Json& body)>;

class ModuleRelay {
 public:
  ModuleRelay(CloudStore& store, ModuleAnswers answers);
  ~ModuleRelay();
  ModuleRelay(const ModuleRelay&) = delete;
  ModuleRelay& operator=(const ModuleRelay&) = delete;

  // Registered or turned on, perhaps.
  void wake();

 private:
  void run();
  bool serve_one();
  void answer(const ExchangeClient& exchange, const CloudKeys& keys, const ExchangeCall& asked);
  bool pause(std::chrono::milliseconds time);
  CloudStore& store_;
  const ModuleAnswers answers_;
  http::Interrupt interrupt_;
  std::mutex mutex_;  // for those below
  std::condition_variable changed_;
  bool ended_ = false;
  int woken_ = 0;
  std::vector<std::future<void>>
      answering_;       // the thread's: what is being answered while it waits for the next
  std::thread thread_;  // one: the exchange gives a call to one connection, and a second ends the first
};

}  // namespace appliance
