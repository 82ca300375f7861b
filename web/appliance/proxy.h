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
#include "appliance/http/server.h"
#include "appliance/servers.h"

namespace appliance {

inline constexpr std::string_view kProxyPath = "/threat-response/proxy/";
inline constexpr std::string_view kVisibilityService = "visibility";
inline constexpr std::string_view kPrivateIntelService = "private-intel";

// The base address of a server's service as pages have it.
std::string proxy_address(const std::string& appliance, const std::string& id, std::string_view service);

class Proxy {
 public:
  // `visibility` and `private_intel` answer for the embedded service, which is not called over the network:
  // this machine need not trust its own certificate.
  Proxy(http::Origins origins, std::vector<Server> servers, http::Site visibility, http::Site private_intel);

  // The answer to a request whose path begins with kProxyPath. Blocks as long as the server takes, 30 s at
  // most.
  http::Response answer(const http::Request& request) const;

 private:
  http::Response hand_on(const Server& server, bool to_visibility, http::Request request) const;

  http::Origins origins_;
  std::vector<Server> servers_;
  http::Site visibility_, private_intel_;
};

}  // namespace appliance
