#include "appliance/sync/imports.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "appliance/crypto.h"
#include "appliance/threat_response/access.h"
#include "appliance/threat_response/schema.h"
#include "exchange/import.h"
#include "exchange/uuid.h"
#include "messages/messages.h"
#include "threat_response/casebooks.h"

namespace appliance {
namespace {

using exchange::Format;
using exchange::ImportedCase;
using threat_response::Case;
using threat_response::NewCase;
using threat_response::Observable;

constexpr std::size_t kMostLeftOut = 100;
// The members that a document has a say in. The others are the service's, or of those who share the case.
constexpr std::array<std::string_view, 11> kContent = {
    "title", "short_description",   "description", "tlp", "language", "source", "source_uri", "observables",
    "texts", "external_references", "bundle"};

std::string_view format_name(Format format) {
  switch (format) {
    case Format::kCasebook:
      return "ctim";
    case Format::kStix:
      return "stix";
    case Format::kTable:
      return "table";
    case Format::kText:
      break;
  }
  return "text";
}

bool tells_observables_alone(Format format) { return format == Format::kTable || format == Format::kText; }

// The sentence of a refusal that other routes answer with.
std::string reason_of(const http::Response& refused) {
  const auto body = json::parse(refused.body);
  if (!body) return "The service does not take this case.";
  if (const Json* errors = json::find(*body, "errors"))
    return "The service does not take a field of this case: " + json::dump(*errors);
  return json::text(*body, "message", json::text(*body, "error", "The service does not take this case."));
}

// Takes out what the service knows no kind for. Says what that was.
Json take_out_unknown(std::vector<Observable>& observables) {
  Json left_out = json::list({});
  std::size_t count = 0;
  std::erase_if(observables, [&](const Observable& one) {
    if (schema::fits(schema::observable(threat_response::to_json(one)))) return false;
    if (++count <= kMostLeftOut)
      json::append(left_out, json::object({{"type", one.type},
                                           {"value", one.value},
                                           {"why", "The service has no observables of this type."}}));
    return true;
  });
  return left_out;
}

// `old` and what of `given` it lacks.
Json united(const Json* old, const Json& given) {
  Json all = old != nullptr && json::is_array(*old) ? *old : json::list({});
  std::set<std::string> there;
  for (const Json* one : json::elements(all)) there.insert(json::dump(*one));
  for (const Json* one : json::elements(given))
    if (there.insert(json::dump(*one)).second) json::append(all, *one);
  return all;
}

// The content of `given` for a case that is there.
Json changes_for(const Json& old, Case given, const ImportRequest& wanted, Format format) {
  const bool merges = wanted.mode == ImportMode::kMerge;
  if (merges)
    given.observables = threat_response::missing_from(threat_response::case_of(old), given.observables);
  const bool has_tlp = !given.tlp.empty();
  Json body = threat_response::to_json(threat_response::new_case_of(std::move(given)));
  if (!has_tlp) json::remove(body, "tlp");
  if (tells_observables_alone(format)) {
    const Json* found = json::find(body, "observables");
    body = json::object({{"observables", found != nullptr ? *found : json::list({})}});
  }
  for (const std::string_view list : {"observables", "texts", "external_references", "external_ids"}) {
    const Json* value = json::find(body, list);
    if (value != nullptr && (merges || list == "external_ids"))
      json::set(body, list, united(json::find(old, list), *value));
  }
  return body;
}

Json changed_entity(const Json& old, const Json& body, ImportMode mode, Format format, Instant when) {
  Json entity = patched_case(old, body, when);
  if (mode == ImportMode::kReplace && !tells_observables_alone(format))
    for (const std::string_view member : kContent)
      if (member != "tlp" && json::find(body, member) == nullptr) json::remove(entity, member);
  if (mode == ImportMode::kReplace && json::find(body, "bundle") != nullptr)
    json::set(entity, "bundle", *json::find(body, "bundle"));
  return entity;
}

// But for when and in which version of its schema it was written.
bool is_same(Json a, Json b) {
  for (Json* one : {&a, &b})
    for (const std::string_view member : {"modified", "schema_version"}) json::remove(*one, member);
  return a == b;
}

class Import {
 public:
  Import(const ImportRequest& wanted, const Caller& caller, const CasebookRules& rules, CaseStore& store)
      : wanted_(wanted), caller_(caller), rules_(rules), store_(store) {}

