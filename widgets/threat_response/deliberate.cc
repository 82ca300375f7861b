#include "threat_response/deliberate.h"

#include <algorithm>
#include <array>
#include <utility>

#include "json/json.h"

namespace threat_response {
namespace {

Disposition disposition_of(const Json& verdict) {
  const std::int64_t number = json::integer(verdict, "disposition");
  return number >= 1 && number <= 5 ? static_cast<Disposition>(number) : Disposition::kUnknown;
}

// Nothing for a kind of observable we do not show: the service's list of kinds grows (api.md 3.1).
void read_verdict(const Json& item, const Json& verdict, Deliberation& out) {
  const Json* about = json::find(verdict, "observable");
  if (!about) return;
  const auto type = observables::type_from_name(json::text(*about, "type"));
  if (!type) return;
  const Json* valid = json::find(verdict, "valid_time");
  out.verdicts.push_back({.module = json::text(item, "module"),
                          .module_instance_id = json::text(item, "module_instance_id"),
                          .observable = {*type, json::text(*about, "value")},
                          .disposition = disposition_of(verdict),
                          .valid_until = valid ? json::text(*valid, "end_time") : ""});
}

}  // namespace

Request deliberate_request(const std::vector<observables::Observable>& asked) {
  Json body = json::list({});
  for (const auto& observable : asked)
    json::append(body, json::object({{"type", std::string(observables::type_name(observable.type))},
                                     {"value", observable.value}}));
  return {.service = Service::kVisibility,
          .method = "POST",
          .path = "/iroh/iroh-enrich/deliberate/observables",
          .body = json::dump(body),
          .timeout_ms = 30'000};
}

std::expected<Deliberation, Problem> read_deliberation(const Reply& reply) {
  if (!reply.ok()) return std::unexpected(problem_of(reply));
  const auto body = json::parse(reply.body);
  if (!body || !json::is_object(*body)) return std::unexpected(unreadable());
  Deliberation out;
  for (const Json* item : json::array(*body, "data")) {
    const Json* data = json::find(*item, "data");
    const Json* group = data ? json::find(*data, "verdicts") : nullptr;
    if (!group) continue;  // the module ran and knows nothing
    for (const Json* verdict : json::array(*group, "docs")) read_verdict(*item, *verdict, out);
  }
  for (const Json* error : json::array(*body, "errors"))
    out.problems.push_back({json::text(*error, "module"), json::text(*error, "code")});
  return out;
}

std::vector<Verdict> verdicts_of(const Deliberation& all, const observables::Observable& observable) {
  std::vector<Verdict> found;
  std::ranges::copy_if(all.verdicts, std::back_inserter(found),
                       [&](const Verdict& verdict) { return verdict.observable == observable; });
  return found;
}

Disposition roll_up(const std::vector<Verdict>& verdicts) {
  constexpr std::array kByAttention = {Disposition::kMalicious, Disposition::kSuspicious,
                                       Disposition::kUnknown, Disposition::kCommon, Disposition::kClean};
  for (const Disposition worst : kByAttention)
    if (std::ranges::contains(verdicts, worst, &Verdict::disposition)) return worst;
  return Disposition::kNone;
}

}  // namespace threat_response
