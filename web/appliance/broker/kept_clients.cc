#include "appliance/broker/kept_clients.h"

#include <format>

#include "appliance/crypto.h"
#include "appliance/files.h"
#include "json/json.h"

namespace appliance {
namespace {

constexpr std::size_t kKeyBytes = 32;

// As JSON, so that no two owners or clients are written alike.
std::string about(const std::string& user, const KeptClient& client) {
  return json::dump(
      json::list({Json("kept client 1"), Json(user), Json(client.server), Json(client.client_id)}));
}

}  // namespace

std::expected<KeptClients, std::string> KeptClients::open(Database& database, const std::string& key_file) {
  if (const auto text = read_file(key_file)) {
    const auto key = crypto::from_base64url(text->substr(0, text->find('\n')));
    if (key && key->size() == kKeyBytes) return KeptClients(database, *key);
  }
  std::string key = crypto::random_bytes(kKeyBytes);
  if (!write_private_file(key_file, crypto::base64url(key) + '\n'))
    return std::unexpected(std::format("Cannot write {}.", key_file));
  return KeptClients(database, std::move(key));
}

KeptClients::Listing KeptClients::list(const std::string& user) {
  Listing listing;
  Instant last = 0;
  Transaction transaction(database_);
  Statement row = database_.prepare(
      "SELECT server, client_id, added, used, sealed FROM kept_clients WHERE operator = ? ORDER BY added");
  row.bind(user);
  while (row.step()) {
    const KeptClient client{.server = row.text(0), .client_id = row.text(1)};
    if (!opened(user, client, row.text(4))) {
      listing.damaged = true;
      continue;
    }
    listing.clients.push_back({client, row.integer(2)});
    if (row.integer(3) <= last) continue;
    last = row.integer(3);
    listing.current = client;
  }
  return listing;
}

std::optional<std::string> KeptClients::password(const std::string& user, const KeptClient& client) {
  Transaction transaction(database_);
  Statement row = database_.prepare(
      "SELECT sealed FROM kept_clients WHERE operator = ? AND server = ? AND client_id = ?");
  if (!row.bind(user).bind(client.server).bind(client.client_id).step()) return std::nullopt;
  return opened(user, client, row.text(0));
}

bool KeptClients::keep(const std::string& user, const KeptClient& client, const std::string& password) {
  forget_damaged(user);
  const std::string sealed = crypto::base64url(crypto::seal(key_, password, about(user, client)));
  Transaction transaction(database_);
  Statement others = database_.prepare(
      "SELECT count(*) FROM kept_clients WHERE operator = ? AND NOT (server = ? AND client_id = ?)");
  others.bind(user).bind(client.server).bind(client.client_id).step();
  if (others.integer(0) >= static_cast<std::int64_t>(kMost)) return false;
  database_
      .prepare(
          "INSERT OR REPLACE INTO kept_clients (operator, server, client_id, added, used, sealed) "
          "VALUES (?, ?, ?, ?, ?, ?)")
      .bind(user)
      .bind(client.server)
      .bind(client.client_id)
      .bind(now())
      .bind(now())
      .bind(sealed)
      .run();
  transaction.commit();
  return true;
}

// What does not open is asked for again, and not told of any more once somebody has begun with it.
void KeptClients::forget_damaged(const std::string& user) {
  std::vector<KeptClient> damaged;
  {
    Transaction transaction(database_);
    Statement row =
        database_.prepare("SELECT server, client_id, sealed FROM kept_clients WHERE operator = ?");
    row.bind(user);
    while (row.step()) {
      const KeptClient client{.server = row.text(0), .client_id = row.text(1)};
      if (!opened(user, client, row.text(2))) damaged.push_back(client);
    }
  }
  for (const KeptClient& client : damaged) forget(user, client);
}

void KeptClients::use(const std::string& user, const KeptClient& client) {
  Transaction transaction(database_);
  database_.prepare("UPDATE kept_clients SET used = ? WHERE operator = ? AND server = ? AND client_id = ?")
      .bind(now())
      .bind(user)
      .bind(client.server)
      .bind(client.client_id)
      .run();
  transaction.commit();
}

void KeptClients::forget_current(const std::string& user) {
  Transaction transaction(database_);
  database_.prepare("UPDATE kept_clients SET used = 0 WHERE operator = ?").bind(user).run();
  transaction.commit();
}

void KeptClients::forget(const std::string& user, const KeptClient& client) {
  Transaction transaction(database_);
  database_.prepare("DELETE FROM kept_clients WHERE operator = ? AND server = ? AND client_id = ?")
      .bind(user)
      .bind(client.server)
      .bind(client.client_id)
      .run();
  transaction.commit();
}

void KeptClients::forget_all(const std::string& user) {
  Transaction transaction(database_);
  database_.prepare("DELETE FROM kept_clients WHERE operator = ?").bind(user).run();
  transaction.commit();
}

std::optional<std::string> KeptClients::opened(const std::string& user, const KeptClient& client,
                                               const std::string& sealed) const {
  const auto bytes = crypto::from_base64url(sealed);
  return bytes ? crypto::unseal(key_, *bytes, about(user, client)) : std::nullopt;
}

}  // namespace appliance
