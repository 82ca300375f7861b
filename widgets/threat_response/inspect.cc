#include "threat_response/inspect.h"

#include "threat_response/reading.h"

namespace threat_response {

Request inspect_request(std::string_view text) {
  return {.service = Service::kVisibility,
          .method = "POST",
          .path = "/iroh/iroh-inspect/inspect",
          .body = json::dump(json::object({{"content", text}})),
          .timeout_ms = 10'000};
}

std::expected<std::vector<Observable>, Problem> read_inspected(const Reply& reply) {
  const auto body = read_list(reply);
  if (!body) return std::unexpected(body.error());
  std::vector<Observable> found;
  for (const Json* item : json::elements(*body))
    if (auto observable = read_observable(*item)) found.push_back(*std::move(observable));
  return found;
}

}  // namespace threat_response