  Json result(ImportedCase imported) {
    result_ = json::object({{"result", "skipped"}, {"title", imported.content.title}});
    if (imported.notes_made > 0) json::set(result_, "notes_made", imported.notes_made);
    Case& content = imported.content;
    Json left_out = take_out_unknown(content.observables);
    if (!json::elements(left_out).empty()) json::set(result_, "left_out", std::move(left_out));
    content.observables = threat_response::missing_from({}, content.observables);
    std::erase_if(content.external_ids,
                  [](const std::string& id) { return id.starts_with(threat_response::kOutboxId); });
    const std::string known_as = name_of(content);
    const bool is_own = known_as.starts_with(rules_.origin + "/ctia/casebook/");
    const std::string id = is_own ? short_case_id(known_as) : std::string();
    const auto decide = [&](const std::vector<CaseChange>& found) -> std::optional<StoredCase> {
      const auto mine = std::ranges::find_if(
          found, [&](const CaseChange& one) { return may_change(caller_, *one.entity); });
      if (wanted_.unless_changed_since > 0 &&
          (mine == found.end() || mine->place != wanted_.unless_changed_since)) {
        is_stale_ = true;
        return std::nullopt;
      }
      if (mine != found.end()) return change(*mine, content, imported.format);
      if (!id.empty() && !found.empty()) return skip("The case is there, and you may not change it.");
      if (!id.empty() && !wanted_.known_as.empty()) return skip("This store has no such case.");
      return make(content, known_as);
    };
    store_.put(id, known_as, decide, Refresh::kNow);
    return std::move(result_);
  }
  bool is_stale() const { return is_stale_; }

 private:
  std::string name_of(const Case& content) const {
    const bool is_short = wanted_.known_as.starts_with("casebook-") && !wanted_.known_as.contains('/');
    if (is_short) return rules_.origin + "/ctia/casebook/" + wanted_.known_as;
    if (!wanted_.known_as.empty()) return wanted_.known_as;
    if (!content.id.empty()) return content.id;
    if (!content.external_ids.empty()) return content.external_ids.front();
    return "urn:uuid:" + exchange::uuid_of(exchange::Namespace::kCases, exchange::ctim_case(content));
  }

  std::nullopt_t skip(std::string_view why) {
    json::set(result_, "why", why);
    return std::nullopt;
  }

  void done(std::string_view result, const std::string& id, const Json& entity) {
    json::set(result_, "result", result);
    json::set(result_, "id", rules_.origin + "/ctia/casebook/" + id);
    json::set(result_, "title", json::text(entity, "title"));
  }

  std::optional<StoredCase> make(const Case& content, const std::string& known_as) {
    NewCase made = threat_response::new_case_of(content);
    std::erase(made.external_ids, known_as);
    made.external_id = known_as;
    const Json body = threat_response::to_json(made);
    if (auto refused = refuse_case(body, rules_)) return skip(reason_of(*refused));
    StoredCase stored{.id = "casebook-" + crypto::uuid(), .entity = new_case(body, caller_, rules_, now())};
    if (auto refused = refuse_tlp(stored.entity, rules_)) return skip(reason_of(*refused));
    done("created", stored.id, stored.entity);
    return stored;
  }

  std::optional<StoredCase> change(const CaseChange& old, const Case& content, Format format) {
    const Json body = changes_for(*old.entity, content, wanted_, format);
    if (auto refused = refuse_case(body, rules_)) return skip(reason_of(*refused));
    StoredCase after{.id = old.id, .entity = changed_entity(*old.entity, body, wanted_.mode, format, now())};
    if (auto refused = refuse_tlp(after.entity, rules_)) return skip(reason_of(*refused));
    const bool is_unchanged = is_same(*old.entity, after.entity);
    done(is_unchanged ? "unchanged" : "updated", old.id, after.entity);
    if (is_unchanged) return std::nullopt;
    return after;
  }

  const ImportRequest& wanted_;
  const Caller& caller_;
  const CasebookRules& rules_;
  CaseStore& store_;
  Json result_;
  bool is_stale_ = false;
};

}  // namespace

http::Response import_cases(const ImportRequest& wanted, const Caller& caller, const CasebookRules& rules,
                            CaseStore& store) {
  auto read = exchange::read_import(wanted.document, wanted.file_name);
  if (!read)
    return http::refusal(400, messages::import_problem_sentence(messages::Language::kEnglish, read.error()));
  if (!wanted.known_as.empty() && read->size() > 1)
    return http::refusal(400, "The parameter case names one case, and the document holds " +
                                  std::to_string(read->size()) + ": leave it out, or send each case alone.");
  const Format format = read->front().format;
  Json results = json::list({});
  std::map<std::string, int> counts{{"created", 0}, {"updated", 0}, {"unchanged", 0}, {"skipped", 0}};
  Import import(wanted, caller, rules, store);
  for (ImportedCase& one : *read) {
    Json result = import.result(std::move(one));
    if (import.is_stale())
      return http::refusal(412, "The case is not as it was when you read it: read it again, then import.");
    ++counts[json::text(result, "result")];
    json::append(results, std::move(result));
  }
  Json body = json::object({{"format", format_name(format)}, {"results", std::move(results)}});
  for (const auto& [name, count] : counts) json::set(body, name, count);
  return http::json_response(200, body);
}

}  // namespace appliance
