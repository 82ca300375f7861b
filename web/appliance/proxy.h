// Calls of a page that the appliance makes in its place, for sites whose browsers cannot reach Threat
// Response or whose addresses it does not let in (the setting `proxy`):
//
//   /threat-response/proxy/<server id>/visibility/iroh/...     to that server's portal
//   /threat-response/proxy/<server id>/private-intel/ctia/...  to its case store
//
// Only to servers of the list, only below these paths, with the headers Authorization, Content-Type and
// Accept and no others; of the answer its status, body and the headers that the widgets read. What comes back
// stays data: nothing of it is shown as a page of the appliance.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "appliance/http/message.h"
#include "appliance/servers.h"
#include "appliance/upstream.h"

namespace appliance {

inline constexpr std::string_view kProxyPath = "/threat-response/proxy/";
inline constexpr std::string_view kVisibilityService = "visibility";
inline constexpr std::string_view kPrivateIntelService = "private-intel";

// The base address of a server's service as pages have it.
std::string proxy_address(const std::string& appliance, const std::string& id, std::string_view service);

class Proxy {
 public:
  // `appliance` is the origin of the pages. `upstream` outlives this.
  Proxy(std::string appliance, std::vector<Server> servers, const Upstream& upstream);

  // The answer to a request whose path begins with kProxyPath. Blocks as long as the server takes, 30 s at
  // most.
  http::Response answer(const http::Request& request) const;

 private:
  std::string appliance_;
  std::vector<Server> servers_;
  const Upstream& upstream_;
};

}  // namespace appliance
