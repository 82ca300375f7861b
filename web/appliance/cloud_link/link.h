// Everything that the running server does for Cloud Service Settings, put together.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "appliance/cloud_link/carrier.h"
#include "appliance/cloud_link/relay.h"
#include "appliance/cloud_link/routes.h"
#include "appliance/cloud_link/store.h"
#include "appliance/cloud_link/watch.h"

namespace appliance {

class CloudLink {
 public:
  // `answers` is asked while the appliance is registered and Threat Response is on. The error is a sentence.
  static std::expected<std::unique_ptr<CloudLink>, std::string> open(const std::string& folder,
                                                                     const CloudSetup& setup,
                                                                     ModuleAnswers answers);
  // For its routes. Valid while this lives.
  CloudSettings settings();

 private:
  CloudLink(std::unique_ptr<CloudStore> store, ModuleAnswers answers)
      : store_(std::move(store)), relay_(*store_, std::move(answers)) {}
  std::unique_ptr<CloudStore> store_;
  Carrier carrier_{*store_, {}};
  CloudWatch watch_{*store_};
  ModuleRelay relay_;
};

}  // namespace appliance
