// API clients of the embedded service: who may ask for a token, and what the token then allows.
#pragma once

#include <expected>
#include <optional>
#include <string>

#include "appliance/database.h"

namespace appliance {

struct Client {
  std::string id;      // "client-<uuid>"
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

  // Makes a client with a new user and organisation. The store keeps a salted hash: the password is known
  // only to who gets it here.
  Credentials add(const std::string& scopes);
  std::optional<Client> find(const std::string& id);
  // False also for an unknown id.
  bool password_fits(const Credentials& credentials);

 private:
  Database& database_;
};

// The demo client of a state folder: made once, its password kept readable in the folder's file
// `demo-client-password` (owner only) because the start prints it each time. The error is a sentence.
std::expected<Credentials, std::string> demo_client(Clients& clients, const std::string& folder);

}  // namespace appliance
