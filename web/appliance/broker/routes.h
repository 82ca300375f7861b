// What <tr-ribbon appliance="/threat-response/"> asks its appliance, for who is logged in there (D-09, D-10).
// JSON both ways; a refusal is {"error": word, "error_description": sentence}.
//
//   GET    clients   {"clients":[{"client_id","server","added"}],"current":"<client_id>
//   <server>","damaged":bool};
//                    `added` in seconds since 1970; passwords never leave
//   PUT    clients   {"client_id","server","password"} is kept, in place of the same client: 204; 409 for too
//   many DELETE clients   ?client_id=…&server=… is forgotten, without them all are: 204 DELETE current   no
//   client is the one used last: 204 POST   token     {"client_id","server","user","unwanted"}: a token of a
//   kept client (token_desk.h). 409 when
//                    somebody else than `user` is logged in by now, 400 invalid_client for one that is not
//                    kept
#pragma once

#include <functional>
#include <string>

#include "appliance/broker/kept_clients.h"
#include "appliance/broker/token_desk.h"
#include "appliance/http/message.h"

namespace appliance {

struct Broker {
  KeptClients& clients;
  TokenDesk& desk;
  std::function<bool(const std::string&)> knows_server;  // an id of servers.json that can be chosen
};

// `route` is what follows "/threat-response/". Nothing for a route that is not one of these.
std::optional<http::Response> answer_broker(const http::Request& request, const std::string& route,
                                            const std::string& user, const Broker& broker);

}  // namespace appliance
