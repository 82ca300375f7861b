// API clients that the appliance keeps for the people who log in to it ("this appliance", decision 2, D-09):
// each password sealed under the key of the state folder and bound to whose it is, so that a row copied to
// another person does not open. Who has both the store and the key has the passwords.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "appliance/database.h"
#include "appliance/instant.h"

namespace appliance {

struct KeptClient {
  std::string server;  // id of a server, see servers.json
  std::string client_id;
  bool operator==(const KeptClient&) const = default;
};

class KeptClients {
 public:
  static constexpr std::size_t kMost = 20;  // of one person

  // Reads the key in `key_file`, or makes one in the place of a missing or damaged one: what was sealed
  // before does then not open, and is asked for again. `database` outlives this. The error is a sentence.
  static std::expected<KeptClients, std::string> open(Database& database, const std::string& key_file);

  struct Listed {
    KeptClient client;
    Instant added = 0;
  };
  struct Listing {
    std::vector<Listed> clients;  // the oldest first
    KeptClient current;           // the one used last; empty for none
    bool damaged = false;         // something is kept that does not open any more
  };
  Listing list(const std::string& user);
  // Nothing for one that is not kept, or does not open.
  std::optional<std::string> password(const std::string& user, const KeptClient& client);
  // In the place of the same client; false when the person has too many.
  bool keep(const std::string& user, const KeptClient& client, const std::string& password);
  void use(const std::string& user, const KeptClient& client);
  void forget_current(const std::string& user);
  void forget(const std::string& user, const KeptClient& client);
  void forget_all(const std::string& user);

 private:
  KeptClients(Database& database, std::string key) : database_(database), key_(std::move(key)) {}
  void forget_damaged(const std::string& user);
  std::optional<std::string> opened(const std::string& user, const KeptClient& client,
                                    const std::string& sealed) const;

  Database& database_;
  std::string key_;
};

}  // namespace appliance
