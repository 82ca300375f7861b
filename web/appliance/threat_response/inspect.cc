#include "appliance/threat_response/inspect.h"

#include <array>
#include <set>

#include "appliance/threat_response/schema.h"
#include "observables/find.h"

namespace appliance {

http::Response answer_inspect(const http::Request& request, const Caller& caller) {
  constexpr std::string_view kScope = "inspect:read";
  if (!allows(caller, kScope)) return missing_scope(caller, kScope);
  const auto body = http::json_body(request);
  if (!body) return body.error();
  static const std::array kFields = {schema::Field{"content", schema::text, true}};
  // This service does not wrap its reasons in "errors" (threat-response-api.md 2.3).
  if (Json wrong = schema::object(*body, kFields); !schema::fits(wrong))
    return http::json_response(400, wrong);
  std::set<std::pair<std::string_view, std::string>> seen;
  Json found = json::list({});
  const observables::Hits hits = observables::find(json::text(*body, "content"));
  for (const observables::Hit& hit : hits.list) {
    const std::string_view type = observables::type_name(hit.type);
    const std::string value(hits.value(hit));
    if (seen.emplace(type, value).second)
      json::append(found, json::object({{"type", type}, {"value", value}}));
  }
  return http::json_response(200, found);
}

}  // namespace appliance
