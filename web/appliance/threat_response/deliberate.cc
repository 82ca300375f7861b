#include "appliance/threat_response/deliberate.h"

#include <algorithm>
#include <array>
#include <future>
#include <thread>

#include "appliance/crypto.h"
#include "appliance/threat_response/schema.h"

namespace appliance {
namespace {

constexpr Instant kVerdictLife = 30 * kDay;

struct Answer {
  Json data;
  bool timed_out = false;
};

Json verdict_doc(const Json& observable, int disposition, Instant when) {
  constexpr std::array kNames = {"Clean", "Malicious", "Suspicious", "Common", "Unknown"};
  return json::object({{"type", "verdict"},
                       {"disposition", disposition},
                       {"disposition_name", kNames.at(static_cast<std::size_t>(disposition - 1))},
                       {"observable", observable},
                       {"judgement_id", "transient:" + crypto::uuid()},
                       {"valid_time", json::object({{"start_time", iso_text(when)},
                                                    {"end_time", iso_text(when + kVerdictLife)}})}});
}

// {} when nothing asked about is of the module's kinds.
Json verdicts_of(const Module& module, const std::vector<const Json*>& observables, Instant when) {
  Json docs = json::list({});
  std::size_t count = 0;
  bool concerned = false;
  for (const Json* observable : observables) {
    const std::string type = json::text(*observable, "type");
    concerned = concerned || module.supports(type);
    const int disposition = module.disposition_of(type, json::text(*observable, "value"));
    if (disposition < 1 || disposition > 5) continue;
    json::append(docs, verdict_doc(*observable, disposition, when));
    ++count;
  }
  if (!concerned) return json::object({});
  return json::object({{"verdicts", json::object({{"count", count}, {"docs", std::move(docs)}})}});
}

Answer ask(const Module& module, const std::vector<const Json*>& observables, Instant when) {
  const bool concerned = std::ranges::any_of(
      observables, [&](const Json* observable) { return module.supports(json::text(*observable, "type")); });
  if (concerned) std::this_thread::sleep_for(std::min(module.latency, kModulePatience));
  if (concerned && module.latency > kModulePatience) return {.data = Json(), .timed_out = true};
  return {.data = verdicts_of(module, observables, when)};
}

Json named(const Module& module) {
  return json::object({{"module", module.name},
                       {"module_instance_id", module.instance_id},
                       {"module_type_id", module.type_id}});
}

Json collect(const std::vector<const Module*>& asked, std::vector<Answer> answers) {
  Json data = json::list({});
  Json errors = json::list({});
  for (std::size_t i = 0; i < asked.size(); ++i) {
    Json item = named(*asked[i]);
    if (answers[i].timed_out) {
      json::set(item, "code", "module-timeout");
      json::set(item, "message", "The module did not answer in time.");
      json::set(item, "type", "warning");
      json::append(errors, std::move(item));
    } else {
      json::set(item, "data", std::move(answers[i].data));
      json::append(data, std::move(item));
    }
  }
  Json body = json::object({{"data", std::move(data)}});
  if (!json::elements(errors).empty()) json::set(body, "errors", std::move(errors));
  return body;
}

}  // namespace

http::Response answer_deliberate(const http::Request& request, const Caller& caller,
                                 const std::vector<Module>& modules) {
  constexpr std::string_view kScope = "enrich/observables/deliberate:read";
  if (!allows(caller, kScope)) return missing_scope(caller, kScope);
  const auto body = json::parse(request.body);
  if (!body)
    return http::json_response(400,
                               json::object({{"type", "json-parse-exception"}, {"message", body.error()}}));
  if (Json wrong = schema::observables(*body); !schema::fits(wrong))
    return http::json_response(400, json::object({{"errors", std::move(wrong)}}));

  const std::vector<std::string> chosen = request.parameters("mids");
  std::vector<const Module*> asked;
  for (const Module& module : modules)
    if (chosen.empty() || std::ranges::contains(chosen, module.instance_id)) asked.push_back(&module);
  const std::vector<const Json*> observables = json::elements(*body);
  const Instant when = now();
  std::vector<std::future<Answer>> asking;
  for (const Module* module : asked)
    asking.push_back(std::async(std::launch::async, [&, module] { return ask(*module, observables, when); }));
  std::vector<Answer> answers;
  for (auto& answer : asking) answers.push_back(answer.get());
  return http::json_response(200, collect(asked, std::move(answers)));
}

}  // namespace appliance
