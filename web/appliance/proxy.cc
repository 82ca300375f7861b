#include "appliance/proxy.h"

#include <algorithm>
#include <array>
#include <format>
#include <utility>

#include "appliance/http/guard.h"

namespace appliance {
namespace {

constexpr std::array<std::string_view, 5> kMethods = {"GET", "POST", "PUT", "PATCH", "DELETE"};
constexpr std::array<std::string_view, 3> kSent = {"authorization", "content-type", "accept"};
// threat-response-api.md 6.6.
constexpr std::array<std::string_view, 12> kGivenBack = {"x-total-hits",
                                                         "x-next",
                                                         "x-previous",
                                                         "x-sort",
                                                         "etag",
                                                         "retry-after",
                                                         "x-ratelimit-org-limit",
                                                         "x-iroh-version",
                                                         "x-iroh-config",
                                                         "x-ctim-version",
                                                         "x-ctia-version",
                                                         "x-ctia-config"};
// How often a path may be encoded for all of its meanings to be looked at. Ours is encoded once.
constexpr int kDeepest = 4;

http::Response nothing_here() { return http::refusal(404, "There is nothing at this address."); }

bool has_dots(std::string_view path) {
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find_first_of("/\\;", start), path.size());
    const std::string_view part = path.substr(start, end - start);
    if (part == "." || part == "..") return true;
    start = end + 1;
  }
  return false;
}

// Stays where it begins, however the other side decodes it: no part is "." or "..", none is empty, and
// nothing in it is a backslash or a control.
bool stays_inside(const std::string& path) {
  if (path.contains("//") || std::ranges::any_of(path, [](char c) { return c < '!' || c > '~'; }))
    return false;
  std::string decoded = path;
  for (int depth = 0; depth < kDeepest; ++depth) {
    if (has_dots(decoded) || decoded.contains('\\') ||
        std::ranges::any_of(decoded, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }))
      return false;
    const std::string next = http::percent_decode(decoded);
    if (next == decoded) return true;
    decoded = next;
  }
  return false;
}

http::Response given_back(const http::Response& from) {
  http::Response response = as_data(from);
  for (const auto& [name, value] : from.headers)
    if (std::ranges::contains(kGivenBack, http::lower(name))) response.set_header(name, value);
  response.set_header("Cache-Control", "no-store");
  return response;
}

}  // namespace

std::string proxy_address(const std::string& appliance, const std::string& id, std::string_view service) {
  return std::format("{}{}{}/{}", appliance, kProxyPath, id, service);
}

Proxy::Proxy(std::string appliance, std::vector<Server> servers, const Upstream& upstream)
    : appliance_(std::move(appliance)), servers_(std::move(servers)), upstream_(upstream) {}

http::Response Proxy::answer(const http::Request& request) const {
  if (!http::is_from_own_page(request, appliance_))
    return http::refusal(403, "Only a page of this appliance may call Threat Response through it.");
  // As it was sent: what another part of the way would decode is not decoded here. An address in absolute
  // form does not begin like this.
  if (!request.target.starts_with(kProxyPath)) return nothing_here();
  const std::string path = request.target.substr(0, request.target.find('?'));
  const std::size_t id_start = kProxyPath.size();
  const std::size_t id_end = path.find('/', id_start);
  const std::size_t service_end = id_end == std::string::npos ? id_end : path.find('/', id_end + 1);
  if (service_end == std::string::npos) return nothing_here();
  const std::string id = path.substr(id_start, id_end - id_start);
  const std::string service = path.substr(id_end + 1, service_end - id_end - 1);
  const bool to_visibility = service == kVisibilityService;
  if (!to_visibility && service != kPrivateIntelService) return nothing_here();
  const auto server = std::ranges::find(servers_, id, &Server::id);
  if (server == servers_.end()) return nothing_here();
  if (!server->unavailable.empty()) return http::refusal(403, server->unavailable);
  const std::string inner = path.substr(service_end);
  if (!inner.starts_with(to_visibility ? "/iroh/" : "/ctia/") || !stays_inside(inner)) return nothing_here();
  if (!std::ranges::contains(kMethods, request.method))
    return http::refusal(405, "This method is not handed on to Threat Response.");

  http::Request handed_on{.method = request.method,
                          .target = request.target.substr(service_end),
                          .path = request.path.substr(service_end),
                          .query = request.query,
                          .body = request.body};
  for (const std::string_view name : kSent)
    if (std::string value = request.header(name); !value.empty())
      handed_on.headers.emplace(name, std::move(value));
  const auto response = upstream_.call(
      *server, to_visibility ? Upstream::Service::kVisibility : Upstream::Service::kPrivateIntel,
      std::move(handed_on));
  if (!response) return http::refusal(502, response.error());
  if (response->status >= 300 && response->status < 400 && response->status != 304)
    return http::refusal(
        502,
        std::format("{} sends this call elsewhere, where it is not sent; check the address of the server.",
                    server->name));
  return given_back(*response);
}

}  // namespace appliance
