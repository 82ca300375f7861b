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
  return read_observables(json::elements(*body));
}

}  // namespace threat_response
