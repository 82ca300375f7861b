// The Threat Response servers that the pages offer at sign-in: this appliance's own, the regions, and those
// of the settings file.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "appliance/http/guard.h"
#include "json/json.h"

namespace appliance {

// Base addresses, without a slash at their end (http/client.h).
struct Server {
  std::string id, name;
  std::string visibility;
  std::string private_intel;
  std::string api_clients;  // the page where API clients are made; "" for none
  std::string unavailable;  // the reason why it cannot be chosen; "" when it can
};

// `servers` of the settings file: [{"id","name","visibility","private_intel","api_clients"?}]. The error is a
// sentence without the file's name.
std::expected<std::vector<Server>, std::string> read_servers(const Json& list);

// All of them, this appliance's own first.
std::vector<Server> offered_servers(const http::Origins& origins, const std::vector<Server>& more);
inline constexpr std::string_view kEmbedded = "embedded";  // the id of its own

// The one with this id that may be used, of `servers`; null for none.
const Server* usable_server(const std::vector<Server>& servers, const std::string& id);

// What servers.json holds; the one whose id is `registered` is marked as the one that the appliance is
// registered with (LOG-18). With `proxied` the pages call the appliance itself (proxy.h), and `portal` is
// where links lead.
Json servers_document(const std::vector<Server>& servers, const std::string& appliance, bool proxied,
                      const std::string& registered);

// The origins that pages call, for connect-src: " https://one https://two".
std::string sources(const std::vector<Server>& servers);

}  // namespace appliance
