#include "appliance/services_exchange/registrations.h"

#include "appliance/crypto.h"

namespace appliance {
namespace {

constexpr std::size_t kTokenLength = 36;
constexpr Instant kForgotten = 7 * kDay;  // until then a token that has expired is known to have been one

constexpr std::int64_t kMostUnused = 15;  // certificates of a registration that it has not used yet

constexpr const char* kTables = R"(
  CREATE TABLE IF NOT EXISTS exchange_tokens (
    hash TEXT PRIMARY KEY, region TEXT NOT NULL, org_id TEXT NOT NULL, until INTEGER NOT NULL,
    registration TEXT NOT NULL DEFAULT '', spent INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE IF NOT EXISTS exchange_registrations (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, region TEXT NOT NULL, org_id TEXT NOT NULL,
    instance_id TEXT NOT NULL, secret TEXT NOT NULL, secret_until INTEGER NOT NULL,
    since INTEGER NOT NULL DEFAULT 0, contact INTEGER NOT NULL DEFAULT 0,
    module INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE IF NOT EXISTS exchange_certificates (
    serial TEXT PRIMARY KEY, registration TEXT NOT NULL, until INTEGER NOT NULL) STRICT;
)";
constexpr std::string_view kColumns =
    "SELECT r.id, r.name, r.region, r.org_id, r.instance_id, r.since, r.contact, r.module "
    "FROM exchange_registrations r ";

std::string hash_of(std::string_view secret) { return crypto::base64url(crypto::sha256(secret)); }

// Each character as likely as any other.
std::string random_token() {
  constexpr std::string_view kCharacters = "0123456789abcdefghijklmnopqrstuvwxyz";
  constexpr unsigned kEven = 256 / kCharacters.size() * kCharacters.size();
  std::string token;
  while (token.size() < kTokenLength)
    for (const char c : crypto::random_bytes(kTokenLength)) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < kEven && token.size() < kTokenLength) token += kCharacters[byte % kCharacters.size()];
    }
  return token;
}

Registration read(const Statement& row) {
  return {.id = row.text(0),
          .name = row.text(1),
          .region = row.text(2),
          .org_id = row.text(3),
          .instance_id = row.text(4),
          .since = row.integer(5),
          .contact = row.integer(6),
          .is_module = row.integer(7) != 0};
}

void forget_registration(Database& database, const std::string& id) {
  database.prepare("DELETE FROM exchange_certificates WHERE registration = ?").bind(id).run();
  database.prepare("UPDATE exchange_tokens SET spent = 1 WHERE registration = ?").bind(id).run();
  database.prepare("DELETE FROM exchange_registrations WHERE id = ?").bind(id).run();
}

void forget_old(Database& database) {
  const Instant old = now() - kForgotten;
  database.prepare("DELETE FROM exchange_tokens WHERE until < ?").bind(old).run();
  database.prepare("DELETE FROM exchange_certificates WHERE until < ?").bind(old).run();
  database.prepare("DELETE FROM exchange_registrations WHERE since = 0 AND secret_until < ?").bind(old).run();
}

}  // namespace

Registrations::Registrations(Database& database) : database_(database) {
  Transaction transaction(database_);
  database_.execute(kTables);
  transaction.commit();
}

ExchangeToken Registrations::make_token(const std::string& region, const std::string& org_id) {
  ExchangeToken made{.text = random_token(), .until = now() + kTokenLife};
  Transaction transaction(database_);
  forget_old(database_);
  database_.prepare("INSERT INTO exchange_tokens (hash, region, org_id, until) VALUES (?, ?, ?, ?)")
      .bind(hash_of(made.text))
      .bind(region)
      .bind(org_id)
      .bind(made.until)
      .run();
  transaction.commit();
  return made;
}

std::expected<std::string, TokenRefusal> Registrations::redeem(const std::string& token,
                                                               const std::string& region,
                                                               const std::string& id,
                                                               const std::string& name) {
  const std::string hash = hash_of(token);
  Transaction transaction(database_);
  std::string org_id;
  {
    Statement row = database_.prepare(
        "SELECT org_id, until, registration, spent FROM exchange_tokens WHERE hash = ? AND region = ?");
    if (!row.bind(hash).bind(region).step()) return std::unexpected(TokenRefusal::kUnknown);
    org_id = row.text(0);
    const std::string owner = row.text(2);
    if (row.integer(3) != 0 || (!owner.empty() && owner != id)) return std::unexpected(TokenRefusal::kUsed);
    if (row.integer(1) <= now()) return std::unexpected(TokenRefusal::kExpired);
    // One that was not confirmed may go on with another token.
    if (database_
            .prepare("SELECT 1 FROM exchange_registrations WHERE id = ? AND (since > 0 OR org_id <> ? OR "
                     "region <> ?)")
            .bind(id)
            .bind(org_id)
            .bind(region)
            .step())
      return std::unexpected(TokenRefusal::kTaken);
  }
  const std::string secret = crypto::base64url(crypto::random_bytes(32));
  database_.prepare("UPDATE exchange_tokens SET registration = ? WHERE hash = ?").bind(id).bind(hash).run();
  database_
      .prepare(
          "INSERT INTO exchange_registrations (id, name, region, org_id, instance_id, secret, secret_until) "
          "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
          "secret = excluded.secret, secret_until = excluded.secret_until")
      .bind(id)
      .bind(name)
      .bind(region)
      .bind(org_id)
      .bind(crypto::uuid())
      .bind(hash_of(secret))
      .bind(now() + kSecretLife)
      .run();
  transaction.commit();
  return secret;
}

