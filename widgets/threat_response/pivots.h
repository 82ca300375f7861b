// Where an observable can go from here: links of the modules (refer) and what they can do about it (respond,
// trigger). threat-response-api.md 5.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "threat_response/enrich.h"

namespace threat_response {

// A link or an action, as a module offers it. All of it is the module's own text.
struct Pivot {
  Module module;
  std::string id;  // of an action not its own: one list, two actions (api.md 5.2)
  std::string title, description;
  std::vector<std::string> categories;
  std::string url;  // of a link a whole https address; of an action what trigger_request takes, and its key
  bool operator==(const Pivot&) const = default;
};

// In bytes. A text that is longer is cut, an entry whose address is longer is left out.
inline constexpr std::size_t kLongestPivotText = 400, kLongestPivotAddress = 8192;

struct Pivots {
  std::vector<Pivot> list;
  std::vector<ModuleProblem> problems;
};

// One observable a call: a link does not say which observable it is for (api.md 5.1).
Request refer_request(const Observable& observable);
Request respond_request(const Observable& observable);

// A link without a title or whose address is not https is left out: it would be a button that does nothing,
// or a script. `insecure_origins` are those whose own http links are taken too: an embedded service's and the
// page's, where they have no certificate.
std::expected<Pivots, Problem> read_links(const Reply& reply,
                                          const std::vector<std::string>& insecure_origins = {});
// An action without a title or whose address is not a trigger's is left out.
std::expected<Pivots, Problem> read_actions(const Reply& reply);

// Whether an action's address, as the service listed it, is one of a trigger: '/respond/trigger/', two
// segments that are not '.' or '..', a query. What it holds is sent as it is (api.md 5.3).
bool is_trigger(std::string_view url);
// Does it. `url` is_trigger(). Never repeated: nobody knows whether an unanswered one was done.
Request trigger_request(std::string_view url);

struct Triggered {
  enum class Status {
    kSuccess,
    kFailure
  } status = Status::kFailure;  // success: accepted, perhaps only begun
  std::vector<ModuleProblem> problems;
};
// A 200 with errors and no status is a failure (api.md 5.3).
std::expected<Triggered, Problem> read_triggered(const Reply& reply);

}  // namespace threat_response
