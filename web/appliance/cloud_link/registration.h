// One step of a transition, and what comes of it.
#pragma once

#include "appliance/cloud_link/exchange_client.h"
#include "appliance/cloud_link/store.h"

namespace appliance {

struct RegistrationStep {
  cloud_service::Progress progress;
  CloudKeys keys;  // as they are after it
};

// Takes the next step of what `work` has under way. Blocks; nothing is written.
RegistrationStep take_step(const CloudStore::Work& work, const ExchangeClient& exchange);

// It may be gone if the step is tried again at once: something on the way, not a refusal and not a long wait.
bool is_passing(cloud_service::Reason reason);

}  // namespace appliance
