// How the exchange says no: {"code":"<for programs>","error":"<sentence>"}.
#pragma once

#include <string_view>

#include "appliance/http/message.h"

namespace appliance {

inline constexpr std::string_view kUnreadable = "request_unreadable";

http::Response refusal(int status, std::string_view code, std::string_view sentence);

http::Response no_such_route();
http::Response unknown_certificate();
http::Response unconfirmed();

// A code for what was refused before it came to a route: too large, not HTTP.
void add_code(http::Response& response);

}  // namespace appliance
