#include "appliance/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <format>
#include <fstream>
#include <sstream>

namespace appliance {

std::optional<std::string> read_file(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream) return std::nullopt;
  return std::move(text).str();
}

std::expected<Json, std::string> read_json_file(const std::string& file) {
  const auto text = read_file(file);
  if (!text) return std::unexpected(std::format("Cannot read {}.", file));
  auto document = json::parse(*text);
  if (!document) return std::unexpected(std::format("{}: {}", file, document.error()));
  return document;
}

bool write_private_file(const std::string& file, const std::string& text) {
  const std::string draft = file + ".new";
  const int descriptor = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return false;
  const bool written = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const bool kept = ::fsync(descriptor) == 0;
  return ::close(descriptor) == 0 && written && kept && std::rename(draft.c_str(), file.c_str()) == 0;
}

namespace {

// Of a program that was packed to be carried elsewhere (web/package/appliance-package.mjs): beside it. ""
// when it was not.
const std::string& packed_folder() {
  static const std::string kFolder = [] {
    std::error_code failed;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
    const auto folder = program.parent_path() / "appliance-files";
    return !failed && std::filesystem::is_directory(folder, failed) ? folder.string() : std::string();
  }();
  return kFolder;
}

std::string folder_of(const char* packed, const char* built) {
  return packed_folder().empty() ? built : packed_folder() + packed;
}

}  // namespace

std::string data_file(const std::string& name) {
  return folder_of("/data", TR_APPLIANCE_FOLDER "/data") + "/" + name;
}
std::string docs_folder() { return folder_of("/docs", TR_APPLIANCE_FOLDER "/../docs"); }
std::string pages_folder() { return folder_of("/pages", TR_APPLIANCE_FOLDER "/pages"); }
std::string widgets_folder() { return folder_of("/widgets", TR_WIDGETS_FOLDER); }

}  // namespace appliance
