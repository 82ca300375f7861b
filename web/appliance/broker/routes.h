// What <tr-ribbon appliance="/threat-response/"> asks its appliance, for who is logged in there (D-09, D-10).
// JSON both ways; a refusal is {"error": word, "error_description": sentence}.
//
//   GET clients     {"clients":[{"client_id","server","added"}],"current","damaged"}
//   PUT clients     {"client_id","server","password"}
//   DELETE clients  ?client_id=...&server=...
//   DELETE current
//   POST token      {"client_id","server","user","unwanted"}
//
// The list has `added` in seconds since 1970, `current` as "client_id server" of the one used last; passwords
// never leave. What is put is kept in the place of the same client: 204, or 409 for too many. Without a query
// all are forgotten. After DELETE current none is the one used last. A token is one of a kept client
// (token_desk.h): 409 when somebody else than `user` is logged in by now, 400 invalid_client for a client
// that is not kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "appliance/broker/kept_clients.h"
#include "appliance/broker/token_desk.h"
#include "appliance/http/message.h"
#include "appliance/servers.h"

namespace appliance {

// All of it outlives this.
struct Broker {
  KeptClients& clients;
  TokenDesk& desk;
  const std::vector<Server>& servers;
};

// `route` is what follows "/threat-response/". Nothing for a route that is not one of these.
std::optional<http::Response> answer_broker(const http::Request& request, const std::string& route,
                                            const std::string& user, const Broker& broker);

}  // namespace appliance
