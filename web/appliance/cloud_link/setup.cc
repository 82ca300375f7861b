#include "appliance/cloud_link/setup.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <format>

#include "cloud_service/document.h"

namespace appliance {
namespace {

constexpr std::array<std::string_view, 8> kMembers = {"appliance",   "mode",    "servers", "proxy",
                                                      "authorities", "address", "port",    "embedded"};

bool is_host_name(std::string_view text) {
  return !text.empty() && text.size() <= 253 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
}

bool is_port(std::int64_t number) { return number > 0 && number <= 65535; }

// "host:port"
bool is_place(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || !is_host_name(text.substr(0, colon))) return false;
  int port = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data() + colon + 1, end, port);
  return error == std::errc() && at == end && is_port(port);
}

std::expected<std::vector<cloud_service::Server>, std::string> read_servers(const Json& document) {
  std::vector<cloud_service::Server> servers;
  for (const Json* one : json::array(document, "servers")) {
    const cloud_service::Server server{.number = static_cast<int>(json::integer(*one, "number")),
                                       .region = json::text(*one, "region"),
                                       .host = json::text(*one, "host"),
                                       .enrolment = json::text(*one, "enrolment")};
    if (server.number < 1 || server.number > 99 ||
        cloud_service::find_server(servers, server.number) != nullptr)
      return std::unexpected("each server has a number of its own from 1 to 99.");
    if (!is_host_name(server.region) || !is_host_name(server.host) || !is_host_name(server.enrolment))
      return std::unexpected("a server has a region, a host and an enrolment host.");
    servers.push_back(server);
  }
  if (servers.empty()) return std::unexpected("there is at least one server.");
  return servers;
}

}  // namespace

std::expected<CloudSetup, std::string> read_cloud_setup(const Json& document) {
  if (!json::is_object(document)) return std::unexpected("it is a JSON object.");
  for (const auto& [member, value] : json::members(document))
    if (!std::ranges::contains(kMembers, member))
      return std::unexpected(std::format("there is no member '{}'.", member));
  CloudSetup setup;
  setup.appliance = json::text(document, "appliance", setup.appliance);
  if (!is_host_name(setup.appliance)) return std::unexpected("appliance is a host name.");
  const auto mode = cloud_service::mode_from(json::text(document, "mode", "machine"));
  if (!mode) return std::unexpected("mode is machine, group or cluster.");
  setup.mode = *mode;
  if (json::find(document, "servers")) {
    auto servers = read_servers(document);
    if (!servers) return std::unexpected(servers.error());
    setup.servers = *std::move(servers);
  }
  setup.proxy = json::text(document, "proxy");
  if (!setup.proxy.empty() && !is_place(setup.proxy)) return std::unexpected("proxy is written host:port.");
  setup.authorities = json::text(document, "authorities");
  setup.address = json::text(document, "address");
  const std::int64_t port = json::integer(document, "port", setup.port);
  if (!is_port(port)) return std::unexpected("port is a number from 1 to 65535.");
  setup.port = static_cast<int>(port);
  setup.embedded = json::boolean(document, "embedded", true);
  return setup;
}

Json write(const CloudSetup& setup) {
  Json servers = json::list({});
  for (const cloud_service::Server& server : setup.servers)
    json::append(servers, json::object({{"number", server.number},
                                        {"region", server.region},
                                        {"host", server.host},
                                        {"enrolment", server.enrolment}}));
  return json::object({{"appliance", setup.appliance},
                       {"mode", cloud_service::name_of(setup.mode)},
                       {"servers", std::move(servers)},
                       {"proxy", setup.proxy},
                       {"authorities", setup.authorities},
                       {"address", setup.address},
                       {"port", setup.port},
                       {"embedded", setup.embedded}});
}

}  // namespace appliance
