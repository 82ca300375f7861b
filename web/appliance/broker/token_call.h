// The token call of Threat Response (threat-response-api.md 2.1), made by the appliance for a page.
#pragma once

#include <expected>
#include <string>

#include "appliance/http/message.h"

namespace appliance {

// `base` is the visibility base of a server. Any answer of the service is one; the error is a sentence.
std::expected<http::Response, std::string> ask_for_token(const std::string& base,
                                                         const std::string& client_id,
                                                         const std::string& password);

}  // namespace appliance
