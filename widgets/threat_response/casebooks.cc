#include "threat_response/casebooks.h"

#include "json/json.h"

namespace threat_response {
namespace {

constexpr std::string_view kCasebook = "/ctia/casebook";

Request write(std::string method, std::string path, const Json& body, Wait wait, Repeat repeat) {
  if (wait == Wait::kUntilFound) path += "?wait_for=true";
  return {.service = Service::kPrivateIntel,
          .method = std::move(method),
          .path = std::move(path),
          .body = body.is_null() ? "" : json::dump(body),
          .repeat = repeat};
}

Request read(std::string path) { return {.service = Service::kPrivateIntel, .path = std::move(path)}; }

std::string case_path(std::string_view id) {
  return std::string(kCasebook) + '/' + percent_encode(short_id(id));
}

std::string_view word(Operation operation) {
  switch (operation) {
    case Operation::kAdd:
      return "add";
    case Operation::kRemove:
      return "remove";
    case Operation::kReplace:
      return "replace";
  }
  return "";
}

Request operate(std::string_view id, Operation operation, std::string_view list, Json what, Wait wait) {
  const Json body = json::object({{"operation", word(operation)}, {list, std::move(what)}});
  return write("POST", case_path(id) + '/' + std::string(list), body, wait,
               operation == Operation::kAdd ? Repeat::kIfRefused : Repeat::kAlways);
}

Json to_json(const std::vector<Note>& texts) {
  Json list = json::list({});
  for (const Note& note : texts) json::append(list, json::object({{"type", note.type}, {"text", note.text}}));
  return list;
}

Problem too_long(std::string_view field, std::string_view text, std::size_t limit) {
  if (service_length(text) <= limit) return {};
  return {.kind = Problem::Kind::kTooLong,
          .service = Service::kPrivateIntel,
          .field = std::string(field),
          .limit = limit};
}

void set_unless_empty(Json& body, std::string_view key, const std::string& text) {
  if (!text.empty()) json::set(body, key, text);
}

}  // namespace

std::size_t service_length(std::string_view utf8) {
  std::size_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0 ? 2 : 1;  // beyond the basic plane: a pair
  }
  return units;
}

Problem check_lengths(const CaseChange& change) {
  if (auto found = too_long("title", change.title.value_or(""), kTitleLimit)) return found;
  if (auto found =
          too_long("short_description", change.short_description.value_or(""), kShortDescriptionLimit))
    return found;
  return too_long("description", change.description.value_or(""), kDescriptionLimit);
}

Problem check_lengths(const NewCase& made) {
  return check_lengths(CaseChange{made.title, made.short_description, made.description, {}});
}

Json to_json(const NewCase& made) {
  Json body = json::object({{"type", "casebook"}, {"tlp", made.tlp}});
  set_unless_empty(body, "title", made.title);
  set_unless_empty(body, "short_description", made.short_description);
  set_unless_empty(body, "description", made.description);
  set_unless_empty(body, "language", made.language);
  set_unless_empty(body, "source", made.source);
  set_unless_empty(body, "source_uri", made.source_uri);
  Json::List ids(made.external_ids.begin(), made.external_ids.end());
  if (!made.external_id.empty()) ids.insert(ids.begin(), made.external_id);
  if (!ids.empty()) json::set(body, "external_ids", std::move(ids));
  Json::List references;
  for (const ExternalReference& reference : made.external_references)
    references.push_back(to_json(reference));
  if (!references.empty()) json::set(body, "external_references", std::move(references));
  if (!made.observables.empty()) json::set(body, "observables", to_json(made.observables));
  if (!made.texts.empty()) json::set(body, "texts", to_json(made.texts));
  if (!made.bundle.is_null()) json::set(body, "bundle", made.bundle);
  return body;
}

NewCase new_case_of(Case content) {
  NewCase made{.title = std::move(content.title),
               .short_description = std::move(content.short_description),
               .description = std::move(content.description),
               .external_id = {},
               .observables = std::move(content.observables),
               .texts = std::move(content.texts),
               .language = std::move(content.language),
               .source = std::move(content.source),
               .source_uri = std::move(content.source_uri),
               .external_ids = std::move(content.external_ids),
               .external_references = std::move(content.external_references),
               .bundle = std::move(content.bundle)};
  if (!content.tlp.empty()) made.tlp = std::move(content.tlp);
  return made;
}

Request create_case_request(const NewCase& made, Wait wait) {
  return write("POST", std::string(kCasebook), to_json(made), wait, Repeat::kIfRefused);
}

Request case_request(std::string_view id) { return read(case_path(id)); }

Request patch_case_request(std::string_view id, const CaseChange& change, Wait wait) {
  Json body = json::object({});
  if (change.title) json::set(body, "title", *change.title);
  if (change.short_description) json::set(body, "short_description", *change.short_description);
  if (change.description) json::set(body, "description", *change.description);
  if (change.tlp) json::set(body, "tlp", *change.tlp);
  return write("PATCH", case_path(id), body, wait, Repeat::kAlways);
}

Request replace_case_request(std::string_view id, const Json& entity, Wait wait) {
  Json body = entity;
  for (const char* own : {"id", "schema_version", "owner", "groups", "client_id", "created", "modified"})
    json::remove(body, own);
  return write("PUT", case_path(id), body, wait, Repeat::kAlways);
}

Request delete_case_request(std::string_view id, Wait wait) {
  return write("DELETE", case_path(id), {}, wait, Repeat::kAlways);
}

Request cases_by_external_id_request(std::string_view external_id) {
  return read(std::string(kCasebook) + "/external_id/" + percent_encode(external_id));
}

Request observables_request(std::string_view id, Operation operation,
                            const std::vector<Observable>& observables, Wait wait) {
  return operate(id, operation, "observables", threat_response::to_json(observables), wait);
}

Request texts_request(std::string_view id, Operation operation, const std::vector<Note>& texts, Wait wait) {
  return operate(id, operation, "texts", to_json(texts), wait);
}

Request bundle_request(std::string_view id, Operation operation, const Json& bundle, Wait wait) {
  return operate(id, operation, "bundle", bundle, wait);
}

}  // namespace threat_response
