#include "appliance/pages.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <format>
#include <map>

#include "appliance/crypto.h"
#include "appliance/files.h"
#include "appliance/reporting.h"
#include "appliance/threat_response/html.h"
#include "appliance/tracking.h"

namespace appliance {
namespace {

namespace fs = std::filesystem;

// Of an inline script, for the policy that lets it in (CSP 3, 2.3.1).
std::string source_of(std::string_view script) {
  return " 'sha256-" + crypto::base64(crypto::sha256(script)) + "'";
}

// `inline_source`: of the one inline script, a page's import map; "" for none. `elsewhere`: what pages may
// call besides their own origin.
std::string policy(const std::string& elsewhere, const std::string& inline_source) {
  return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'" + inline_source + "; connect-src 'self'" +
         elsewhere +
         "; style-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors "
         "'none'; "
         "require-trusted-types-for 'script'; trusted-types 'none'";
}

http::Response nothing_here() { return http::refusal(404, "There is nothing at this address."); }

// What browsers check the widgets' scripts by, whoever imports them (dist/integrity.json): others are not
// run.
std::string import_map() {
  const auto digests = read_json_file(widgets_folder() + "/integrity.json");
  Json integrity = json::object({});
  if (digests)
    for (const auto& [file, digest] : json::members(*digests))
      json::set(integrity, "/widgets/" + file, digest);
  return json::dump(json::object({{"integrity", std::move(integrity)}}));
}

// Composed anew each time: the page or the widgets may have changed.
http::Response document(const char* name, const std::string& user) {
  constexpr std::string_view kPlace = "<script type=\"importmap\">", kUser = " user=\"";
  auto text = read_file(pages_folder() + "/" + name);
  if (!text) return nothing_here();
  if (const auto at = text->find(kPlace); at != std::string::npos)
    text->insert(at + kPlace.size(), import_map());
  if (const auto at = text->find(kUser); at != std::string::npos)
    text->insert(at + kUser.size(), html::escape(user));
  http::Response response{
      .status = 200, .body = *std::move(text), .content_type = "text/html; charset=utf-8"};
  response.set_header("Cache-Control", "no-store");  // it is made for one person
  return response;
}

// An administrator changes the file while the appliance runs: the next page that is loaded has it.
http::Response pivots_of(const std::string& file) {
  if (file.empty()) return http::json_response(200, json::list({}));
  const auto list = read_json_file(file);
  return list ? http::json_response(200, *list) : http::refusal(500, list.error());
}

std::string content_type(const fs::path& file) {
  static const std::map<std::string, std::string> kTypes = {{".html", "text/html; charset=utf-8"},
                                                            {".css", "text/css; charset=utf-8"},
                                                            {".js", "text/javascript; charset=utf-8"},
                                                            {".json", "application/json; charset=utf-8"},
                                                            {".wasm", "application/wasm"},
                                                            {".svg", "image/svg+xml"},
                                                            {".map", "application/json; charset=utf-8"}};
  const auto found = kTypes.find(file.extension().string());
  return found == kTypes.end() ? "" : found->second;
}

// No empty, hidden or parent part, and no character that means something to a file system.
bool is_plain(std::string_view relative) {
  if (relative.contains('\\') || relative.contains('\0')) return false;
  for (std::size_t start = 0; start <= relative.size();) {
    const std::size_t end = std::min(relative.find('/', start), relative.size());
    if (end == start || relative[start] == '.') return false;
    start = end + 1;
  }
  return true;
}

http::Response file_under(const http::Request& request, const fs::path& folder, const std::string& relative) {
  std::error_code error;
  if (!is_plain(relative)) return nothing_here();
  const fs::path root = fs::canonical(folder, error);
  const fs::path file = error ? fs::path() : fs::canonical(root / relative, error);
  const std::string type = content_type(file);
  // A link that leads out of the folder is not followed.
  if (error || !file.string().starts_with(root.string() + '/') || !fs::is_regular_file(file, error) ||
      type.empty())
    return nothing_here();
  const auto changed = fs::last_write_time(file, error).time_since_epoch().count();
  const std::string tag = std::format("\"{:x}-{:x}\"", changed, fs::file_size(file, error));
  http::Response response = http::empty_response(304);
  if (request.header("if-none-match") != tag) {
    auto bytes = read_file(file.string());
    if (!bytes) return nothing_here();
    response = {.status = 200, .body = *std::move(bytes), .content_type = type};
  }
  response.set_header("ETag", tag);
  response.set_header("Cache-Control", "no-cache");
  return response;
}

// "/reports/web-sites" when there is a description of that table: pages/reports/web-sites.js. One document
// serves them all.
bool is_report_page(const std::string& path) {
  if (!path.starts_with("/reports/") && !path.starts_with("/tracking/")) return false;
  const std::string description = path.substr(1) + ".js";
  std::error_code error;
  return is_plain(description) && fs::is_regular_file(fs::path(pages_folder()) / description, error);
}

}  // namespace

bool is_document(const std::string& path) {
  return path == "/" || path == "/gallery" || is_report_page(path);
}

http::Response answer_for_all(const http::Request& request) {
  constexpr std::string_view kWidgets = "/widgets/";
  const std::string& path = request.path;
  if (path == "/login") return document("login.html", "");
  if (path.starts_with("/pages/")) return page_file(request);
  if (path.starts_with(kWidgets)) return file_under(request, widgets_folder(), path.substr(kWidgets.size()));
  return nothing_here();
}

http::Response answer_pages(const http::Request& request, const std::string& user,
                            const http::Origins& origins, Traffic& traffic, const ThreatResponse& service,
                            const std::string& pivots) {
  const std::string& path = request.path;
  if (service.proxy != nullptr && path.starts_with(kProxyPath)) return service.proxy->answer(request);
  if (request.method != "GET") return http::refusal(405, "Only GET is answered at this address.");
  if (path.starts_with("/sma/api/v2.0/reporting/")) return answer_reporting(request, traffic);
  if (path.starts_with("/sma/api/v2.0/message-tracking/")) return answer_message_tracking(request, traffic);
  if (path.starts_with("/sma/api/v2.0/web-tracking/")) return answer_web_tracking(request, traffic);
  if (path == "/threat-response/servers.json")
    return http::json_response(
        200, servers_document(service.servers, origins.appliance, service.proxy != nullptr));
  if (path == "/threat-response/pivots.json") return pivots_of(pivots);
  if (is_document(path)) return document(path == "/gallery" ? "gallery.html" : "page.html", user);
  return nothing_here();
}

http::Response page_file(const http::Request& request) {
  constexpr std::string_view kPages = "/pages/";
  return file_under(request, pages_folder(), request.path.substr(kPages.size()));
}

std::string page_policy(const ThreatResponse& service, const http::Response& response) {
  const bool is_page = response.content_type.starts_with("text/html");
  return policy(service.proxy != nullptr ? "" : sources(service.servers),
                is_page ? source_of(import_map()) : "");
}

}  // namespace appliance
