// Calls that the appliance makes to the servers it offers (servers.h), for the pages it serves.
#pragma once

#include <expected>
#include <string>

#include "appliance/http/message.h"
#include "appliance/http/server.h"
#include "appliance/servers.h"

namespace appliance {

class Upstream {
 public:
  enum class Service { kVisibility, kPrivateIntel };

  // The two answer for the embedded service, which is asked without the network: over TLS this process would
  // have to trust its own certificate.
  Upstream(http::Site visibility, http::Site private_intel);

  // Any answer of the server is one. Blocks, for 30 s at most (http/client.h). The error is a sentence.
  std::expected<http::Response, std::string> call(const Server& server, Service service,
                                                  http::Request request) const;

 private:
  http::Site visibility_, private_intel_;
};

// The answer as data, for a page: its status and its body as JSON or plain text, whatever the server says
// it is. None of its headers.
http::Response as_data(const http::Response& answer);

}  // namespace appliance
