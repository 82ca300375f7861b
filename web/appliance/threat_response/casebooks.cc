#include "appliance/threat_response/casebooks.h"

#include <algorithm>
#include <array>
#include <semaphore>
#include <thread>

#include "appliance/crypto.h"
#include "appliance/threat_response/access.h"
#include "appliance/threat_response/casebook_search.h"

namespace appliance {
namespace {

constexpr std::string_view kRoot = "/ctia/casebook";
constexpr std::array<std::pair<std::string_view, Metric>, 3> kMetrics = {
    {{"metric/histogram", Metric::kHistogram},
     {"metric/topn", Metric::kTopn},
     {"metric/cardinality", Metric::kCardinality}}};

// Both roots cover cases: `private-intel` holds every entity (threat-response-api.md 2.4).
bool may(const Caller& caller, std::string_view access) {
  return allows(caller, "casebook:" + std::string(access)) ||
         allows(caller, "private-intel:" + std::string(access));
}

http::Response absent(const http::Request& request) {
  const bool says_so = request.method == "PATCH" || request.method == "POST";
  return says_so ? http::json_response(404, json::object({{"error", "casebook not found"}}))
                 : http::empty_response(404);
}

http::Response no_route() { return http::refusal(404, "This service has no such route."); }

Refresh refresh_of(const http::Request& request) {
  return request.parameter("wait_for") == "true" ? Refresh::kNow : Refresh::kLater;
}

std::optional<http::Response> refuse_wait_for(const http::Request& request) {
  const std::string wait = request.parameter("wait_for");
  if (wait.empty() || wait == "true" || wait == "false") return std::nullopt;
  return http::json_response(
      400, json::object({{"errors", json::object({{"wait_for", "(not (boolean? value))"}})}}));
}

// A search looks at every case and waits for nothing. With more of them at a time than there are processors,
// whoever holds the store waits for a processor with all of them, and everybody else for the store.
class Search {
 public:
  Search() { turns().acquire(); }
  ~Search() { turns().release(); }
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

