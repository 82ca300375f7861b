// POST /iroh/iroh-inspect/inspect: the observables in a text, each once (threat-response-api.md 3). What
// counts as one, disguised ones too, is what the widgets recognise.
#pragma once

#include "appliance/http/message.h"
#include "appliance/threat_response/authorization.h"

namespace appliance {

http::Response answer_inspect(const http::Request& request, const Caller& caller);

}  // namespace appliance
