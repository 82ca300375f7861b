#include "appliance/threat_response/module_calls.h"

#include <algorithm>
#include <future>
#include <thread>

#include "appliance/threat_response/schema.h"

namespace appliance {

namespace {

ModuleAnswer nothing(const Module& module) {
  return {.module = &module, .data = json::object({}), .failure = std::nullopt};
}

ModuleAnswer ask_elsewhere(const Module& module, const Question& question) {
  Json about = json::list({});
  for (const Json* observable : question.about)
    if (module.supports(json::text(*observable, "type"))) json::append(about, *observable);
  const bool asks_nothing = json::elements(about).empty() && !question.about.empty();
  if (question.elsewhere.empty() || asks_nothing) return nothing(module);
  auto data = module.elsewhere(question.elsewhere, about, kModulePatience);
  if (!data) return {.module = &module, .data = {}, .failure = data.error()};
  return {.module = &module, .data = question.keep(module, *data), .failure = std::nullopt};
}

}  // namespace

ModuleAnswer ask_module(const Module& module, const Question& question) {
  if (module.elsewhere) return ask_elsewhere(module, question);
  std::optional<Json> data = question.here(module);
  if (!data) return nothing(module);
  std::this_thread::sleep_for(std::min(module.latency, kModulePatience));
  if (module.latency > kModulePatience) return {.module = &module, .data = {}, .failure = kTooSlow};
  return {.module = &module, .data = *std::move(data), .failure = module.failure};
}

std::vector<ModuleAnswer> ask_modules(const std::vector<const Module*>& modules, const Question& question) {
  std::vector<std::future<ModuleAnswer>> asking;
  for (const Module* module : modules)
    asking.push_back(
        std::async(std::launch::async, [module, &question] { return ask_module(*module, question); }));
  std::vector<ModuleAnswer> answers;
  for (auto& answer : asking) answers.push_back(answer.get());
  return answers;
}

Json named(const Module& module) {
  return json::object({{"module", module.name},
                       {"module_instance_id", module.instance_id},
                       {"module_type_id", module.type_id}});
}

Json error_item(const Module& module, const ModuleFailure& failure) {
  Json item = named(module);
  json::set(item, "code", failure.code);
  json::set(item, "message", failure.message);
  json::set(item, "type", failure.type);
  return item;
}

std::expected<Json, http::Response> read_observables(const http::Request& request) {
  auto body = http::json_body(request);
  if (!body) return body;
  if (Json wrong = schema::observables(*body); !schema::fits(wrong))
    return std::unexpected(http::json_response(400, json::object({{"errors", std::move(wrong)}})));
  return body;
}

}  // namespace appliance
