#include "appliance/operators.h"

#include "appliance/crypto.h"

namespace appliance {
namespace {

// As AsyncOS has it: the one account that is always there.
constexpr std::string_view kAdministrator = "admin";

}  // namespace

void Operators::add(const std::string& name, const std::string& password) {
  const std::string salt = crypto::base64url(crypto::random_bytes(16));
  const std::string hash = crypto::base64url(crypto::password_hash(password, salt));
  Transaction transaction(database_);
  database_.prepare("INSERT OR REPLACE INTO operators (name, salt, hash) VALUES (?, ?, ?)")
      .bind(name)
      .bind(salt)
      .bind(hash)
      .run();
  transaction.commit();
}

bool Operators::is_administrator(const std::string& name) { return name == kAdministrator; }

bool Operators::log_in(const std::string& name, const std::string& password) {
  std::string salt = "none", hash;
  {
    Transaction transaction(database_);
    Statement row = database_.prepare("SELECT salt, hash FROM operators WHERE name = ?");
    if (row.bind(name).step()) {
      salt = row.text(0);
      hash = row.text(1);
    }
  }
  return crypto::equal(crypto::base64url(crypto::password_hash(password, salt)), hash);
}

}  // namespace appliance
