// The people of the embedded service, and the organisations they belong to.
#pragma once

#include <optional>
#include <string>

#include "appliance/database.h"

namespace appliance {

struct User {
  std::string id;
  std::string name;
  std::string email;
  std::string org_id;
  std::string org_name;
};

class Accounts {
 public:
  explicit Accounts(Database& database) : database_(database) {}

  // In place of a user with this address. The store keeps a salted hash of the password.
  void add(const User& user, const std::string& password);
  std::optional<User> find(const std::string& id);
  // Nothing for an unknown address and for a wrong password alike.
  std::optional<User> log_in(const std::string& email, const std::string& password);

 private:
  Database& database_;
};

}  // namespace appliance
