// Asking modules: all at once, each for as long as the service has patience.
#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <optional>
#include <vector>

#include "appliance/http/message.h"
#include "appliance/threat_response/modules.h"

namespace appliance {

// A module that takes longer is left out, with an error item "module-timeout".
inline constexpr std::chrono::milliseconds kModulePatience{1500};

struct ModuleAnswer {
  const Module* module = nullptr;
  Json data;
  std::optional<ModuleFailure> failure;
};

struct Question {
  // What a module here says; nothing when the question is not for it, and then it neither takes time nor
  // fails.
  std::function<std::optional<Json>(const Module&)> here;
  // What a module elsewhere is asked: that path, about those of the observables that it knows the kind of,
  // and nothing without any. No path: none of these is asked.
  std::string elsewhere = {};
  std::vector<const Json*> about = {};
  // What is kept of its "data".
  std::function<Json(const Module&, const Json& data)> keep = {};
};

// One answer a module, in their order. Those the question is not for answer {}.
std::vector<ModuleAnswer> ask_modules(const std::vector<const Module*>& modules, const Question& question);
ModuleAnswer ask_module(const Module& module, const Question& question);

// {"module":...,"module_instance_id":...,"module_type_id":...}
Json named(const Module& module);
// The same with code, message and type: an item of "errors".
Json error_item(const Module& module, const ModuleFailure& failure);

// The observables of a request's body, a bare array; else the refusal (400).
std::expected<Json, http::Response> read_observables(const http::Request& request);

}  // namespace appliance
