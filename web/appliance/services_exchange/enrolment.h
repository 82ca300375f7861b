// Certificates for appliances that register, by EST (RFC 7030, 4.1 and 4.2): the routes of the enrolment
// host.
#pragma once

#include "appliance/services_exchange/exchange.h"

namespace appliance {

http::Response answer_enrolment(const http::Request& request, const Exchange& exchange);

}  // namespace appliance
