// The embedded Security Services Exchange: where appliances register, get their certificates, and are asked
// what they know (INT-06, INT-15 to INT-19, B-11, B-14). One address serves every host of it; Host says which
// is meant.
//
//   on api.eu.sse.itd.cisco.com and api-sse.cisco.com, each a region:
//   GET    /exchange/v1/status               {"region","time"}
//   POST   /exchange/v1/registrations        {"token","registration","name"} -> {"enrolment"}
//   PUT    /exchange/v1/registrations/self   {"since","time"}; confirms it
//   GET    /exchange/v1/registrations/self   {"since","time","module"}
//   DELETE /exchange/v1/registrations/self   204
//   GET    /exchange/v1/relay/next?wait=20   a call, {"id","method","path","body"}; 204 after `wait` s, at
//   most 25 POST   /exchange/v1/relay/answers/{id}   {"status","body"}; 204 on est.sco.cisco.com (RFC 7030):
//   GET    /.well-known/est/cacerts
//   POST   /.well-known/est/simpleenroll     Basic, registration:enrolment
//   POST   /.well-known/est/simplereenroll
//
// All behind `registrations`, and simplereenroll, need the client certificate. A refusal is
// {"code","error":"<sentence>"}:
//
//   403 token_unknown, token_expired, token_used      409 registration_taken, registration_unconfirmed
//   403 certificate_unknown   none, not of ours, expired, replaced, or its registration has ended
//   401 enrolment_refused     400 request_unreadable, certificate_request_refused     415
//   content_type_refused 404 route_unknown, call_unknown (nobody waits for this answer)     421 host_unknown
#pragma once

#include "appliance/http/server.h"
#include "appliance/services_exchange/authority.h"
#include "appliance/services_exchange/registrations.h"
#include "appliance/services_exchange/relay_calls.h"

namespace appliance {

// What it is made of; outlives the site.
struct Exchange {
  const Authority& authority;
  Registrations& registrations;
  RelayCalls& calls;
};

http::Site exchange_site(const Exchange& exchange);

// Of its own certificate: the hosts above, and this machine.
std::vector<std::string> exchange_names();

}  // namespace appliance
