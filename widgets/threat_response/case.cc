#include "threat_response/case.h"

#include <algorithm>
#include <optional>
#include <set>

#include "threat_response/reading.h"

namespace threat_response {
namespace {

std::optional<Case> case_of(const Json& entity) {
  Case read{.id = json::text(entity, "id"),
            .title = json::text(entity, "title"),
            .short_description = json::text(entity, "short_description"),
            .description = json::text(entity, "description"),
            .tlp = json::text(entity, "tlp"),
            .timestamp = json::text(entity, "timestamp"),
            .owner = json::text(entity, "owner"),
            .observables = read_observables(json::array(entity, "observables")),
            .texts = {}};
  if (read.id.empty()) return std::nullopt;
  for (const Json* item : json::array(entity, "texts"))
    if (json::is_object(*item)) read.texts.push_back({json::text(*item, "type"), json::text(*item, "text")});
  return read;
}

std::set<Observable> canonical_of(const std::vector<Observable>& all) {
  std::set<Observable> canonicals;
  for (const Observable& one : all) canonicals.insert(canonical(one));
  return canonicals;
}

}  // namespace

std::string_view short_id(std::string_view id) {
  const std::size_t slash = id.rfind('/');
  return slash == std::string_view::npos ? id : id.substr(slash + 1);
}

std::expected<std::vector<Case>, Problem> read_cases(const Reply& reply) {
  const auto body = read_list(reply);
  if (!body) return std::unexpected(body.error());
  std::vector<Case> cases;
  for (const Json* entity : json::elements(*body))
    if (auto read = case_of(*entity)) cases.push_back(*std::move(read));
  return cases;
}

std::expected<Case, Problem> read_case(const Reply& reply) {
  const auto body = read_object(reply);
  if (!body) return std::unexpected(body.error());
  auto read = case_of(*body);
  if (!read) return std::unexpected(unreadable(reply));
  return *std::move(read);
}

std::vector<Observable> missing_from(const Case& one, const std::vector<Observable>& wanted) {
  std::set<Observable> there = canonical_of(one.observables);
  std::vector<Observable> missing;
  for (const Observable& observable : wanted)
    if (there.insert(canonical(observable)).second) missing.push_back(observable);
  return missing;
}

std::vector<Observable> held_by(const Case& one, const std::vector<Observable>& unwanted) {
  const std::set<Observable> gone = canonical_of(unwanted);
  std::vector<Observable> held;
  for (const Observable& observable : one.observables)
    if (gone.contains(canonical(observable)) && !std::ranges::contains(held, observable))
      held.push_back(observable);
  return held;
}

}  // namespace threat_response
