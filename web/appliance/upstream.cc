#include "appliance/upstream.h"

#include <utility>

#include "appliance/http/client.h"
#include "appliance/http/guard.h"

namespace appliance {

Upstream::Upstream(http::Site visibility, http::Site private_intel)
    : visibility_(std::move(visibility)), private_intel_(std::move(private_intel)) {}

std::expected<http::Response, std::string> Upstream::call(const Server& server, Service service,
                                                          http::Request request) const {
  const bool to_visibility = service == Service::kVisibility;
  const std::string& base = to_visibility ? server.visibility : server.private_intel;
  if (server.id != kEmbedded) return http::call(base, request);
  request.headers.insert_or_assign("host", http::authority_of(base));
  return (to_visibility ? visibility_ : private_intel_).answer(request);
}

http::Response as_data(const http::Response& answer) {
  http::Response data{.status = answer.status, .body = answer.body, .ends_early = answer.ends_early};
  const std::string type = http::lower(answer.content_type.substr(0, answer.content_type.find(';')));
  if (!answer.body.empty())
    data.content_type = type == "application/json" ? "application/json" : "text/plain; charset=utf-8";
  return data;
}

}  // namespace appliance
