#include "exchange/ctim.h"

namespace exchange {
namespace {

void set_unless_empty(Json& body, std::string_view key, const std::string& text) {
  if (!text.empty()) json::set(body, key, text);
}

void set_unless_empty(Json& body, std::string_view key, Json::List list) {
  if (!list.empty()) json::set(body, key, std::move(list));
}

Json::List texts_of(const std::vector<Note>& notes) {
  Json::List list;
  for (const Note& note : notes) list.push_back(json::object({{"type", note.type}, {"text", note.text}}));
  return list;
}

Json::List references_of(const std::vector<threat_response::ExternalReference>& references) {
  Json::List list;
  for (const auto& reference : references) list.push_back(threat_response::to_json(reference));
  return list;
}

}  // namespace

Json casebook_of(const Case& one) {
  Json body = json::object({{"type", "casebook"}});
  set_unless_empty(body, "id", one.id);
  set_unless_empty(body, "title", one.title);
  set_unless_empty(body, "short_description", one.short_description);
  set_unless_empty(body, "description", one.description);
  set_unless_empty(body, "tlp", one.tlp);
  set_unless_empty(body, "timestamp", one.timestamp);
  set_unless_empty(body, "language", one.language);
  set_unless_empty(body, "source", one.source);
  set_unless_empty(body, "source_uri", one.source_uri);
  set_unless_empty(body, "external_ids", Json::List(one.external_ids.begin(), one.external_ids.end()));
  set_unless_empty(body, "external_references", references_of(one.external_references));
  if (!one.observables.empty()) json::set(body, "observables", threat_response::to_json(one.observables));
  set_unless_empty(body, "texts", texts_of(one.texts));
  if (!one.bundle.is_null()) json::set(body, "bundle", one.bundle);
  return body;
}

std::string ctim_case(const Case& one) { return json::dump(casebook_of(one)); }

std::string ctim_cases(const std::vector<Case>& cases) {
  Json list = json::list({});
  for (const Case& one : cases) json::append(list, casebook_of(one));
  return json::dump(list);
}

}  // namespace exchange
