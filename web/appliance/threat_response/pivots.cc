#include "appliance/threat_response/pivots.h"

#include <algorithm>

#include "appliance/threat_response/stranger.h"

namespace appliance {
namespace {

Json entry_of(const Module& module, const Pivot& pivot, const Json& observable, std::string url) {
  const std::string type = json::text(observable, "type");
  const std::map<std::string, std::string> names = {{"type", type},
                                                    {"value", json::text(observable, "value")}};
  Json entry = named(module);
  json::set(entry, "id", filled(pivot.id, names));
  json::set(entry, "title", filled(pivot.title, names));
  json::set(entry, "description", filled(pivot.description, names));
  json::set(entry, "url", std::move(url));
  if (pivot.categories.empty()) return entry;
  Json categories = json::list({});
  for (const std::string& category : pivot.categories) json::append(categories, category);
  json::set(entry, "categories", std::move(categories));
  return entry;
}

Json link_of(const Module& module, const Pivot& link, const Json& observable) {
  return entry_of(module, link, observable,
                  filled(link.url, {{"type", http::percent_encode(json::text(observable, "type"))},
                                    {"value", http::percent_encode(json::text(observable, "value"))}}));
}

Json action_of(const Module& module, const Pivot& action, const Json& observable) {
  std::string url = "/respond/trigger/" + http::percent_encode(module.instance_id) + '/' +
                    http::percent_encode(action.id) +
                    "?observable_type=" + http::percent_encode(json::text(observable, "type")) +
                    "&observable_value=" + http::percent_encode(json::text(observable, "value"));
  for (const auto& [name, value] : action.parameters)
    url += '&' + http::percent_encode(name) + '=' + http::percent_encode(value);
  return entry_of(module, action, observable, std::move(url));
}

// One flat list; a module that failed is in "errors".
http::Response flat(std::vector<ModuleAnswer> answers) {
  Json data = json::list({});
  Json errors = json::list({});
  for (const ModuleAnswer& answer : answers) {
    if (answer.failure) json::append(errors, error_item(*answer.module, *answer.failure));
    if (!answer.failure)
      for (const Json* entry : json::elements(answer.data)) json::append(data, *entry);
  }
  Json body = json::object({{"data", std::move(data)}});
  if (!json::elements(errors).empty()) json::set(body, "errors", std::move(errors));
  return http::json_response(200, body);
}

// What is kept of the links of a module elsewhere.
Json links_of(const Module& module, const Json& data) {
  Json entries = json::list({});
  for (const Json& link : stranger::links(data)) {
    Json entry = named(module);
    for (const auto& [name, value] : json::members(link)) json::set(entry, name, value);
    json::append(entries, std::move(entry));
  }
  return entries;
}

http::Response failed(const Module& module, const ModuleFailure& failure) {
  return http::json_response(200, json::object({{"errors", json::list({error_item(module, failure)})}}));
}

}  // namespace

http::Response Pivots::refer(const http::Request& request, const Caller& caller,
                             const std::vector<const Module*>& asked) const {
  constexpr std::string_view kScope = "enrich/observables/refer:read";
  if (!allows(caller, kScope)) return missing_scope(caller, kScope);
  const auto body = read_observables(request);
  if (!body) return body.error();
  const auto here = [&](const Module& module) -> std::optional<Json> {
    Json entries = json::list({});
    for (const Json* observable : json::elements(*body))
      for (const Pivot& link : module.links)
        if (link.is_for(json::text(*observable, "type")))
          json::append(entries, link_of(module, link, *observable));
    if (json::elements(entries).empty()) return std::nullopt;
    return entries;
  };
  return flat(ask_modules(
      asked,
      {.here = here, .elsewhere = "/refer/observables", .about = json::elements(*body), .keep = links_of}));
}

http::Response Pivots::respond(const http::Request& request, const Caller& caller,
                               const std::vector<const Module*>& asked) const {
  constexpr std::string_view kScope = "response/observables:read";
  if (!allows(caller, kScope)) return missing_scope(caller, kScope);
  const auto body = read_observables(request);
  if (!body) return body.error();
  const auto here = [&](const Module& module) -> std::optional<Json> {
    Json entries = json::list({});
    for (const Json* observable : json::elements(*body))
      for (const Pivot& action : module.actions)
        if (is_listed(module, action, *observable))
          json::append(entries, action_of(module, action, *observable));
    if (json::elements(entries).empty()) return std::nullopt;
    return entries;
  };
  return flat(ask_modules(asked, {.here = here,
                                  .elsewhere = "/respond/observables",
                                  .about = json::elements(*body),
                                  .keep = [](const Module&, const Json&) { return json::list({}); }}));
}

http::Response Pivots::trigger(const http::Request& request, const Caller& caller,
                               std::string_view path) const {
  constexpr std::string_view kScope = "response/trigger:write";
  if (!allows(caller, kScope)) return missing_scope(caller, kScope);
  const std::size_t slash = std::min(path.find('/'), path.size());
  const std::string_view action_id = slash < path.size() ? path.substr(slash + 1) : "";
  const auto module = std::ranges::find(modules_, path.substr(0, slash), &Module::instance_id);
  if (module == modules_.end()) return http::refusal(404, "There is no module with this instance id.");
  const Json observable = json::object(
      {{"type", request.parameter("observable_type")}, {"value", request.parameter("observable_value")}});
  // Of several actions with one id the parameters tell which is meant.
  const auto meant = std::ranges::find_if(module->actions, [&](const Pivot& action) {
    return action.id == action_id && action.is_for(json::text(observable, "type")) &&
           std::ranges::all_of(action.parameters, [&](const auto& parameter) {
             return request.parameter(parameter.first) == parameter.second;
           });
  });
  if (meant == module->actions.end())
    return failed(*module, {.code = "client-error",
                            .message = "The module has no such action for this observable and these "
                                       "parameters; replay the listed url as it is.",
                            .type = "error"});
  const ModuleAnswer answer =
      ask_module(*module, {.here = [&](const Module&) { return json::object({{"status", meant->status}}); }});
  if (answer.failure) return failed(*module, *answer.failure);
  if (meant->status == "success") mark(*module, *meant, observable);
  return http::json_response(200, json::object({{"data", answer.data}}));
}

bool Pivots::is_listed(const Module& module, const Pivot& action, const Json& observable) const {
  if (!action.is_for(json::text(observable, "type"))) return false;
  return action.mark.empty() || is_marked(module, action, observable) == action.undoes;
}

bool Pivots::is_marked(const Module& module, const Pivot& action, const Json& observable) const {
  Transaction transaction(database_);
  return database_
      .prepare("SELECT 1 FROM action_marks WHERE module = ? AND mark = ? AND type = ? AND value = ?")
      .bind(module.instance_id)
      .bind(action.mark)
      .bind(json::text(observable, "type"))
      .bind(json::text(observable, "value"))
      .step();
}

void Pivots::mark(const Module& module, const Pivot& action, const Json& observable) const {
  if (action.mark.empty()) return;
  Transaction transaction(database_);
  database_
      .prepare(action.undoes
                   ? "DELETE FROM action_marks WHERE module = ? AND mark = ? AND type = ? AND value = ?"
                   : "INSERT OR IGNORE INTO action_marks (module, mark, type, value) VALUES (?, ?, ?, ?)")
      .bind(module.instance_id)
      .bind(action.mark)
      .bind(json::text(observable, "type"))
      .bind(json::text(observable, "value"))
      .run();
  transaction.commit();
}

}  // namespace appliance