bool Registrations::secret_fits(const std::string& id, const std::string& secret) {
  Transaction transaction(database_);
  Statement row = database_.prepare(
      "SELECT secret FROM exchange_registrations WHERE id = ? AND since = 0 AND secret_until > ?");
  return row.bind(id).bind(now()).step() && crypto::equal(row.text(0), hash_of(secret));
}

void Registrations::add_certificate(const std::string& id, const std::string& serial, Instant until) {
  Transaction transaction(database_);
  database_.prepare("INSERT INTO exchange_certificates (serial, registration, until) VALUES (?, ?, ?)")
      .bind(serial)
      .bind(id)
      .bind(until)
      .run();
  // The oldest may be the one in use.
  database_
      .prepare(
          "DELETE FROM exchange_certificates WHERE registration = ?1 AND rowid <> "
          "(SELECT min(rowid) FROM exchange_certificates WHERE registration = ?1) AND rowid NOT IN "
          "(SELECT rowid FROM exchange_certificates WHERE registration = ?1 ORDER BY rowid DESC LIMIT ?2)")
      .bind(id)
      .bind(kMostUnused)
      .run();
  transaction.commit();
}

std::optional<Registration> Registrations::find(const http::Peer& peer) {
  Transaction transaction(database_);
  std::optional<Registration> found;
  {
    Statement row = database_.prepare(std::string(kColumns) +
                                      "JOIN exchange_certificates c ON c.registration = r.id WHERE c.serial "
                                      "= ? AND r.id = ? AND c.until > ?");
    if (!row.bind(peer.serial).bind(peer.name).bind(now()).step()) return std::nullopt;
    found = read(row);
  }
  constexpr std::string_view kOlder =
      " FROM exchange_certificates WHERE registration = ? AND rowid < "
      "(SELECT rowid FROM exchange_certificates WHERE serial = ?)";
  // Seldom a write, since each waits for the disk.
  bool changed = false;
  if (database_.prepare("SELECT 1" + std::string(kOlder)).bind(found->id).bind(peer.serial).step()) {
    database_.prepare("DELETE" + std::string(kOlder)).bind(found->id).bind(peer.serial).run();
    changed = true;
  }
  const Instant when = now();
  if (when - found->contact >= kContactStep || when < found->contact) {
    found->contact = when;
    database_.prepare("UPDATE exchange_registrations SET contact = ? WHERE id = ?")
        .bind(when)
        .bind(found->id)
        .run();
    changed = true;
  }
  if (changed) transaction.commit();
  return found;
}

Instant Registrations::confirm(const http::Peer& peer) {
  Transaction transaction(database_);
  Instant since = now();
  {
    Statement row = database_.prepare("SELECT since FROM exchange_registrations WHERE id = ?");
    if (row.bind(peer.name).step() && row.integer(0) != 0) return row.integer(0);
  }
  database_.prepare("UPDATE exchange_registrations SET since = ?, secret = '' WHERE id = ?")
      .bind(since)
      .bind(peer.name)
      .run();
  database_.prepare("UPDATE exchange_tokens SET spent = 1 WHERE registration = ?").bind(peer.name).run();
  database_.prepare("DELETE FROM exchange_certificates WHERE registration = ? AND serial <> ?")
      .bind(peer.name)
      .bind(peer.serial)
      .run();
  transaction.commit();
  return since;
}

void Registrations::end(const std::string& id) {
  Transaction transaction(database_);
  forget_registration(database_, id);
  transaction.commit();
}

void Registrations::end_of(const std::string& id, const std::string& org_id) {
  Transaction transaction(database_);
  Statement found = database_.prepare("SELECT 1 FROM exchange_registrations WHERE id = ? AND org_id = ?");
  if (!found.bind(id).bind(org_id).step()) return;
  forget_registration(database_, id);
  transaction.commit();
}

std::vector<Registration> Registrations::of_organization(const std::string& org_id) {
  Transaction transaction(database_);
  Statement rows =
      database_.prepare(std::string(kColumns) + "WHERE r.org_id = ? AND r.since > 0 ORDER BY r.rowid");
  rows.bind(org_id);
  std::vector<Registration> found;
  while (rows.step()) found.push_back(read(rows));
  return found;
}

void Registrations::set_module(const std::string& id, const std::string& org_id, bool is_module) {
  Transaction transaction(database_);
  database_.prepare("UPDATE exchange_registrations SET module = ? WHERE id = ? AND org_id = ? AND since > 0")
      .bind(std::int64_t{is_module})
      .bind(id)
      .bind(org_id)
      .run();
  transaction.commit();
}

}  // namespace appliance
