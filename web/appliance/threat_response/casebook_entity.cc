#include "appliance/threat_response/casebook_entity.h"

#include <algorithm>
#include <array>
#include <format>

#include "appliance/threat_response/schema.h"

namespace appliance {
namespace {

struct Limit {
  std::string_view field;
  std::size_t characters;
};

constexpr std::array kLimits = {Limit{"id", 2048},          Limit{"title", 1024},
                                Limit{"description", 5000}, Limit{"short_description", 2048},
                                Limit{"source", 2048},      Limit{"source_uri", 2048},
                                Limit{"language", 1024}};
constexpr std::string_view kClass = "clojure.lang.ExceptionInfo";

Json check_text(const Json& value) {
  static const std::array kFields = {schema::Field{"type", schema::text, true},
                                     schema::Field{"text", schema::text, true}};
  return schema::object(value, kFields);
}

Json check_texts(const Json& value) { return schema::list(value, check_text); }

Json check_reference(const Json& value) {
  static const std::array kFields = {
      schema::Field{"source_name", schema::text, true}, schema::Field{"description", schema::text},
      schema::Field{"url", schema::text}, schema::Field{"hashes", schema::texts},
      schema::Field{"external_id", schema::text}};
  return schema::object(value, kFields);
}

Json check_references(const Json& value) { return schema::list(value, check_reference); }

// A bundle is kept as it comes: nothing here reads one yet. Cases inside are not allowed.
Json check_bundle(const Json& value) {
  if (Json wrong = schema::any_object(value); !schema::fits(wrong)) return wrong;
  return json::find(value, "casebooks") ? json::object({{"casebooks", "disallowed-key"}}) : Json();
}

Json check_new_case(const Json& body) {
  static const std::array kFields = {
      schema::Field{"type", schema::one_of({"casebook"})},
      schema::Field{"schema_version", schema::text},
      schema::Field{"id", schema::text},
      schema::Field{"title", schema::text},
      schema::Field{"description", schema::text},
      schema::Field{"short_description", schema::text},
      schema::Field{"observables", schema::observables},
      schema::Field{"texts", check_texts},
      schema::Field{"bundle", check_bundle},
      schema::Field{"tlp", schema::one_of({"white", "green", "amber", "red"})},
      schema::Field{"source", schema::text},
      schema::Field{"source_uri", schema::text},
      schema::Field{"external_ids", schema::texts},
      schema::Field{"external_references", check_references},
      schema::Field{"language", schema::text},
      schema::Field{"revision", schema::natural},
      schema::Field{"timestamp", schema::iso_time},
      schema::Field{"authorized_users", schema::texts},
      schema::Field{"authorized_groups", schema::texts},
      schema::Field{"owner", schema::text},
      schema::Field{"groups", schema::texts},
      schema::Field{"client_id", schema::text},
      schema::Field{"created", schema::iso_time},
      schema::Field{"modified", schema::iso_time},
  };
  return schema::object(body, kFields);
}

// As the service counts: UTF-16 units. Each UTF-8 sequence has one leading byte; those from F0 make two
// units.
std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

std::optional<http::Response> refuse_lengths(const Json& body) {
  for (const auto& [field, characters] : kLimits) {
    if (utf16_length(json::text(body, field)) <= characters) continue;
    return http::json_response(
        400, json::object({{"error", "Spec Validation Client Error"},
                           {"type", "Invalid Entity Error"},
                           {"message",
                            std::format("the value failed: (<= (count %) {}) in: [:{}]", characters, field)},
                           {"entity", body},
                           {"class", std::string(kClass)}}));
  }
  return std::nullopt;
}

// Ids are the service's to give; "transient:" ones are the caller's own mark and are replaced.
std::optional<http::Response> refuse_id(const Json& body, const std::string& origin) {
  const std::string id = json::text(body, "id");
  if (id.empty() || id.starts_with("transient:")) return std::nullopt;
  if (id.contains("://") && !id.starts_with(origin + "/"))
    return http::json_response(
        400, json::object(
                 {{"error", "Invalid hostname in ID"}, {"id", id}, {"this-host", origin}, {"entity", body}}));
  return http::json_response(
      403, json::object({{"error", "Missing capability to specify entity ID"}, {"entity", body}}));
}

http::Response schema_errors(Json wrong) {
  return http::json_response(400, json::object({{"errors", std::move(wrong)}}));
}

}  // namespace

std::optional<http::Response> refuse_new_case(const Json& body, const std::string& origin) {
  if (Json wrong = check_new_case(body); !schema::fits(wrong)) return schema_errors(std::move(wrong));
  if (auto refused = refuse_id(body, origin)) return refused;
  return refuse_lengths(body);
}

Json new_case(const Json& body, const Caller& caller, Instant when) {
  Json entity = body;
  const std::string time = iso_text(when);
  const std::string timestamp = json::text(body, "timestamp");
  json::set(entity, "type", "casebook");
  json::set(entity, "schema_version", std::string(kSchemaVersion));
  json::set(entity, "tlp", json::text(body, "tlp", "green"));
  json::set(entity, "timestamp", timestamp.empty() ? time : iso_text(parse_iso(timestamp).value_or(when)));
  json::set(entity, "owner", caller.user_id);
  json::set(entity, "groups", json::list({Json(caller.org_id)}));
  json::set(entity, "client_id", caller.client_id);
  json::set(entity, "created", time);
  json::set(entity, "modified", time);
  json::remove(entity, "id");
  return entity;
}

std::optional<http::Response> refuse_observables_change(const Json& body) {
  static const std::array kFields = {
      schema::Field{"operation", schema::one_of({"add", "remove", "replace"}), true},
      schema::Field{"observables", schema::observables, true}};
  if (Json wrong = schema::object(body, kFields); !schema::fits(wrong))
    return schema_errors(std::move(wrong));
  return std::nullopt;
}

void change_observables(Json& entity, const Json& body, Instant when) {
  const std::string operation = json::text(body, "operation");
  const std::vector<const Json*> given = json::array(body, "observables");
  const bool merges = json::find(entity, "observables") != nullptr && operation != "replace";
  Json result = json::list({});
  if (merges)
    for (const Json* item : json::array(entity, "observables")) {
      const bool removed = operation == "remove" &&
                           std::ranges::any_of(given, [item](const Json* gone) { return *gone == *item; });
      if (!removed) json::append(result, *item);
    }
  if (operation != "remove" || !merges)
    for (const Json* item : given) json::append(result, *item);
  json::set(entity, "observables", std::move(result));
  json::set(entity, "schema_version", std::string(kSchemaVersion));
  json::set(entity, "modified", iso_text(when));
}

std::string short_case_id(std::string_view id) {
  const std::size_t slash = id.rfind('/');
  return std::string(slash == std::string_view::npos ? id : id.substr(slash + 1));
}

}  // namespace appliance
