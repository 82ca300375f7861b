#include "appliance/accounts.h"

#include "appliance/crypto.h"

namespace appliance {
namespace {

User read_user(const Statement& row) {
  return {.id = row.text(0),
          .name = row.text(1),
          .email = row.text(2),
          .org_id = row.text(3),
          .org_name = row.text(4)};
}

}  // namespace

void Accounts::add(const User& user, const std::string& password) {
  const std::string salt = crypto::base64url(crypto::random_bytes(16));
  Transaction transaction(database_);
  database_
      .prepare(
          "INSERT OR REPLACE INTO users (id, name, email, org_id, org_name, salt, hash) VALUES (?, ?, ?, ?, "
          "?, ?, ?)")
      .bind(user.id)
      .bind(user.name)
      .bind(user.email)
      .bind(user.org_id)
      .bind(user.org_name)
      .bind(salt)
      .bind(crypto::base64url(crypto::password_hash(password, salt)))
      .run();
  transaction.commit();
}

std::optional<User> Accounts::find(const std::string& id) {
  Transaction transaction(database_);
  Statement row = database_.prepare("SELECT id, name, email, org_id, org_name FROM users WHERE id = ?");
  if (!row.bind(id).step()) return std::nullopt;
  return read_user(row);
}

std::optional<User> Accounts::log_in(const std::string& email, const std::string& password) {
  std::optional<User> user;
  std::string salt = "none", hash;  // an unknown address takes as long as a wrong password
  {
    Transaction transaction(database_);
    Statement row =
        database_.prepare("SELECT id, name, email, org_id, org_name, salt, hash FROM users WHERE email = ?");
    if (row.bind(email).step()) {
      user = read_user(row);
      salt = row.text(5);
      hash = row.text(6);
    }
  }
  const bool fits = crypto::equal(crypto::base64url(crypto::password_hash(password, salt)), hash);
  return fits ? user : std::nullopt;
}

}  // namespace appliance
