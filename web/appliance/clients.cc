#include "appliance/clients.h"

#include "appliance/crypto.h"

namespace appliance {
namespace {

constexpr std::size_t kPasswordLength = 54;

Client read_client(const Statement& row) {
  return {.id = row.text(0),
          .name = row.text(1),
          .scopes = row.text(2),
          .user_id = row.text(3),
          .org_id = row.text(4)};
}

}  // namespace

Credentials Clients::add(const Client& client) {
  const Credentials made{.id = "client-" + crypto::uuid(),
                         .password = crypto::base64url(crypto::random_bytes(41)).substr(0, kPasswordLength)};
  const std::string salt = crypto::base64url(crypto::random_bytes(16));
  Transaction transaction(database_);
  database_
      .prepare(
          "INSERT INTO clients (id, salt, hash, scopes, user_id, org_id, name) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .bind(made.id)
      .bind(salt)
      .bind(crypto::base64url(crypto::password_hash(made.password, salt)))
      .bind(client.scopes)
      .bind(client.user_id)
      .bind(client.org_id)
      .bind(client.name)
      .run();
  transaction.commit();
  return made;
}

std::optional<Client> Clients::find(const std::string& id) {
  Transaction transaction(database_);
  Statement row = database_.prepare("SELECT id, name, scopes, user_id, org_id FROM clients WHERE id = ?");
  if (!row.bind(id).step()) return std::nullopt;
  return read_client(row);
}

std::vector<Client> Clients::of_user(const std::string& user_id) {
  Transaction transaction(database_);
  Statement rows = database_.prepare(
      "SELECT id, name, scopes, user_id, org_id FROM clients WHERE user_id = ? ORDER BY rowid");
  rows.bind(user_id);
  std::vector<Client> found;
  while (rows.step()) found.push_back(read_client(rows));
  return found;
}

void Clients::remove(const std::string& id, const std::string& user_id) {
  Transaction transaction(database_);
  database_.prepare("DELETE FROM clients WHERE id = ? AND user_id = ?").bind(id).bind(user_id).run();
  transaction.commit();
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

}  // namespace appliance
