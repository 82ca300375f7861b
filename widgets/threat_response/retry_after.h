// How long a service that has had too many requests asks to wait (RFC 9110, 10.2.3; api.md 7.2).
#pragma once

#include "threat_response/request.h"

namespace threat_response {

// Seconds from `now` (seconds since 1970): of the header Retry-After, whole seconds, perhaps with an 's'
// behind
// ("3172s"), or a date, which is compared with the reply's own Date where that can be read: this clock may be
// wrong. A minute when it is missing or cannot be read; a second at least, a day at most.
double retry_after(const Reply& reply, double now);

}  // namespace threat_response
