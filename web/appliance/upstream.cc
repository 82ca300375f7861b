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

}  // namespace appliance
