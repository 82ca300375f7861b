#include "threat_response/casebooks.h"

#include <optional>

#include "json/json.h"

namespace threat_response {
namespace {

constexpr std::size_t kLongestInvestigateUrl = 2083;  // api.md 1.3

Json observables_json(const std::vector<observables::Observable>& all) {
  Json list = json::list({});
  for (const auto& observable : all)
    json::append(list, json::object({{"type", std::string(observables::type_name(observable.type))},
                                     {"value", observable.value}}));
  return list;
}

// The last path segment: routes take the short id, so the long one's host never travels in a path.
std::string_view short_id(std::string_view id) {
  const std::size_t slash = id.rfind('/');
  return slash == std::string_view::npos ? id : id.substr(slash + 1);
}

std::optional<Case> case_of(const Json& entity) {
  Case read{.id = json::text(entity, "id"),
            .title = json::text(entity, "title"),
            .timestamp = json::text(entity, "timestamp"),
            .tlp = json::text(entity, "tlp"),
            .observables = {}};
  if (read.id.empty()) return std::nullopt;
  for (const Json* item : json::array(entity, "observables"))
    if (const auto type = observables::type_from_name(json::text(*item, "type")))
      if (std::string value = json::text(*item, "value"); !value.empty())
        read.observables.push_back({*type, std::move(value)});
  return read;
}

Request private_intel(std::string method, std::string path, std::string body = "") {
  return {.service = Service::kPrivateIntel,
          .method = std::move(method),
          .path = std::move(path),
          .body = std::move(body)};
}

}  // namespace

Request cases_request(int limit) {
  return private_intel(
      "GET", "/ctia/casebook/search?sort_by=timestamp&sort_order=desc&limit=" + std::to_string(limit));
}

Request create_case_request(const NewCase& new_case) {
  const Json body = json::object({{"type", "casebook"},
                                  {"title", new_case.title},
                                  {"tlp", "amber"},
                                  {"external_ids", json::list({Json(new_case.external_id)})},
                                  {"observables", observables_json(new_case.observables)}});
  return private_intel("POST", "/ctia/casebook?wait_for=true", json::dump(body));
}

Request case_request(std::string_view id) {
  return private_intel("GET", "/ctia/casebook/" + percent_encode(short_id(id)));
}

Request add_observables_request(std::string_view id, const std::vector<observables::Observable>& added) {
  const Json body = json::object({{"operation", "add"}, {"observables", observables_json(added)}});
  return private_intel("POST",
                       "/ctia/casebook/" + percent_encode(short_id(id)) + "/observables?wait_for=true",
                       json::dump(body));
}

Request cases_by_external_id_request(std::string_view external_id) {
  return private_intel("GET", "/ctia/casebook/external_id/" + percent_encode(external_id));
}

std::expected<std::vector<Case>, Problem> read_cases(const Reply& reply) {
  if (!reply.ok()) return std::unexpected(problem_of(reply));
  const auto body = json::parse(reply.body);
  if (!body || !json::is_array(*body)) return std::unexpected(unreadable());
  std::vector<Case> cases;
  for (const Json* entity : json::elements(*body))
    if (auto read = case_of(*entity)) cases.push_back(std::move(*read));
  return cases;
}

std::expected<Case, Problem> read_case(const Reply& reply) {
  if (!reply.ok()) return std::unexpected(problem_of(reply));
  const auto body = json::parse(reply.body);
  if (!body) return std::unexpected(unreadable());
  auto read = case_of(*body);
  if (!read) return std::unexpected(unreadable());
  return *std::move(read);
}

std::string investigate_url(std::string_view visibility,
                            const std::vector<observables::Observable>& observables,
                            std::string_view case_id) {
  std::string lines;
  for (const auto& observable : observables)
    lines += std::string(observables::type_name(observable.type)) + ':' + observable.value + '\n';
  std::string url = std::string(visibility) + "/investigate?q=" + percent_encode(lines);
  if (url.size() <= kLongestInvestigateUrl || case_id.empty()) return url;
  std::string_view id = short_id(case_id);
  constexpr std::string_view kPrefix = "casebook-";
  if (id.starts_with(kPrefix)) id.remove_prefix(kPrefix.size());
  return std::string(visibility) + "/investigate?spid=" + percent_encode(id);
}

}  // namespace threat_response
