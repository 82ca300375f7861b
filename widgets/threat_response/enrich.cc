#include "threat_response/enrich.h"

#include "threat_response/instant.h"
#include "threat_response/reading.h"

namespace threat_response {
namespace {

// Seconds since 1970; `otherwise` when there is no such time.
double time_of(const Json& object, std::string_view key, double otherwise) {
  const auto instant = parse_iso(json::text(object, key));
  return instant ? static_cast<double>(*instant) / 1000 : otherwise;
}

Disposition disposition_of(const Json& verdict) {
  const std::int64_t number = json::integer(verdict, "disposition");
  return number >= 1 && number <= 5 ? static_cast<Disposition>(number) : Disposition::kUnknown;
}

std::optional<Verdict> verdict_of(const Json& document) {
  const Json* about = json::find(document, "observable");
  auto observable = about ? read_observable(*about) : std::nullopt;
  if (!observable) return std::nullopt;
  Verdict verdict{.observable = *std::move(observable), .disposition = disposition_of(document)};
  const Json* valid = json::find(document, "valid_time");
  if (!valid) return verdict;
  verdict.valid_from = time_of(*valid, "start_time", 0);
  verdict.valid_until = time_of(*valid, "end_time", kForever);
  return verdict;
}

Target target_of(const Json& document) {
  return {.type = json::text(document, "type"),
          .observables = read_observables(json::array(document, "observables"))};
}

// Nothing for one that has no two ends.
std::optional<Relation> relation_of(const Json& document) {
  const Json* source = json::find(document, "source");
  const Json* related = json::find(document, "related");
  auto from = source ? read_observable(*source) : std::nullopt;
  auto to = related ? read_observable(*related) : std::nullopt;
  if (!from || !to) return std::nullopt;
  return Relation{.source = *std::move(from),
                  .related = *std::move(to),
                  .name = json::text(document, "relation"),
                  .origin = json::text(document, "origin")};
}

std::optional<Sighting> sighting_of(const Json& document) {
  Sighting sighting{.observables = read_observables(json::array(document, "observables")),
                    .count = json::integer(document, "count", 1),
                    .title = json::text(document, "title"),
                    .description = json::text(document, "description"),
                    .source = json::text(document, "source"),
                    .source_uri = json::text(document, "source_uri"),
                    .confidence = json::text(document, "confidence"),
                    .targets = {},
                    .relations = {}};
  if (sighting.observables.empty()) return std::nullopt;
  if (const Json* time = json::find(document, "observed_time")) {
    sighting.seen_from = time_of(*time, "start_time", 0);
    sighting.seen_until = time_of(*time, "end_time", sighting.seen_from);
  }
  for (const Json* target : json::array(document, "targets")) sighting.targets.push_back(target_of(*target));
  for (const Json* relation : json::array(document, "relations"))
    if (auto one = relation_of(*relation)) sighting.relations.push_back(*std::move(one));
  return sighting;
}

// The documents of a group, e.g. of "verdicts"; none when the module has no such group.
std::vector<const Json*> documents(const Json& item, std::string_view group) {
  const Json* data = json::find(item, "data");
  const Json* found = data ? json::find(*data, group) : nullptr;
  return found ? json::array(*found, "docs") : std::vector<const Json*>();
}

Request about(std::string path, const std::vector<Observable>& asked, const std::vector<std::string>& modules,
              unsigned timeout_ms) {
  char before = '?';
  for (const std::string& module : modules) {
    path += before + ("mids=" + percent_encode(module));
    before = '&';
  }
  return {.service = Service::kVisibility,
          .method = "POST",
          .path = std::move(path),
          .body = json::dump(to_json(asked)),
          .timeout_ms = timeout_ms};
}

ModuleHealth::Status status_of(const Json& item) {
  const Json* data = json::find(item, "data");
  const std::string status = data ? json::text(*data, "status") : "";
  if (status == "ok") return ModuleHealth::Status::kOk;
  return status == "error" ? ModuleHealth::Status::kError : ModuleHealth::Status::kUnknown;
}

}  // namespace

Request deliberate_request(const std::vector<Observable>& asked, const std::vector<std::string>& modules) {
  return about("/iroh/iroh-enrich/deliberate/observables", asked, modules, 30'000);
}

Request observe_request(const std::vector<Observable>& asked, const std::vector<std::string>& modules) {
  return about("/iroh/iroh-enrich/observe/observables", asked, modules, 90'000);
}

std::expected<Enrichment, Problem> read_enrichment(const Reply& reply) {
  const auto body = read_object(reply);
  if (!body) return std::unexpected(body.error());
  Enrichment out;
  for (const Json* item : json::array(*body, "data")) {
    ModuleAnswer answer{.module = read_module(*item), .verdicts = {}, .sightings = {}};
    for (const Json* document : documents(*item, "verdicts"))
      if (auto verdict = verdict_of(*document)) answer.verdicts.push_back(*std::move(verdict));
    for (const Json* document : documents(*item, "sightings"))
      if (auto sighting = sighting_of(*document)) answer.sightings.push_back(*std::move(sighting));
    out.answers.push_back(std::move(answer));
  }
  out.problems = read_module_problems(*body);
  return out;
}

Request health_request(std::string_view module) {
  std::string path = "/iroh/iroh-enrich/health";
  if (!module.empty()) path += '/' + percent_encode(module);
  return {.service = Service::kVisibility, .method = "POST", .path = std::move(path), .timeout_ms = 30'000};
}

std::expected<std::vector<ModuleHealth>, Problem> read_health(const Reply& reply) {
  const auto body = read_object(reply);
  if (!body) return std::unexpected(body.error());
  std::vector<ModuleHealth> all;
  const auto add = [&all](const Json& item) { all.push_back({read_module(item), status_of(item)}); };
  const Json* data = json::find(*body, "data");
  if (data && json::is_object(*data)) add(*data);  // of one module it is no list (api.md 4.5)
  for (const Json* item : json::array(*body, "data")) add(*item);
  for (ModuleProblem& problem : read_module_problems(*body))
    all.push_back({std::move(problem.module), ModuleHealth::Status::kUnknown});
  return all;
}

Module read_module(const Json& item) {
  return {.instance_id = json::text(item, "module_instance_id"),
          .type_id = json::text(item, "module_type_id"),
          .name = json::text(item, "module")};
}

std::vector<ModuleProblem> read_module_problems(const Json& body) {
  std::vector<ModuleProblem> problems;
  for (const Json* error : json::array(body, "errors")) {
    ModuleProblem problem{.module = read_module(*error),
                          .code = json::text(*error, "code"),
                          .message = json::text(*error, "message")};
    problem.timed_out = problem.code == "module-timeout";
    problems.push_back(std::move(problem));
  }
  return problems;
}

}  // namespace threat_response
