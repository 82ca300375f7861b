#include "threat_response/case.h"

#include "threat_response/reading.h"

namespace threat_response {
namespace {

ExternalReference reference_of(const Json& entry) {
  return {.source_name = json::text(entry, "source_name"),
          .description = json::text(entry, "description"),
          .url = json::text(entry, "url"),
          .external_id = json::text(entry, "external_id"),
          .hashes = json::texts(entry, "hashes")};
}

}  // namespace

Json to_json(const ExternalReference& reference) {
  Json entry = json::object({{"source_name", reference.source_name}});
  const auto set = [&](std::string_view key, const std::string& text) {
    if (!text.empty()) json::set(entry, key, text);
  };
  set("description", reference.description);
  set("url", reference.url);
  set("external_id", reference.external_id);
  if (!reference.hashes.empty())
    json::set(entry, "hashes", Json::List(reference.hashes.begin(), reference.hashes.end()));
  return entry;
}

Case case_of(const Json& entity) {
  Case read{.id = json::text(entity, "id"),
            .title = json::text(entity, "title"),
            .short_description = json::text(entity, "short_description"),
            .description = json::text(entity, "description"),
            .tlp = json::text(entity, "tlp"),
            .timestamp = json::text(entity, "timestamp"),
            .owner = json::text(entity, "owner"),
            .observables = read_observables(json::array(entity, "observables")),
            .texts = {},
            .language = json::text(entity, "language"),
            .source = json::text(entity, "source"),
            .source_uri = json::text(entity, "source_uri"),
            .external_ids = json::texts(entity, "external_ids"),
            .external_references = {},
            .bundle = {}};
  for (const Json* item : json::array(entity, "texts"))
    if (json::is_object(*item)) read.texts.push_back({json::text(*item, "type"), json::text(*item, "text")});
  for (const Json* item : json::array(entity, "external_references"))
    if (json::is_object(*item)) read.external_references.push_back(reference_of(*item));
  const Json* bundle = json::find(entity, "bundle");
  if (bundle != nullptr && json::is_object(*bundle)) read.bundle = *bundle;
  return read;
}

std::string_view short_id(std::string_view id) {
  const std::size_t slash = id.rfind('/');
  return slash == std::string_view::npos ? id : id.substr(slash + 1);
}

std::expected<std::vector<Case>, Problem> read_cases(const Reply& reply) {
  const auto body = read_list(reply);
  if (!body) return std::unexpected(body.error());
  std::vector<Case> cases;
  for (const Json* entity : json::elements(*body))
    if (Case read = case_of(*entity); !read.id.empty()) cases.push_back(std::move(read));
  return cases;
}

std::expected<Case, Problem> read_case(const Reply& reply) {
  const auto body = read_object(reply);
  if (!body) return std::unexpected(body.error());
  Case read = case_of(*body);
  if (read.id.empty()) return std::unexpected(unreadable(reply));
  return read;
}

std::vector<Observable> missing_from(const Case& one, const std::vector<Observable>& wanted) {
  ObservableSet there = canonical_of(one.observables);
  std::vector<Observable> missing;
  for (const Observable& observable : wanted)
    if (there.insert(canonical(observable)).second) missing.push_back(observable);
  return missing;
}

std::vector<Observable> held_by(const Case& one, const std::vector<Observable>& unwanted) {
  const ObservableSet gone = canonical_of(unwanted);
  ObservableSet seen;
  std::vector<Observable> held;
  for (const Observable& observable : one.observables)
    if (gone.contains(canonical(observable)) && seen.insert(observable).second) held.push_back(observable);
  return held;
}

}  // namespace threat_response
