#include "appliance/clients.h"

#include <format>

#include "appliance/crypto.h"
#include "appliance/files.h"
#include "json/json.h"

namespace appliance {
namespace {

constexpr std::size_t kPasswordLength = 54;
// Full access (LOG-07), and the two read scopes that whoami and module health ask for.
constexpr const char* kDemoScopes =
    "casebook enrich:read inspect:read integration:read private-intel profile:read response";

}  // namespace

Credentials Clients::add(const std::string& scopes) {
  const Credentials made{.id = "client-" + crypto::uuid(),
                         .password = crypto::base64url(crypto::random_bytes(41)).substr(0, kPasswordLength)};
  const std::string salt = crypto::base64url(crypto::random_bytes(16));
  Transaction transaction(database_);
  database_.prepare("INSERT INTO clients (id, salt, hash, scopes, user_id, org_id) VALUES (?, ?, ?, ?, ?, ?)")
      .bind(made.id)
      .bind(salt)
      .bind(crypto::base64url(crypto::password_hash(made.password, salt)))
      .bind(scopes)
      .bind(crypto::uuid())
      .bind(crypto::uuid())
      .run();
  transaction.commit();
  return made;
}

std::optional<Client> Clients::find(const std::string& id) {
  Transaction transaction(database_);
  Statement row = database_.prepare("SELECT id, scopes, user_id, org_id FROM clients WHERE id = ?");
  if (!row.bind(id).step()) return std::nullopt;
  return Client{.id = row.text(0), .scopes = row.text(1), .user_id = row.text(2), .org_id = row.text(3)};
}

bool Clients::password_fits(const Credentials& credentials) {
  std::string salt, hash;
  {
    Transaction transaction(database_);
    Statement row = database_.prepare("SELECT salt, hash FROM clients WHERE id = ?");
    if (!row.bind(credentials.id).step()) return false;
    salt = row.text(0);
    hash = row.text(1);
  }
  return crypto::equal(crypto::base64url(crypto::password_hash(credentials.password, salt)), hash);
}

std::expected<Credentials, std::string> demo_client(Clients& clients, const std::string& folder) {
  const std::string file = folder + "/demo-client-password";
  if (const auto kept = read_file(file)) {
    const auto document = json::parse(*kept);
    if (document) {
      const Credentials known{json::text(*document, "client_id"), json::text(*document, "client_password")};
      if (clients.password_fits(known)) return known;
    }
  }
  Credentials made = clients.add(kDemoScopes);
  const Json document = json::object({{"client_id", made.id}, {"client_password", made.password}});
  if (!write_private_file(file, json::dump(document) + '\n'))
    return std::unexpected(std::format("Cannot write {}.", file));
  return made;
}

}  // namespace appliance
