#include "threat_response/investigate.h"

#include "threat_response/case.h"

namespace threat_response {
namespace {

constexpr std::size_t kLongest = 2083;  // api.md 1.3

}  // namespace

std::string investigate_url(std::string_view visibility, const std::vector<Observable>& observables,
                            std::string_view case_id) {
  std::string lines;
  for (const Observable& observable : observables)
    lines += (lines.empty() ? "" : "\n") + observable.type + ':' + observable.value;
  std::string url = std::string(visibility) + "/investigate?q=" + percent_encode(lines);
  if (url.size() <= kLongest || case_id.empty()) return url;
  std::string_view id = short_id(case_id);
  constexpr std::string_view kPrefix = "casebook-";
  if (id.starts_with(kPrefix)) id.remove_prefix(kPrefix.size());
  return std::string(visibility) + "/investigate?spid=" + percent_encode(id);
}

}  // namespace threat_response
