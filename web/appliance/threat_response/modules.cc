#include "appliance/threat_response/modules.h"

#include <algorithm>
#include <utility>

#include "appliance/files.h"

namespace appliance {
namespace {

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

bool matches(const KnownVerdict& known, const std::string& type, const std::string& value) {
  if (known.type != type) return false;
  return value == known.value || (known.subdomains && value.ends_with('.' + known.value));
}

// The host of a URL with its kind: "domain", "ip" or "ipv6". Empty when the URL has none.
std::pair<std::string, std::string> host_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return {};
  std::string authority = url.substr(scheme + 3);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  authority = authority.substr(authority.rfind('@') + 1);  // npos + 1 is 0: no user part
  if (authority.starts_with('[')) return {"ipv6", authority.substr(1, authority.find(']') - 1)};
  const std::string host = authority.substr(0, authority.find(':'));
  const bool digits = host.find_first_not_of("0123456789.") == std::string::npos;
  return {digits ? "ip" : "domain", host};
}

Module module_of(const Json& entry) {
  Module module{.name = json::text(entry, "module"),
                .type_id = json::text(entry, "module_type_id"),
                .instance_id = json::text(entry, "module_instance_id"),
                .types = json::texts(entry, "types"),
                .verdicts = {},
                .otherwise = static_cast<int>(json::integer(entry, "otherwise")),
                .latency = std::chrono::milliseconds(json::integer(entry, "latency_ms"))};
  for (const Json* verdict : json::array(entry, "verdicts"))
    module.verdicts.push_back({.type = json::text(*verdict, "type"),
                               .value = json::text(*verdict, "value"),
                               .disposition = static_cast<int>(json::integer(*verdict, "disposition", 5)),
                               .subdomains = json::boolean(*verdict, "subdomains")});
  return module;
}

}  // namespace

bool Module::supports(const std::string& type) const { return std::ranges::contains(types, type); }

int Module::disposition_of(const std::string& type, const std::string& value) const {
  if (!supports(type)) return 0;
  std::string canonical = type == "url" ? value : lower(value);
  if (type == "domain" && canonical.ends_with('.')) canonical.pop_back();
  for (const KnownVerdict& known : verdicts)
    if (matches(known, type, canonical)) return known.disposition;
  if (type != "url") return otherwise;
  const auto [host_type, host] = host_of(value);
  return host.empty() ? otherwise : disposition_of(host_type, host);
}

std::expected<std::vector<Module>, std::string> read_modules() {
  const auto document = read_json_file(data_file("modules.json"));
  if (!document) return std::unexpected(document.error());
  std::vector<Module> modules;
  for (const Json* entry : json::array(*document, "modules")) modules.push_back(module_of(*entry));
  return modules;
}

}  // namespace appliance
