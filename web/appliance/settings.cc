#include "appliance/settings.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <format>

#include "appliance/files.h"

namespace appliance {
namespace {

constexpr std::array<std::string_view, 4> kTlps = {"white", "green", "amber", "red"};
constexpr std::array<std::string_view, 9> kKnown = {
    "cloud", "modules", "pages", "pivots", "servers", "proxy", "minimum_tlp", "hourly_limit", "refresh_ms"};
constexpr std::string_view kAuthority = "abcdefghijklmnopqrstuvwxyz0123456789-.:[]";
constexpr std::int64_t kLargest = 1'000'000'000;

// As a browser writes it in the header Origin: anything else would never fit.
bool is_origin(std::string_view text) {
  const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  const std::string_view rest = text.substr(scheme);
  return scheme > 0 && !rest.empty() && rest.find_first_not_of(kAuthority) == std::string_view::npos;
}

std::expected<std::vector<std::string>, std::string> read_pages(const Json& list) {
  std::vector<std::string> pages;
  if (!json::is_array(list)) return std::unexpected("pages is a JSON array.");
  for (const Json* one : json::elements(list)) {
    pages.push_back(json::text_of(*one));
    if (!is_origin(pages.back()))
      return std::unexpected(std::format(
          "pages: {} is no origin, which is written like http://localhost:5173.", json::dump(*one)));
  }
  return pages;
}

}  // namespace

Settings default_settings() {
  Settings settings;
  settings.modules = data_file("modules.json");
  return settings;
}

std::expected<Settings, std::string> read_settings(const std::string& file) {
  const auto document = read_json_file(file);
  if (!document) return std::unexpected(document.error());
  if (!json::is_object(*document)) return std::unexpected(file + " must hold a JSON object.");
  Settings settings = default_settings();
  for (const auto& [key, value] : json::members(*document))
    if (!std::ranges::contains(kKnown, key))
      return std::unexpected(std::format("{}: there is no setting '{}'.", file, key));
  if (const std::string modules = json::text(*document, "modules"); !modules.empty())
    settings.modules = (std::filesystem::path(file).parent_path() / modules).string();
  if (const std::string pivots = json::text(*document, "pivots"); !pivots.empty()) {
    settings.pivots = (std::filesystem::path(file).parent_path() / pivots).string();
    const auto list = read_json_file(settings.pivots);
    if (!list) return std::unexpected(list.error());
    if (!json::is_array(*list)) return std::unexpected(settings.pivots + " must hold a JSON array.");
  }
  if (const Json* cloud = json::find(*document, "cloud")) {
    auto read = read_cloud_setup(*cloud);
    if (!read) return std::unexpected(std::format("{}: cloud: {}", file, read.error()));
    settings.cloud = *std::move(read);
  }
  if (const Json* servers = json::find(*document, "servers")) {
    auto read = read_servers(*servers);
    if (!read) return std::unexpected(std::format("{}: {}", file, read.error()));
    settings.servers = *std::move(read);
  }
  if (const Json* pages = json::find(*document, "pages")) {
    auto read = read_pages(*pages);
    if (!read) return std::unexpected(std::format("{}: {}", file, read.error()));
    settings.pages = *std::move(read);
  }
  if (const Json* proxy = json::find(*document, "proxy")) {
    settings.proxy = json::boolean(*document, "proxy");
    if (json::type_name(*proxy) != "boolean") return std::unexpected(file + ": proxy is true or false.");
  }
  settings.minimum_tlp = json::text(*document, "minimum_tlp", settings.minimum_tlp);
  if (!std::ranges::contains(kTlps, settings.minimum_tlp))
    return std::unexpected(file + ": minimum_tlp is one of white, green, amber and red.");
  const std::int64_t limit = json::integer(*document, "hourly_limit", 8000);
  const std::int64_t refresh = json::integer(*document, "refresh_ms", settings.refresh_ms.count());
  if (limit < 1 || limit > kLargest || refresh < 0 || refresh > kLargest)
    return std::unexpected(file + ": hourly_limit and refresh_ms are whole numbers in reason.");
  settings.hourly_limit = static_cast<std::size_t>(limit);
  settings.refresh_ms = std::chrono::milliseconds(refresh);
  return settings;
}

}  // namespace appliance
