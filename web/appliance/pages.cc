#include "appliance/pages.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <format>
#include <map>
#include <regex>

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

// What browsers check the widgets' scripts by, whoever imports them (dist/manifest.json): others are not run.
std::string import_map() {
  Json integrity = json::object({});
  for (const char* list : {"/manifest.json", "/gallery/manifest.json"}) {
    const auto manifest = read_json_file(widgets_folder() + list);
    const Json* files = manifest ? json::find(*manifest, "files") : nullptr;
    if (files == nullptr) continue;
    for (const auto& [name, entry] : json::members(*files)) {
      const std::string file = json::text(entry, "file");
      if (file.ends_with(".js")) json::set(integrity, "/widgets/" + file, json::text(entry, "integrity"));
    }
  }
  return json::dump(json::object({{"integrity", std::move(integrity)}}));
}

// Nothing defines the element then, and page.js puts no buttons into a page whose ribbon is hidden.
void hide_widgets(std::string& text) {
  constexpr std::string_view kScript = "<script type=\"module\" src=\"/widgets/index.js\"></script>\n";
  if (const auto at = text.find(kScript); at != std::string::npos) text.erase(at, kScript.size());
  constexpr std::string_view kRibbon = "<tr-ribbon";
  if (const auto at = text.find(kRibbon); at != std::string::npos)
    text.insert(at + kRibbon.size(), " hidden");
}

// Composed anew each time: the page or the widgets may have changed.
http::Response document(const char* name, const std::string& user, bool has_widgets = true) {
  constexpr std::string_view kPlace = "<script type=\"importmap\">", kUser = " user=\"";
  auto text = read_file(pages_folder() + "/" + name);
  if (!text) return nothing_here();
  if (const auto at = text->find(kPlace); at != std::string::npos)
    text->insert(at + kPlace.size(), import_map());
  if (const auto at = text->find(kUser); at != std::string::npos)
    text->insert(at + kUser.size(), html::escape(user));
  if (!has_widgets) hide_widgets(*text);
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
                                                            {".png", "image/png"},
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

// "widgets-0a1b2c3d.wasm": with other content it has another name (web/package/build.mjs), so it is kept for
// good.
bool names_its_content(const std::string& file) {
  static const std::regex kName("[a-z-]+-[0-9a-f]{8}\\.(inline\\.)?[a-z]+");
  return std::regex_match(file, kName);
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
  response.set_header("Cache-Control",
                      names_its_content(relative) ? "public, max-age=31536000, immutable" : "no-cache");
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

constexpr std::string_view kDocs = "/docs";

// What the playground embeds and offers here: the file of that name says it for pages without this server.
http::Response docs_site() {
  return http::json_response(200, json::object({{"widgets", "/widgets/"},
                                                {"servers", "/threat-response/servers.json"},
                                                {"appliance", "/threat-response/"},
                                                {"session", "/session"}}));
}

// The documentation's pages are files that know no server; the one that loads the widgets gets the digests
// that they are checked by.
http::Response docs_page(const http::Request& request) {
  constexpr std::string_view kFirstScript = "<script";
  std::string name = request.path.substr(kDocs.size());
  if (name.empty()) {
    http::Response response = http::empty_response(308);  // relative links need the stroke
    response.set_header("Location", std::string(kDocs) + "/");
    return response;
  }
  name.erase(0, 1);
  if (name == "site.json") return docs_site();
  if (name.empty()) name = "index.html";
  http::Response response = file_under(request, widgets_folder() + "/docs", name);
  if (name != "playground.html" || response.status != 200) return response;
  if (const auto at = response.body.find(kFirstScript); at != std::string::npos)
    response.body.insert(at, "<script type=\"importmap\">" + import_map() + "</script>\n");
  response.set_header("Cache-Control", "no-store");  // the digests change with the widgets
  return response;
}

}  // namespace

bool is_docs(const std::string& path) { return path == kDocs || path.starts_with(std::string(kDocs) + "/"); }

bool is_document(const std::string& path) {
  return path == "/" || path == "/gallery" || path == "/networks/cloud-service-settings" ||
         is_report_page(path);
}

http::Response answer_for_all(const http::Request& request) {
  constexpr std::string_view kWidgets = "/widgets/";
  const std::string& path = request.path;
  if (path == "/login") return document("login.html", "");
  if (is_docs(path)) return docs_page(request);
  if (path.starts_with("/pages/")) return page_file(request);
  if (path.starts_with(kWidgets)) return file_under(request, widgets_folder(), path.substr(kWidgets.size()));
  return nothing_here();
}

http::Response answer_pages(const http::Request& request, const std::string& user,
                            const http::Origins& origins, Traffic& traffic, const ThreatResponse& service,
                            const std::string& pivots, CloudStore& cloud) {
  const std::string& path = request.path;
  if (service.proxy != nullptr && path.starts_with(kProxyPath)) return service.proxy->answer(request);
  if (request.method != "GET") return http::refusal(405, "Only GET is answered at this address.");
  if (path.starts_with("/sma/api/v2.0/reporting/")) return answer_reporting(request, traffic);
  if (path.starts_with("/sma/api/v2.0/message-tracking/")) return answer_message_tracking(request, traffic);
  if (path.starts_with("/sma/api/v2.0/web-tracking/")) return answer_web_tracking(request, traffic);
  if (path == "/threat-response/servers.json")
    return http::json_response(200, servers_document(service.servers, origins.appliance,
                                                     service.proxy != nullptr, cloud.registered_server()));
  if (path == "/threat-response/pivots.json") return pivots_of(pivots);
  if (is_document(path))
    return document(path == "/gallery" ? "gallery.html" : "page.html", user,
                    cloud_service::shows_widgets(cloud.state()));
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
