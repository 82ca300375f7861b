// The token call of Threat Response (threat-response-api.md 2.1), made by the appliance for a page.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "appliance/broker/kept_clients.h"
#include "appliance/http/message.h"
#include "appliance/upstream.h"

namespace appliance {

// Any answer of the service is one; the error is a sentence. Blocks as long as the call does.
std::expected<http::Response, std::string> ask_for_token(const Upstream& upstream,
                                                         const std::vector<Server>& servers,
                                                         const KeptClient& client,
                                                         const std::string& password);

}  // namespace appliance
