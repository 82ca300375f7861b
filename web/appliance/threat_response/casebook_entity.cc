#include "appliance/threat_response/casebook_entity.h"

#include <algorithm>
#include <array>
#include <format>

#include "appliance/threat_response/schema.h"
#include "appliance/threat_response/versions.h"

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
constexpr std::array<std::string_view, 4> kTlps = {"white", "green", "amber", "red"};
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

// A bundle is kept as it comes: nothing here reads one. Its id must be one, and cases inside are not allowed.
Json check_bundle(const Json& value) {
  if (Json wrong = schema::any_object(value); !schema::fits(wrong)) return wrong;
  const std::string id = json::text(value, "id", "bundle-");
  if (!id.starts_with("transient:") && !short_case_id(id).starts_with("bundle-"))
    return json::object({{"id", "(not (valid-id? value))"}});
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
                           {"class", kClass}}));
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

// The time that a body gives itself, in the service's own form; else now.
std::string time_of(const Json& body, Instant when) {
  const std::string given = json::text(body, "timestamp");
  return iso_text(given.empty() ? when : parse_iso(given).value_or(when));
}

// On every write.
void mark_written(Json& entity, Instant when) {
  json::set(entity, "type", "casebook");
  json::set(entity, "schema_version", kCtimVersion);
  json::set(entity, "modified", iso_text(when));
  json::remove(entity, "id");
}

// `entity` has the member that `old` has, or none.
void keep(std::string_view key, const Json& old, Json& entity) {
  const Json* value = json::find(old, key);
  if (value)
    json::set(entity, key, *value);
  else
    json::remove(entity, key);
}

enum class Operation { kReplace, kAppend, kUnite, kRemove };

Json merged_list(const Json& old, const Json& given, Operation operation) {
  if (operation == Operation::kReplace) return given;
  const auto holds = [](const Json& list, const Json& item) {
    return std::ranges::any_of(json::elements(list), [&](const Json* each) { return *each == item; });
  };
  Json result = json::list({});
  for (const Json* item : json::elements(old))
    if (operation != Operation::kRemove || !holds(given, *item)) json::append(result, *item);
  if (operation == Operation::kRemove) return result;
  for (const Json* item : json::elements(given))
    if (operation == Operation::kAppend || !holds(result, *item)) json::append(result, *item);
  return result;
}

// Only where both sides have a key anything is combined; else what is given is taken over. Depth is limited
// by that of a document (json::kMaxDepth).
void merge(Json& into, const Json& given, Operation operation) {
  for (const auto& [key, value] : json::members(given)) {
    const Json* old = json::find(into, key);
    Json result = value;
    if (old && json::is_object(*old) && json::is_object(value)) {
      result = *old;
      merge(result, value, operation);
    } else if (old && json::is_array(*old) && json::is_array(value)) {
      result = merged_list(*old, value, operation);
    }
    json::set(into, key, std::move(result));
  }
}

http::Response schema_errors(Json wrong) {
  return http::json_response(400, json::object({{"errors", std::move(wrong)}}));
}

}  // namespace

std::optional<http::Response> refuse_case(const Json& body, const CasebookRules& rules) {
  if (Json wrong = check_new_case(body); !schema::fits(wrong)) return schema_errors(std::move(wrong));
  if (auto refused = refuse_id(body, rules.origin)) return refused;
  return refuse_lengths(body);
}

std::optional<http::Response> refuse_tlp(const Json& entity, const CasebookRules& rules) {
  const std::string tlp = json::text(entity, "tlp");
  const auto* lowest = std::ranges::find(kTlps, rules.minimum_tlp);
  if (std::find(lowest, kTlps.end(), tlp) != kTlps.end()) return std::nullopt;
  std::string allowed;
  for (const auto* each = lowest; each != kTlps.end(); ++each)
    allowed += (allowed.empty() ? "" : ",") + std::string(*each);
  return http::json_response(
      400,
      json::object({{"type", "Invalid TLP Error"},
                    {"message", std::format("Invalid document TLP {}, allowed TLPs are: {}", tlp, allowed)},
                    {"entity", entity},
                    {"class", kClass}}));
}

Json new_case(const Json& body, const Caller& caller, const CasebookRules& rules, Instant when) {
  Json entity = body;
  const std::string time = iso_text(when);
  const std::string default_tlp = rules.minimum_tlp == "white" ? "green" : rules.minimum_tlp;
  json::set(entity, "tlp", json::text(body, "tlp", default_tlp));
  json::set(entity, "timestamp", time_of(body, when));
  json::set(entity, "owner", caller.user_id);
  json::set(entity, "groups", json::list({Json(caller.org_id)}));
  json::set(entity, "client_id", caller.client_id);
  json::set(entity, "created", time);
  mark_written(entity, when);
  return entity;
}

Json replaced_case(const Json& old, const Json& body, Instant when) {
  Json entity = body;
  for (const std::string_view kept : {"owner", "groups", "client_id", "created"}) keep(kept, old, entity);
  if (!json::find(body, "tlp")) keep("tlp", old, entity);
  json::set(entity, "timestamp", time_of(body, when));
  mark_written(entity, when);
  return entity;
}

Json patched_case(const Json& old, const Json& body, Instant when) {
  Json entity = old;
  merge(entity, body, Operation::kReplace);
  for (const std::string_view kept : {"owner", "groups", "client_id", "created"}) keep(kept, old, entity);
  if (json::find(body, "timestamp")) json::set(entity, "timestamp", time_of(body, when));
  mark_written(entity, when);
  return entity;
}

std::optional<http::Response> refuse_part_change(const std::string& part, const Json& body) {
  const schema::Check check = part == "observables" ? schema::Check(schema::observables)
                              : part == "texts"     ? schema::Check(check_texts)
                                                    : schema::Check(check_bundle);
  const std::array fields = {schema::Field{"operation", schema::one_of({"add", "remove", "replace"}), true},
                             schema::Field{part, check, true}};
  if (Json wrong = schema::object(body, fields); !schema::fits(wrong)) return schema_errors(std::move(wrong));
  return std::nullopt;
}

void change_part(const std::string& part, Json& entity, const Json& body, Instant when) {
  const std::string word = json::text(body, "operation");
  const bool is_set = part == "bundle";
  const Operation operation = word == "replace"  ? Operation::kReplace
                              : word == "remove" ? Operation::kRemove
                              : is_set           ? Operation::kUnite
                                                 : Operation::kAppend;
  merge(entity, json::object({{part, *json::find(body, part)}}), operation);
  mark_written(entity, when);
}

std::string short_case_id(std::string_view id) {
  const std::size_t slash = id.rfind('/');
  return std::string(slash == std::string_view::npos ? id : id.substr(slash + 1));
}

}  // namespace appliance
