#include "appliance/threat_response/casebooks.h"

#include "appliance/crypto.h"
#include "appliance/threat_response/access.h"
#include "appliance/threat_response/casebook_entity.h"
#include "appliance/threat_response/casebook_search.h"

namespace appliance {
namespace {

constexpr std::string_view kRoot = "/ctia/casebook";

// Both roots cover cases: `private-intel` holds every entity (threat-response-api.md 2.4).
bool may(const Caller& caller, std::string_view access) {
  return allows(caller, "casebook:" + std::string(access)) ||
         allows(caller, "private-intel:" + std::string(access));
}

std::expected<Json, http::Response> read_body(const http::Request& request) {
  auto body = json::parse(request.body);
  if (body) return body.value();
  return std::unexpected(
      http::json_response(400, json::object({{"type", "json-parse-exception"}, {"message", body.error()}})));
}

http::Response absent() { return http::json_response(404, json::object({{"error", "casebook not found"}})); }

}  // namespace

http::Response Casebooks::answer(const http::Request& request, const Caller& caller) {
  constexpr std::string_view kObservables = "/observables";
  constexpr std::string_view kExternal = "external_id/";
  const bool reads = request.method == "GET", posts = request.method == "POST";
  std::string rest = request.path.substr(kRoot.size());
  if (rest.empty() || rest == "/")
    return posts ? create(request, caller)
                 : http::refusal(405, "Cases are made with POST and found with /search.");
  rest.erase(0, 1);
  if (reads && rest == "search") return search(request, caller);
  if (reads && rest.starts_with(kExternal))
    return by_external_id(request, caller, rest.substr(kExternal.size()));
  if (reads) return get(request, caller, short_case_id(rest));
  if (posts && rest.ends_with(kObservables))
    return change(request, caller, short_case_id(rest.substr(0, rest.size() - kObservables.size())));
  return http::refusal(404, "This service has no such route.");
}

http::Response Casebooks::create(const http::Request& request, const Caller& caller) {
  if (!may(caller, "write")) return missing_capability(caller, "create-casebook");
  const auto body = read_body(request);
  if (!body) return body.error();
  if (auto refused = refuse_new_case(*body, origin_)) return *refused;
  const Instant when = now();
  const StoredCase made{.id = "casebook-" + crypto::uuid(), .entity = new_case(*body, caller, when)};
  store_.add(made, when);
  Json shown = made.entity;
  json::set(shown, "id", id_prefix_ + made.id);
  http::Response response = http::json_response(201, shown);
  response.set_header("Location", id_prefix_ + made.id);
  return response;
}

http::Response Casebooks::get(const http::Request& request, const Caller& caller, const std::string& id) {
  if (!may(caller, "read")) return missing_capability(caller, "read-casebook");
  if (auto refused = refuse_fields(request)) return *refused;
  const auto found = store_.find(id);
  if (!found) return http::empty_response(404);
  if (!may_read(caller, found->entity)) return not_allowed("read");
  return http::json_response(200, shown_case(request, *found, id_prefix_));
}

http::Response Casebooks::change(const http::Request& request, const Caller& caller, const std::string& id) {
  if (!may(caller, "write")) return missing_capability(caller, "create-casebook");
  const auto body = read_body(request);
  if (!body) return body.error();
  if (auto refused = refuse_observables_change(*body)) return *refused;
  http::Response response = absent();
  store_.change(id, [&](Json& entity) {
    if (!may_change(caller, entity)) {
      response = not_allowed("update");
      return false;
    }
    change_observables(entity, *body, now());
    Json shown = entity;
    json::set(shown, "id", id_prefix_ + id);
    response = http::json_response(200, shown);
    return true;
  });
  return response;
}

http::Response Casebooks::search(const http::Request& request, const Caller& caller) {
  if (!may(caller, "read")) return missing_capability(caller, "search-casebook");
  std::vector<StoredCase> visible = store_.all();
  std::erase_if(visible, [&](const StoredCase& stored) { return !may_read(caller, stored.entity); });
  return search_cases(request, std::move(visible), id_prefix_);
}

http::Response Casebooks::by_external_id(const http::Request& request, const Caller& caller,
                                         const std::string& id) {
  if (!may(caller, "read")) return missing_capability(caller, "read-casebook");
  std::vector<StoredCase> visible = store_.with_external_id(id);
  std::erase_if(visible, [&](const StoredCase& stored) { return !may_read(caller, stored.entity); });
  http::Request unfiltered = request;
  unfiltered.query.erase("query");  // paging and fields only
  return search_cases(unfiltered, std::move(visible), id_prefix_);
}

}  // namespace appliance
