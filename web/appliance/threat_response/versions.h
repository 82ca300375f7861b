// What the embedded private intel says of itself, in headers and in every case (threat-response-api.md 6.6).
#pragma once

#include <string_view>

#include "appliance/http/message.h"

namespace appliance {

inline constexpr std::string_view kCtimVersion = "1.3.30";   // the data model; the `schema_version` of cases
inline constexpr std::string_view kCtiaVersion = "v2.71.0";  // the service whose behaviour this one has
inline constexpr std::string_view kCtiaConfig = "embedded";

// X-Ctia-Version, X-Ctia-Config and X-Ctim-Version, on an answer that has a body, whatever its status.
void add_versions(http::Response& response);

}  // namespace appliance
