#include "appliance/demo.h"

#include <array>
#include <format>
#include <optional>

#include "appliance/crypto.h"
#include "appliance/files.h"

namespace appliance {
namespace {

struct DemoUser {
  std::string_view name, email, organization;
};

constexpr std::array kUsers = {DemoUser{"Alex Analyst", "alex@first.example", "First Organization"},
                               DemoUser{"Robin Analyst", "robin@first.example", "First Organization"},
                               DemoUser{"Sam Analyst", "sam@second.example", "Second Organization"}};

struct DemoClient {
  std::string_view name, scopes;
};

// Full access (LOG-07), and the two read scopes that whoami and module health ask for.
constexpr DemoClient kFull = {
    "Full", "casebook enrich:read inspect:read integration:read private-intel profile:read response"};
constexpr std::array kOthers = {DemoClient{"Casebook only", "casebook private-intel"},
                                DemoClient{"Pivot menu only", "enrich:read inspect:read response"},
                                DemoClient{"casebook alone", "casebook"},
                                DemoClient{"enrich alone", "enrich:read"},
                                DemoClient{"inspect alone", "inspect:read"},
                                DemoClient{"response alone", "response"}};

std::string new_password() { return crypto::base64url(crypto::random_bytes(12)); }

Json member(const Json& document, std::string_view key) {
  const Json* found = json::find(document, key);
  return found ? *found : json::list({});
}

// The full client, if an earlier start has made it.
std::optional<Credentials> known_client(Clients& clients, const std::string& file) {
  const auto kept = read_file(file);
  const auto document = kept ? json::parse(*kept) : std::unexpected(std::string());
  if (!document) return std::nullopt;
  const Credentials known{json::text(*document, "client_id"), json::text(*document, "client_password")};
  return clients.password_fits(known) ? std::optional(known) : std::nullopt;
}

Json add_users(Accounts& accounts, const std::string& first_user, const std::string& first_org) {
  const std::string second_org = crypto::uuid();
  Json made = json::list({});
  for (const DemoUser& user : kUsers) {
    const bool is_first = &user == kUsers.data();
    const std::string password = new_password();
    accounts.add({.id = is_first ? first_user : crypto::uuid(),
                  .name = std::string(user.name),
                  .email = std::string(user.email),
                  .org_id = user.organization == kUsers.front().organization ? first_org : second_org,
                  .org_name = std::string(user.organization)},
                 password);
    json::append(made, json::object({{"name", user.name},
                                     {"email", user.email},
                                     {"organization", user.organization},
                                     {"password", password}}));
  }
  return made;
}

Json add_operators(Operators& operators) {
  Json made = json::list({});
  for (const char* name : {"analyst", "admin"}) {
    const std::string password = new_password();
    operators.add(name, password);
    json::append(made, json::object({{"name", name}, {"password", password}}));
  }
  return made;
}

Json add_clients(Clients& clients, const Client& like) {
  Json made = json::list({});
  for (const DemoClient& other : kOthers) {
    Client client = like;
    client.name = other.name;
    client.scopes = other.scopes;
    const Credentials credentials = clients.add(client);
    json::append(made, json::object({{"name", other.name},
                                     {"scopes", other.scopes},
                                     {"client_id", credentials.id},
                                     {"client_password", credentials.password}}));
  }
  return made;
}

}  // namespace

std::expected<Demo, std::string> demo_accounts(Accounts& accounts, Clients& clients, Operators& operators,
                                               const std::string& folder) {
  const std::string client_file = folder + "/demo-client-password", file = folder + "/demo-accounts";
  auto client = known_client(clients, client_file);
  const auto kept = client ? read_file(file) : std::nullopt;
  Demo demo;
  if (kept)
    if (const auto document = json::parse(*kept))
      demo = Demo{.client = *client,
                  .users = member(*document, "users"),
                  .clients = member(*document, "clients"),
                  .operators = member(*document, "operators")};
  if (!json::elements(demo.operators).empty()) return demo;

  // A folder of an earlier version has no operators, or the client alone, whose user and organisation own the
  // cases there.
  if (!client) {
    client = clients.add({.id = "",
                          .name = std::string(kFull.name),
                          .scopes = std::string(kFull.scopes),
                          .user_id = crypto::uuid(),
                          .org_id = crypto::uuid()});
    const Json document = json::object({{"client_id", client->id}, {"client_password", client->password}});
    if (!write_private_file(client_file, json::dump(document) + '\n'))
      return std::unexpected(std::format("Cannot write {}.", client_file));
  }
  const auto full = clients.find(client->id);
  if (!full) return std::unexpected(std::string("The demo client is not in the store."));
  if (json::elements(demo.users).empty())
    demo = {.client = *client,
            .users = add_users(accounts, full->user_id, full->org_id),
            .clients = add_clients(clients, *full),
            .operators = {}};
  demo.operators = add_operators(operators);
  const Json document =
      json::object({{"users", demo.users}, {"clients", demo.clients}, {"operators", demo.operators}});
  if (!write_private_file(file, json::dump(document) + '\n'))
    return std::unexpected(std::format("Cannot write {}.", file));
  return demo;
}

}  // namespace appliance
