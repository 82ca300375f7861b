// The appliance's own origin: who may ask for what.
//
//   POST /login    {"name","password"}: 204 with a session's cookie; 403, or 429 with Retry-After
//   POST /logout   204; the session ends, and no token is given out for it any more
//   GET  /session  {"user"}
//
// Only the log-in page, the documentation and the code of pages and widgets are answered without a session:
// other pages lead to the log-in, the rest is 401. A write is answered only when a page of this origin sent
// it.
#pragma once

#include "appliance/broker/routes.h"
#include "appliance/cloud_link/routes.h"
#include "appliance/http/guard.h"
#include "appliance/http/server.h"
#include "appliance/login_limit.h"
#include "appliance/operators.h"
#include "appliance/pages.h"
#include "appliance/sessions.h"
#include "appliance/traffic.h"

namespace appliance {

// What the site is made of. All of it outlives the site.
struct OwnSite {
  http::Origins origins;
  Operators& operators;
  Sessions& sessions;
  LoginLimit& logins;
  Broker broker;
  CloudSettings cloud;
  Traffic& traffic;
  ThreatResponse service;
  std::string pivots;  // see answer_pages
};

http::Site appliance_site(const OwnSite& site);

}  // namespace appliance
