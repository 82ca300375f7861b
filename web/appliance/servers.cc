#include "appliance/servers.h"

#include <algorithm>
#include <array>
#include <format>

#include "appliance/http/client.h"
#include "appliance/proxy.h"

namespace appliance {
namespace {

// Where a server's API clients are made (LOG-04).
constexpr std::string_view kApiClients = "/settings/apiClients";
constexpr std::array<std::string_view, 5> kMembers = {"id", "name", "visibility", "private_intel",
                                                      "api_clients"};

// threat-response-api.md 1.1; APJC is refused as the guide says (INT-08).
const std::vector<Server>& regions() {
  static const std::vector<Server> kRegions = {
      {.id = "nam",
       .name = "North America",
       .visibility = "https://visibility.amp.cisco.com",
       .private_intel = "https://private.intel.amp.cisco.com"},
      {.id = "eu",
       .name = "Europe",
       .visibility = "https://visibility.eu.amp.cisco.com",
       .private_intel = "https://private.intel.eu.amp.cisco.com"},
      {.id = "apjc",
       .name = "Asia Pacific",
       .visibility = "https://visibility.apjc.amp.cisco.com",
       .private_intel = "https://private.intel.apjc.amp.cisco.com",
       .unavailable = "Asia Pacific is not supported for the appliance integration."}};
  return kRegions;
}

bool is_id(const std::string& id) {
  return !id.empty() && id.size() <= 40 &&
         id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

bool is_taken(const std::string& id, const std::vector<Server>& servers) {
  const auto has_id = [&id](const Server& server) { return server.id == id; };
  return id == kEmbedded || std::ranges::any_of(regions(), has_id) || std::ranges::any_of(servers, has_id);
}

std::string origin_of(const std::string& base) { return base.substr(0, base.find('/', base.find("//") + 2)); }

// As in the file, but for slashes at the end.
std::expected<std::string, std::string> read_address(const Json& server, std::string_view member) {
  std::string address = json::text(server, member);
  if (const auto base = http::parse_base(address); !base) return std::unexpected(base.error());
  while (address.ends_with('/')) address.pop_back();
  return address;
}

std::expected<Server, std::string> read_server(const Json& from, const std::vector<Server>& before) {
  if (!json::is_object(from)) return std::unexpected("servers holds JSON objects.");
  Server server{.id = json::text(from, "id"), .name = json::text(from, "name")};
  if (!is_id(server.id))
    return std::unexpected(
        std::format("'{}' is no id of a server: it has 1 to 40 characters of a-z, 0-9 and '-'.", server.id));
  if (is_taken(server.id, before))
    return std::unexpected(std::format("there is more than one server '{}'.", server.id));
  const auto trouble = [&server](const std::string& problem) {
    return std::unexpected(std::format("server '{}': {}", server.id, problem));
  };
  for (const auto& [member, value] : json::members(from)) {
    if (!std::ranges::contains(kMembers, member))
      return trouble(std::format("there is no member '{}'.", member));
    if (!json::is_text(value)) return trouble(std::format("{} is a text.", member));
  }
  if (server.name.empty() || server.name.size() > 80) return trouble("its name has 1 to 80 bytes.");
  const auto visibility = read_address(from, "visibility");
  if (!visibility) return trouble("visibility: " + visibility.error());
  const auto private_intel = read_address(from, "private_intel");
  if (!private_intel) return trouble("private_intel: " + private_intel.error());
  server.visibility = *visibility;
  server.private_intel = *private_intel;
  if (json::find(from, "api_clients") != nullptr) {
    const auto api_clients = read_address(from, "api_clients");
    if (!api_clients) return trouble("api_clients: " + api_clients.error());
    server.api_clients = *api_clients;
  }
  return server;
}

}  // namespace

std::expected<std::vector<Server>, std::string> read_servers(const Json& list) {
  if (!json::is_array(list)) return std::unexpected("servers is a JSON array.");
  std::vector<Server> servers;
  for (const Json* one : json::elements(list)) {
    auto server = read_server(*one, servers);
    if (!server) return std::unexpected(server.error());
    servers.push_back(*std::move(server));
  }
  return servers;
}

std::vector<Server> offered_servers(const http::Origins& origins, const std::vector<Server>& more) {
  std::vector<Server> all = {{.id = std::string(kEmbedded),
                              .name = "Embedded (this appliance)",
                              .visibility = origins.visibility,
                              .private_intel = origins.private_intel}};
  all.insert(all.end(), regions().begin(), regions().end());
  for (Server& server : all) server.api_clients = server.visibility + std::string(kApiClients);
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

const Server* usable_server(const std::vector<Server>& servers, const std::string& id) {
  const auto found = std::ranges::find(servers, id, &Server::id);
  return found != servers.end() && found->unavailable.empty() ? &*found : nullptr;
}

Json servers_document(const std::vector<Server>& servers, const std::string& appliance, bool proxied,
                      const std::string& registered) {
  Json list = json::list({});
  for (const Server& server : servers) {
    Json entry = json::object({{"id", server.id}, {"name", server.name}});
    if (proxied) json::set(entry, "portal", server.visibility);
    json::set(entry, "visibility",
              proxied ? proxy_address(appliance, server.id, kVisibilityService) : server.visibility);
    json::set(entry, "private_intel",
              proxied ? proxy_address(appliance, server.id, kPrivateIntelService) : server.private_intel);
    if (!server.api_clients.empty()) json::set(entry, "api_clients", server.api_clients);
    if (!server.unavailable.empty()) json::set(entry, "unavailable", server.unavailable);
    if (server.id == registered) json::set(entry, "registered", true);
    json::append(list, std::move(entry));
  }
  return list;
}

std::string sources(const std::vector<Server>& servers) {
  std::vector<std::string> origins;
  for (const Server& server : servers) {
    if (!server.unavailable.empty()) continue;
    for (const std::string& base : {server.visibility, server.private_intel})
      if (const std::string origin = origin_of(base); !std::ranges::contains(origins, origin))
        origins.push_back(origin);
  }
  std::string all;
  for (const std::string& origin : origins) all += ' ' + origin;
  return all;
}

}  // namespace appliance
