#include "appliance/threat_response/enrich.h"

#include <algorithm>
#include <array>

#include "appliance/crypto.h"
#include "appliance/instant.h"
#include "appliance/threat_response/stranger.h"

namespace appliance {
namespace {

constexpr Instant kVerdictLife = 30 * kDay;

std::string transient_id() { return "transient:" + crypto::uuid(); }

Json group(Json docs) {
  return json::object({{"count", json::elements(docs).size()}, {"docs", std::move(docs)}});
}

// A verdict, or the judgement behind it.
Json disposed(std::string_view type, const Json& observable, int disposition, Instant when) {
  constexpr std::array kNames = {"Clean", "Malicious", "Suspicious", "Common", "Unknown"};
  return json::object({{"type", type},
                       {"disposition", disposition},
                       {"disposition_name", kNames.at(static_cast<std::size_t>(disposition - 1))},
                       {"observable", observable},
                       {"valid_time", json::object({{"start_time", iso_text(when)},
                                                    {"end_time", iso_text(when + kVerdictLife)}})}});
}

Json judgement_of(const Module& module, const Json& verdict) {
  Json judgement = verdict;
  json::set(judgement, "type", "judgement");
  json::set(judgement, "id", json::text(verdict, "judgement_id"));
  json::remove(judgement, "judgement_id");
  json::set(judgement, "priority", 90);
  json::set(judgement, "severity", "Unknown");
  json::set(judgement, "confidence", "High");
  json::set(judgement, "source", module.name);
  return judgement;
}

Json verdicts_of(const Module& module, const std::vector<const Json*>& observables, Instant when) {
  Json docs = json::list({});
  for (const Json* observable : observables) {
    const int disposition =
        module.disposition_of(json::text(*observable, "type"), json::text(*observable, "value"));
    if (disposition < 1 || disposition > 5) continue;
    Json verdict = disposed("verdict", *observable, disposition, when);
    json::set(verdict, "judgement_id", transient_id());
    json::append(docs, std::move(verdict));
  }
  return docs;
}

// A target is seen when the sighting is.
Json targets_of(const Json& doc, const Json& observed_time) {
  Json targets = json::list({});
  for (const Json* target : json::array(doc, "targets")) {
    Json seen = *target;
    json::set(seen, "observed_time", observed_time);
    json::append(targets, std::move(seen));
  }
  return targets;
}

Json sightings_of(const Module& module, const std::vector<const Json*>& observables, Instant when) {
  Json docs = json::list({});
  for (const Json* observable : observables)
    for (const KnownSighting* known :
         module.sightings_of(json::text(*observable, "type"), json::text(*observable, "value"))) {
      Json sighting = known->doc;
      const Instant start = when - known->minutes_ago * kMinute;
      Json time = json::object({{"start_time", iso_text(start)}});
      if (known->minutes > 0) json::set(time, "end_time", iso_text(start + known->minutes * kMinute));
      json::set(sighting, "type", "sighting");
      json::set(sighting, "id", transient_id());
      json::set(sighting, "observables", json::list({*observable}));
      json::set(sighting, "observed_time", time);
      json::set(sighting, "source", module.name);
      json::set(sighting, "confidence", json::text(known->doc, "confidence", "High"));
      json::set(sighting, "count", json::integer(known->doc, "count", 1));
      if (json::find(known->doc, "targets")) json::set(sighting, "targets", targets_of(known->doc, time));
      json::append(docs, std::move(sighting));
    }
  return docs;
}

bool concerns(const Module& module, const std::vector<const Json*>& observables) {
  return std::ranges::any_of(
      observables, [&](const Json* observable) { return module.supports(json::text(*observable, "type")); });
}

// One item a module, in "data" or in "errors"; the latter is there when it has items.
Json collected(std::vector<ModuleAnswer> answers) {
  Json data = json::list({});
  Json errors = json::list({});
  for (ModuleAnswer& answer : answers) {
    if (answer.failure) {
      json::append(errors, error_item(*answer.module, *answer.failure));
      continue;
    }
    Json item = named(*answer.module);
    json::set(item, "data", std::move(answer.data));
    json::append(data, std::move(item));
  }
  Json body = json::object({{"data", std::move(data)}});
  if (!json::elements(errors).empty()) json::set(body, "errors", std::move(errors));
  return body;
}

// What is kept of the verdicts and sightings of a module elsewhere.
Json verdicts_of(const Json& data, const std::vector<const Json*>& observables) {
  constexpr std::array kNames = {"Clean", "Malicious", "Suspicious", "Common", "Unknown"};
  Json docs = json::list({});
  for (Json& verdict : stranger::verdicts(data, observables)) {
    json::set(verdict, "type", "verdict");
    json::set(verdict, "disposition_name",
              kNames.at(static_cast<std::size_t>(json::integer(verdict, "disposition") - 1)));
    json::set(verdict, "judgement_id", transient_id());
    json::append(docs, std::move(verdict));
  }
  return docs;
}

Json sightings_of(const Json& data, const std::vector<const Json*>& observables) {
  Json docs = json::list({});
  for (Json& sighting : stranger::sightings(data, observables)) {
    json::set(sighting, "type", "sighting");
    json::set(sighting, "id", transient_id());
    json::append(docs, std::move(sighting));
  }
  return docs;
}

Json observed_data(const Module& module, Json verdicts, Json sightings) {
  Json judgements = json::list({});
  for (const Json* verdict : json::elements(verdicts))
    json::append(judgements, judgement_of(module, *verdict));
  Json data = json::object({{"verdicts", group(std::move(verdicts))}});
  if (!json::elements(judgements).empty()) json::set(data, "judgements", group(std::move(judgements)));
  if (!json::elements(sightings).empty()) json::set(data, "sightings", group(std::move(sightings)));
  return data;
}

std::vector<const Module*> chosen(const http::Request& request, const std::vector<const Module*>& modules) {
  const std::vector<std::string> ids = request.parameters("mids");
  std::vector<const Module*> asked;
  for (const Module* module : modules)
    if (ids.empty() || std::ranges::contains(ids, module->instance_id)) asked.push_back(module);
  return asked;
}

Json status(std::string_view word) { return json::object({{"status", word}}); }

// A module says it is well, that it fails, or nothing in time.
ModuleAnswer health_of(const Module& module) {
  ModuleAnswer answer = ask_module(
      module,
      {.here = [](const Module&) { return status("ok"); },
       .elsewhere = "/health",
       .keep = [](const Module&,
                  const Json& data) { return status(json::text(data, "status") == "ok" ? "ok" : "error"); }});
  if (!answer.failure || answer.failure->code == kTooSlow.code || module.elsewhere) return answer;
  answer.data = status("error");
  answer.failure = std::nullopt;
  return answer;
}

}  // namespace

http::Response answer_deliberate(const http::Request& request, const Caller& caller,
                                 const std::vector<const Module*>& modules) {
  constexpr std::string_view kScope = "enrich/observables/deliberate:read";
  if (!allows(caller, kScope)) return missing_scope(caller, kScope);
  const auto body = read_observables(request);
  if (!body) return body.error();
  const std::vector<const Json*> observables = json::elements(*body);
  const Instant when = now();
  const Question question{
      .here = [&](const Module& module) -> std::optional<Json> {
        if (!concerns(module, observables)) return std::nullopt;
        return json::object({{"verdicts", group(verdicts_of(module, observables, when))}});
      },
      .elsewhere = "/deliberate/observables",
      .about = observables,
      .keep =
          [&](const Module&, const Json& data) {
            return json::object({{"verdicts", group(verdicts_of(data, observables))}});
          }};
  return http::json_response(200, collected(ask_modules(chosen(request, modules), question)));
}

http::Response answer_observe(const http::Request& request, const Caller& caller,
                              const std::vector<const Module*>& modules) {
  constexpr std::string_view kScope = "enrich/observables/observe:read";
  if (!allows(caller, kScope)) return missing_scope(caller, kScope);
  const auto body = read_observables(request);
  if (!body) return body.error();
  return http::json_response(200, observed(chosen(request, modules), json::elements(*body)));
}

Json observed(const std::vector<const Module*>& asked, const std::vector<const Json*>& observables) {
  const Instant when = now();
  return collected(ask_modules(asked, {.here = [&](const Module& module) -> std::optional<Json> {
                                         if (!concerns(module, observables)) return std::nullopt;
                                         return observed_data(module, verdicts_of(module, observables, when),
                                                              sightings_of(module, observables, when));
                                       },
                                       .elsewhere = "/observe/observables",
                                       .about = observables,
                                       .keep =
                                           [&](const Module& module, const Json& data) {
                                             return observed_data(module, verdicts_of(data, observables),
                                                                  sightings_of(data, observables));
                                           }}));
}

http::Response answer_health(const Caller& caller, const std::vector<const Module*>& modules,
                             std::string_view instance_id) {
  constexpr std::string_view kScope = "integration/health:read";
  if (!allows(caller, kScope)) return missing_scope(caller, kScope);
  std::vector<ModuleAnswer> answers;
  for (const Module* module : modules)
    if (instance_id.empty() || module->instance_id == instance_id) answers.push_back(health_of(*module));
  if (instance_id.empty()) return http::json_response(200, collected(std::move(answers)));
  if (answers.empty()) return http::refusal(404, "There is no module with this instance id.");
  Json body = collected(std::move(answers));
  if (const auto items = json::array(body, "data"); !items.empty()) {
    const Json item = *items.front();
    json::set(body, "data", item);
  } else {
    json::remove(body, "data");
  }
  return http::json_response(200, body);
}

}  // namespace appliance
