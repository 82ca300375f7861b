// The folder that holds everything an appliance keeps, and the ports it had.
//
//   appliance.db           cases, clients, settings, tables (SQLite)
//   token-key.pem          signs access tokens
//   demo-client-password   id and password of the demo client, as JSON
//   demo-accounts          the demo users, the other clients and the operators with their passwords, as JSON
//   cloud-service.db       Cloud Service Settings, which the commands have open too (cloud_link/store.h)
//   cli-history            what was entered at the command line, but for answers and tokens
//   kept-clients-key       opens the API clients that the appliance keeps for its operators
//   exchange-ca.pem, exchange-ca-key.pem          the authority of the embedded exchange
//   exchange-server.pem, exchange-server-key.pem  the exchange's own certificate, a new one at each start
//
// All are readable by their owner only.
#pragma once

#include <array>
#include <expected>
#include <optional>
#include <string>

#include "appliance/database.h"

namespace appliance {

// The folder, made when it is missing. A temporary one is removed with all it holds by the destructor.
class StateFolder {
 public:
  static std::expected<StateFolder, std::string> open(const std::string& path);
  static std::expected<StateFolder, std::string> temporary();
  StateFolder(StateFolder&& other) noexcept;
  StateFolder& operator=(StateFolder&&) = delete;
  ~StateFolder();
  const std::string& path() const { return path_; }

 private:
  StateFolder(std::string path, bool temporary) : path_(std::move(path)), temporary_(temporary) {}
  std::string path_;
  bool temporary_;
};

// Appliance, visibility, private intel, exchange.
using Ports = std::array<int, 4>;

// With port 0 a folder gets free ports once and keeps them: case ids hold the address, and other software
// may have stored them.
std::optional<Ports> remembered_ports(Database& database);
void remember_ports(Database& database, const Ports& ports);

}  // namespace appliance
