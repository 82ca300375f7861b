#include "appliance/state.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <format>

#include "json/json.h"

namespace appliance {

namespace fs = std::filesystem;

std::expected<StateFolder, std::string> StateFolder::open(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (!fs::is_directory(path, error) || ::access(path.c_str(), W_OK | X_OK) != 0)
    return std::unexpected(
        std::format("Cannot write to the state folder {}; choose another with --state.", path));
  ::chmod(path.c_str(), S_IRWXU);
  return StateFolder(path, false);
}

std::expected<StateFolder, std::string> StateFolder::temporary() {
  std::error_code error;
  std::string pattern = (fs::temp_directory_path(error) / "appliance-XXXXXX").string();
  if (error || ::mkdtemp(pattern.data()) == nullptr)
    return std::unexpected("Cannot make a temporary folder for the store.");
  return StateFolder(std::move(pattern), true);
}

StateFolder::StateFolder(StateFolder&& other) noexcept
    : path_(std::move(other.path_)), temporary_(std::exchange(other.temporary_, false)) {}

StateFolder::~StateFolder() {
  std::error_code ignored;
  if (temporary_) fs::remove_all(path_, ignored);
}

std::optional<Ports> remembered_ports(Database& database) {
  Transaction transaction(database);
  Statement row = database.prepare("SELECT value FROM settings WHERE name = 'ports'");
  if (!row.step()) return std::nullopt;
  const auto kept = json::parse(row.text(0));
  if (!kept) return std::nullopt;
  return Ports{static_cast<int>(json::integer(*kept, "appliance")),
               static_cast<int>(json::integer(*kept, "visibility")),
               static_cast<int>(json::integer(*kept, "private_intel")),
               static_cast<int>(json::integer(*kept, "exchange"))};  // 0 of a folder of an earlier version
}

void remember_ports(Database& database, const Ports& ports) {
  const Json kept = json::object({{"appliance", ports[0]},
                                  {"visibility", ports[1]},
                                  {"private_intel", ports[2]},
                                  {"exchange", ports[3]}});
  Transaction transaction(database);
  database.prepare("INSERT OR REPLACE INTO settings (name, value) VALUES ('ports', ?)")
      .bind(json::dump(kept))
      .run();
  transaction.commit();
}

}  // namespace appliance
