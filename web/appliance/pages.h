// The appliance's own origin: pages, widgets, the list of Threat Response servers, and the AsyncOS API.
#pragma once

#include "appliance/http/guard.h"
#include "appliance/http/message.h"
#include "appliance/http/server.h"
#include "appliance/traffic.h"

namespace appliance {

// `pivots` is the file of custom pivots that an administrator has named, read anew at each request; "" for
// none.
http::Site appliance_site(const http::Origins& origins, Traffic& traffic, const std::string& pivots = "");

// A file of web/appliance/pages by its address "/pages/...". 404 for anything outside, hidden or of a kind
// that pages do not have; a browser asks each time and gets 304 when nothing changed.
http::Response page_file(const http::Request& request);

}  // namespace appliance
