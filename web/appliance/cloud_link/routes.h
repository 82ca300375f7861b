// /cloud-service of the appliance's own origin: Cloud Service Settings for its page and for other programs.
//
//   GET    /cloud-service {"state","time","may_administer","log":[{"when","who","via","what",
//                                           "detail","comment"}]}; the state as cloud_service/document.h has
//                                           it
//   PUT    /cloud-service/pending          {"enabled","server"}: submits (INT-13)
//   DELETE /cloud-service/pending          abandons
//   POST   /cloud-service/commit           {"comment"}
//   POST   /cloud-service/registration     {"token"}; 202, what becomes of it is in the state
//   DELETE /cloud-service/registration     202
//   POST   /cloud-service/connection-test  {"hosts":[{"host","purpose","reason","milliseconds"}]} (PRE-08),
//   over
//                                          the hosts of the server that is going to be used and no other
//
// What was done is answered as the first route is, with "done". A refusal is {"code","error"}: 409 where the
// state does not allow it, 400 where the request makes no sense, 403 for who is no administrator (PRE-01).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "appliance/cloud_link/store.h"
#include "appliance/http/message.h"

namespace appliance {

struct CloudSettings {
  CloudStore& store;
  std::function<void()> changed;  // there may be something to carry on
};

// Nothing for what is no such route. `user` has a session; `is_administrator`: may change things.
std::optional<http::Response> answer_cloud_service(const http::Request& request, const std::string& user,
                                                   bool is_administrator, const CloudSettings& settings);

}  // namespace appliance