 private:
  static std::counting_semaphore<>& turns() {
    static std::counting_semaphore<> all(std::max(1U, std::thread::hardware_concurrency()));
    return all;
  }
};

}  // namespace

http::Response Casebooks::answer(const http::Request& request, const Caller& caller) {
  constexpr std::string_view kExternal = "external_id/";
  if (auto refused = refuse_wait_for(request)) return *refused;
  const std::string& method = request.method;
  std::string rest = request.path.substr(kRoot.size());
  if (rest.empty() || rest == "/")
    return method == "POST" ? create(request, caller)
                            : http::refusal(405, "Cases are made with POST and found with /search.");
  rest.erase(0, 1);
  if (rest == "search" && method == "GET") return search(request, caller, false);
  if (rest == "search/count" && method == "GET") return search(request, caller, true);
  if (rest == "search" && method == "DELETE") return delete_found(request, caller);
  for (const auto& [path, metric] : kMetrics)
    if (rest == path && method == "GET") return measure(request, caller, metric);
  if (rest.starts_with(kExternal) && method == "GET")
    return by_external_id(request, caller, rest.substr(kExternal.size()));
  if (method == "GET") return get(request, caller, short_case_id(rest));
  if (method == "PUT" || method == "PATCH") return put_or_patch(request, caller, short_case_id(rest));
  if (method == "DELETE") return remove(request, caller, short_case_id(rest));
  for (const std::string part : {"observables", "texts", "bundle"})
    if (method == "POST" && rest.ends_with('/' + part))
      return change(request, caller, short_case_id(rest.substr(0, rest.size() - part.size() - 1)), part);
  return no_route();
}

http::Response Casebooks::create(const http::Request& request, const Caller& caller) {
  if (!may(caller, "write")) return missing_capability(caller, "create-casebook");
  const auto body = http::json_body(request);
  if (!body) return body.error();
  if (auto refused = refuse_case(*body, rules_)) return *refused;
  const Instant when = now();
  const StoredCase made{.id = "casebook-" + crypto::uuid(), .entity = new_case(*body, caller, rules_, when)};
  if (auto refused = refuse_tlp(made.entity, rules_)) return *refused;
  store_.add(made, when, refresh_of(request));
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
  if (!found) return absent(request);
  if (!may_read(caller, found->entity)) return not_allowed("read");
  return http::json_response(200, shown_case(request, found->id, found->entity, id_prefix_));
}

http::Response Casebooks::put_or_patch(const http::Request& request, const Caller& caller,
                                       const std::string& id) {
  if (!may(caller, "write")) return missing_capability(caller, "create-casebook");
  auto body = http::json_body(request);
  if (!body) return body.error();
  // An entity that was read comes back with its id: that names the same case.
  if (short_case_id(json::text(*body, "id")) == id) json::remove(*body, "id");
  if (auto refused = refuse_case(*body, rules_)) return *refused;
  const auto changed = request.method == "PUT" ? replaced_case : patched_case;
  return edit(request, caller, id, [&](const Json& old) { return changed(old, *body, now()); });
}

http::Response Casebooks::change(const http::Request& request, const Caller& caller, const std::string& id,
                                 const std::string& part) {
  if (!may(caller, "write")) return missing_capability(caller, "create-casebook");
  const auto body = http::json_body(request);
  if (!body) return body.error();
  if (auto refused = refuse_part_change(part, *body)) return *refused;
  return edit(request, caller, id, [&](const Json& old) {
    Json entity = old;
    change_part(part, entity, *body, now());
    return entity;
  });
}

http::Response Casebooks::edit(const http::Request& request, const Caller& caller, const std::string& id,
                               const std::function<Json(const Json& entity)>& edited) {
  http::Response response = absent(request);
  const Edit change = [&](Json& entity) {
    if (!may_change(caller, entity)) {
      response = not_allowed("update");
      return Change::kLeave;
    }
    Json after = edited(entity);
    if (auto refused = refuse_tlp(after, rules_)) {
      response = *refused;
      return Change::kLeave;
    }
    entity = std::move(after);
    Json shown = entity;
    json::set(shown, "id", id_prefix_ + id);
    response = http::json_response(200, shown);
    return Change::kWrite;
  };
  const auto pause = lost_update_ ? lost_update_(request) : nullptr;
  if (pause)
    store_.change_unguarded(id, change, refresh_of(request), pause);
  else
    store_.change(id, change, refresh_of(request));
  return response;
}

http::Response Casebooks::remove(const http::Request& request, const Caller& caller, const std::string& id) {
  if (!may(caller, "write")) return missing_capability(caller, "delete-casebook");
  http::Response response = absent(request);
  const Edit gone = [&](const Json& entity) {
    const bool allowed = may_change(caller, entity);
    response = allowed ? http::empty_response(204) : not_allowed("delete");
    return allowed ? Change::kDelete : Change::kLeave;
  };
  store_.change(id, gone, refresh_of(request));
  return response;
}

http::Response Casebooks::search(const http::Request& request, const Caller& caller, bool count) {
  if (!may(caller, "read")) return missing_capability(caller, "search-casebook");
  const Search turn;
  CaseList found = readable(caller);
  if (auto refused = filter_cases(request, found)) return *refused;
  if (count) return http::json_response(200, Json(found.size()));
  return page_of_cases(request, std::move(found), id_prefix_);
}

http::Response Casebooks::measure(const http::Request& request, const Caller& caller, Metric metric) {
  if (!may(caller, "read")) return missing_capability(caller, "search-casebook");
  const Search turn;
  return answer_metric(metric, request, readable(caller));
}

http::Response Casebooks::delete_found(const http::Request& request, const Caller& caller) {
  if (!may(caller, "read")) return missing_capability(caller, "search-casebook");
  if (!may(caller, "write")) return missing_capability(caller, "delete-casebook");
  if (!has_filter(request))
    return http::refusal(403, "you must provide at least one of from, to, query or any field filter.");
  CaseList found = readable(caller);
  if (auto refused = filter_cases(request, found)) return *refused;
  std::erase_if(found, [&](const auto& entry) { return !may_change(caller, entry->entity); });
  if (request.parameter("REALLY_DELETE_ALL_THESE_ENTITIES") != "true")
    return http::json_response(200, Json(found.size()));
  std::size_t deleted = 0;
  for (const auto& entry : found) {
    const Edit gone = [&](const Json& entity) {
      const bool allowed = may_change(caller, entity);  // it may have changed since it was indexed
      deleted += allowed ? 1 : 0;
      return allowed ? Change::kDelete : Change::kLeave;
    };
    store_.change(entry->id, gone, refresh_of(request));
  }
  return http::json_response(200, Json(deleted));
}

http::Response Casebooks::by_external_id(const http::Request& request, const Caller& caller,
                                         const std::string& id) {
  if (!may(caller, "read")) return missing_capability(caller, "read-casebook");
  const Search turn;
  CaseList found = readable(caller);
  std::erase_if(found, [&](const auto& entry) {
    return !std::ranges::contains(json::texts(entry->entity, "external_ids"), id);
  });
  return page_of_cases(request, std::move(found), id_prefix_);
}

CaseList Casebooks::readable(const Caller& caller) {
  CaseList cases = store_.searchable();
  std::erase_if(cases, [&](const auto& entry) { return !may_read(caller, entry->entity); });
  return cases;
}

}  // namespace appliance
