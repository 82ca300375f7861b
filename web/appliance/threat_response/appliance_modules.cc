#include "appliance/threat_response/appliance_modules.h"

#include <format>

#include "appliance/threat_response/stranger.h"

namespace appliance {
namespace {

constexpr const char* kTypeId = "d7a1c0b4-6e0d-5f58-8b0b-3f9e7c1d2a04";
constexpr std::size_t kLongestCode = 64, kLongestMessage = 300;

ModuleFailure offline(const std::string& name) {
  return {.code = "module-offline",
          .message =
              std::format("{} has no connection to the service; look at its Cloud Service Settings.", name),
          .type = "error"};
}

ModuleFailure unreadable(const std::string& name) {
  return {.code = "invalid-answer",
          .message = std::format("{} answered in a form that the service does not know.", name),
          .type = "error"};
}

// What the appliance says has gone wrong.
ModuleFailure failure_of(const Json& error, const std::string& name) {
  const std::string type = json::text(error, "type");
  const std::string message = stranger::line(json::text(error, "message"), kLongestMessage);
  return {.code = stranger::line(json::text(error, "code", "unknown"), kLongestCode),
          .message = message.empty() ? std::format("{} failed.", name) : message,
          .type = type == "fatal" || type == "warning" ? type : "error"};
}

std::expected<Json, ModuleFailure> ask(RelayCalls& calls, const Registration& appliance,
                                       const std::string& path, const Json& body,
                                       std::chrono::milliseconds patience) {
  const auto answer = calls.ask(appliance.id, path, body, patience);
  if (!answer)
    return std::unexpected(answer.error() == RelayProblem::kOffline ? offline(appliance.name) : kTooSlow);
  const Json* const data = json::find(answer->body, "data");
  if (answer->status == 200 && data != nullptr) return *data;
  const auto errors = json::array(answer->body, "errors");
  return std::unexpected(errors.empty() ? unreadable(appliance.name)
                                        : failure_of(*errors.front(), appliance.name));
}

}  // namespace

std::vector<Module> ApplianceModules::of_organization(const std::string& org_id) const {
  std::vector<Module> modules;
  for (const Registration& one : registrations_.of_organization(org_id)) {
    if (!one.is_module) continue;
    Module module{.name = one.name,
                  .type_id = kTypeId,
                  .instance_id = one.instance_id,
                  .types = {"ip", "ipv6", "domain", "url", "sha256", "email", "file_name", "cisco_mid"}};
    module.elsewhere = [&calls = calls_, one](const std::string& path, const Json& body,
                                              std::chrono::milliseconds patience) {
      return ask(calls, one, path, body, patience);
    };
    modules.push_back(std::move(module));
  }
  return modules;
}

}  // namespace appliance
