// Registered appliances as modules of their organisation (INT-17, INT-18): what they are asked over the
// relay, and what is kept of what they say. An appliance speaks for itself alone: its answers are a
// stranger's, and whatever does not have the service's own form is left out.
#pragma once

#include <string>
#include <vector>

#include "appliance/services_exchange/registrations.h"
#include "appliance/services_exchange/relay_calls.h"
#include "appliance/threat_response/modules.h"

namespace appliance {

class ApplianceModules {
 public:
  // Both outlive this and the modules that it gives.
  ApplianceModules(Registrations& registrations, RelayCalls& calls)
      : registrations_(registrations), calls_(calls) {}

  // Of the appliances that are registered now and added as modules.
  std::vector<Module> of_organization(const std::string& org_id) const;

 private:
  Registrations& registrations_;
  RelayCalls& calls_;
};

}  // namespace appliance
