#include "appliance/threat_response/versions.h"

namespace appliance {

void add_versions(http::Response& response) {
  if (response.body.empty()) return;
  response.set_header("X-Ctia-Version", std::string(kCtiaVersion));
  response.set_header("X-Ctia-Config", std::string(kCtiaConfig));
  response.set_header("X-Ctim-Version", std::string(kCtimVersion));
}

}  // namespace appliance
