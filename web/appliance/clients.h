// API clients of the embedded service: who may ask for a token, and what the token then allows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "appliance/database.h"

namespace appliance {

struct Client {
  std::string id;      // "client-<uuid>"
  std::string name;    // as its user calls it
  std::string scopes;  // separated by one blank
  std::string user_id;
  std::string org_id;
};

struct Credentials {
  std::string id;
  std::string password;  // 54 URL-safe characters
};

class Clients {
 public:
  explicit Clients(Database& database) : database_(database) {}

  // Gives `client` an id. The store keeps a salted hash: the password is known only to who gets it here.
  Credentials add(const Client& client);
  std::optional<Client> find(const std::string& id);
  std::vector<Client> of_user(const std::string& user_id);  // in the order of their making
  // Only a client of this user; its tokens hold until they end.
  void remove(const std::string& id, const std::string& user_id);
  // False also for an unknown id.
  bool password_fits(const Credentials& credentials);

 private:
  Database& database_;
};

}  // namespace appliance
