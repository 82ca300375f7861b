// The token call of Threat Response (threat-response-api.md 2.1), made by the appliance for a page.
#pragma once

#include <string>

#include "appliance/http/message.h"

namespace appliance {

http::Request token_call(const std::string& client_id, const std::string& password);

}  // namespace appliance
