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

Pivot pivot_of(const Json& entry, const std::string& visibility) {
  Pivot pivot{.types = json::texts(entry, "types"),
              .id = json::text(entry, "id"),
              .title = json::text(entry, "title"),
              .description = json::text(entry, "description"),
              .categories = json::texts(entry, "categories"),
              .url = filled(json::text(entry, "url"), {{"visibility", visibility}}),
              .parameters = {},
              .mark = json::text(entry, "mark"),
              .undoes = json::boolean(entry, "undoes"),
              .status = json::text(entry, "status", "success")};
  if (const Json* parameters = json::find(entry, "parameters"))
    for (const auto& [name, value] : json::members(*parameters))
      pivot.parameters.emplace(name, json::text_of(value));
  return pivot;
}

// What a canonical value is compared with: hosts and hashes in lower case, URLs as they are.
std::string folded(const std::string& type, const std::string& value) {
  std::string canonical = type == "url" ? value : lower(value);
  if (type == "domain" && canonical.ends_with('.')) canonical.pop_back();
  return canonical;
}

std::expected<Module, std::string> module_of(const Json& entry, const std::string& visibility) {
  Module module{.name = json::text(entry, "module"),
                .type_id = json::text(entry, "module_type_id"),
                .instance_id = json::text(entry, "module_instance_id"),
                .types = json::texts(entry, "types"),
                .otherwise = static_cast<int>(json::integer(entry, "otherwise")),
                .latency = std::chrono::milliseconds(json::integer(entry, "latency_ms"))};
  if (module.name.empty() || module.type_id.empty() || module.instance_id.empty())
    return std::unexpected("a module lacks module, module_type_id or module_instance_id.");
  for (const Json* verdict : json::array(entry, "verdicts"))
    module.verdicts.push_back({.type = json::text(*verdict, "type"),
                               .value = json::text(*verdict, "value"),
                               .disposition = static_cast<int>(json::integer(*verdict, "disposition", 5)),
                               .subdomains = json::boolean(*verdict, "subdomains")});
  for (const Json* sighting : json::array(entry, "sightings")) {
    const Json* doc = json::find(*sighting, "doc");
    module.sightings.push_back({.type = json::text(*sighting, "type"),
                                .value = json::text(*sighting, "value"),
                                .minutes_ago = json::integer(*sighting, "days_ago") * 24 * 60 +
                                               json::integer(*sighting, "minutes_ago"),
                                .minutes = json::integer(*sighting, "minutes"),
                                .doc = doc ? *doc : json::object({})});
  }
  for (const Json* link : json::array(entry, "links")) module.links.push_back(pivot_of(*link, visibility));
  for (const Json* action : json::array(entry, "actions"))
    module.actions.push_back(pivot_of(*action, visibility));
  if (const Json* failure = json::find(entry, "failure"))
    module.failure = ModuleFailure{.code = json::text(*failure, "code", "internal error"),
                                   .message = json::text(*failure, "message", "The module failed."),
                                   .type = json::text(*failure, "type", "error")};
  return module;
}

}  // namespace

bool Module::supports(const std::string& type) const { return std::ranges::contains(types, type); }

int Module::disposition_of(const std::string& type, const std::string& value) const {
  if (!supports(type)) return 0;
  const std::string canonical = folded(type, value);
  for (const KnownVerdict& known : verdicts)
    if (matches(known, type, canonical)) return known.disposition;
  if (type != "url") return otherwise;
  const auto [host_type, host] = host_of(value);
  return host.empty() ? otherwise : disposition_of(host_type, host);
}

std::vector<const KnownSighting*> Module::sightings_of(const std::string& type,
                                                       const std::string& value) const {
  std::vector<const KnownSighting*> found;
  for (const KnownSighting& known : sightings)
    if (known.type == type && known.value == folded(type, value)) found.push_back(&known);
  return found;
}

std::vector<const Module*> all_of(const std::vector<Module>& some, const std::vector<Module>& others) {
  std::vector<const Module*> all;
  for (const Module& module : some) all.push_back(&module);
  for (const Module& module : others) all.push_back(&module);
  return all;
}

bool Pivot::is_for(const std::string& type) const { return std::ranges::contains(types, type); }

std::expected<std::vector<Module>, std::string> read_modules(const std::string& file,
                                                             const std::string& visibility) {
  const auto document = read_json_file(file);
  if (!document) return std::unexpected(document.error());
  std::vector<Module> modules;
  for (const Json* entry : json::array(*document, "modules")) {
    auto module = module_of(*entry, visibility);
    if (!module) return std::unexpected(file + ": " + module.error());
    modules.push_back(*std::move(module));
  }
  return modules;
}

std::string filled(const std::string& text, const std::map<std::string, std::string>& names) {
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.find('{', at), text.size());
    const std::size_t close = text.find('}', open);
    made.append(text, at, open - at);
    if (close == std::string::npos) return made.append(text, open);
    const auto found = names.find(text.substr(open + 1, close - open - 1));
    made += found == names.end() ? text.substr(open, close + 1 - open) : found->second;
    at = close + 1;
  }
  return made;
}

}  // namespace appliance
