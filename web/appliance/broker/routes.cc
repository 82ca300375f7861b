#include "appliance/broker/routes.h"

#include <algorithm>
#include <format>

namespace appliance {
namespace {

constexpr std::size_t kLongest = 500;  // bytes of an id or a password; those of the service are shorter

http::Response refused(int status, std::string_view word, std::string_view sentence) {
  return http::json_response(status, json::object({{"error", word}, {"error_description", sentence}}));
}

bool is_plain(const std::string& text) {
  return !text.empty() && text.size() <= kLongest &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

http::Response list(const std::string& user, const Broker& broker) {
  const auto listing = broker.clients.list(user);
  Json clients = json::list({});
  for (const auto& [client, added] : listing.clients)
    json::append(clients, json::object({{"client_id", client.client_id},
                                        {"server", client.server},
                                        {"added", added / kSecond}}));
  const KeptClient& current = listing.current;
  http::Response response = http::json_response(
      200, json::object({{"clients", std::move(clients)},
                         {"current", current.client_id.empty() ? std::string()
                                                               : current.client_id + ' ' + current.server},
                         {"damaged", listing.damaged}}));
  response.set_header("Cache-Control", "no-store");
  return response;
}

http::Response keep(const http::Request& request, const std::string& user, const Broker& broker) {
  const auto body = http::json_body(request);
  if (!body) return body.error();
  const KeptClient client{.server = json::text(*body, "server"), .client_id = json::text(*body, "client_id")};
  const std::string password = json::text(*body, "password");
  if (!usable_server(broker.servers, client.server))
    return refused(400, "unknown_server", "The appliance does not know that server.");
  // A colon would end the id in the Basic header (RFC 7617, 2).
  if (!is_plain(client.client_id) || client.client_id.contains(':') || password.empty() ||
      password.size() > kLongest)
    return refused(400, "invalid_request",
                   std::format("A client id and a password are needed, of at most {} characters.", kLongest));
  if (!broker.clients.keep(user, client, password))
    return refused(409, "too_many",
                   std::format("The appliance keeps at most {} API clients for one person; forget one first.",
                               KeptClients::kMost));
  broker.desk.forget(user);
  return http::empty_response(204);
}

http::Response forget(const http::Request& request, const std::string& user, const Broker& broker) {
  if (!request.has_parameter("client_id") && !request.has_parameter("server"))
    broker.clients.forget_all(user);
  else
    broker.clients.forget(
        user, {.server = request.parameter("server"), .client_id = request.parameter("client_id")});
  broker.desk.forget(user);
  return http::empty_response(204);
}

http::Response token(const http::Request& request, const std::string& user, const Broker& broker) {
  const auto body = http::json_body(request);
  if (!body) return body.error();
  if (json::text(*body, "user") != user)
    return refused(409, "other_user", "Somebody else is logged in to the appliance by now.");
  const KeptClient client{.server = json::text(*body, "server"), .client_id = json::text(*body, "client_id")};
  const auto password = broker.clients.password(user, client);
  if (!password || !usable_server(broker.servers, client.server))
    return refused(400, "invalid_client", "The appliance does not keep that API client any more.");
  http::Response response = broker.desk.token(user, client, *password, json::text(*body, "unwanted"));
  if (response.status == 200) broker.clients.use(user, client);
  return response;
}

}  // namespace

std::optional<http::Response> answer_broker(const http::Request& request, const std::string& route,
                                            const std::string& user, const Broker& broker) {
  if (route == "clients") {
    if (request.method == "GET") return list(user, broker);
    if (request.method == "PUT") return keep(request, user, broker);
    if (request.method == "DELETE") return forget(request, user, broker);
  }
  if (route == "current" && request.method == "DELETE") {
    broker.clients.forget_current(user);
    return http::empty_response(204);
  }
  if (route == "token" && request.method == "POST") return token(request, user, broker);
  return std::nullopt;
}

}  // namespace appliance
