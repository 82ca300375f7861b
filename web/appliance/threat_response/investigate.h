// GET /investigate: the page that says what an investigation was asked about (threat-response-api.md 1.3).
//
//   ?q=<lines>   one observable a line, "type:value" or the value alone
//   ?spid=<uuid> a case, by the uuid of its id
#pragma once

#include "appliance/http/message.h"

namespace appliance {

http::Response answer_investigate(const http::Request& request);

}  // namespace appliance
