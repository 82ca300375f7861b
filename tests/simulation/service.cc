#include "service.h"

#include <algorithm>

#include "json/json.h"

namespace simulation {
namespace {

Json to_json(const Case& one) {
  Json texts = json::list({});
  for (const auto& note : one.texts)
    json::append(texts, json::object({{"type", note.type}, {"text", note.text}}));
  return json::object({{"id", one.id},
                       {"title", one.title},
                       {"owner", one.owner},
                       {"external_ids", Json::List(one.external_ids.begin(), one.external_ids.end())},
                       {"tlp", one.tlp},
                       {"observables", threat_response::to_json(one.observables)},
                       {"texts", texts}});
}

std::vector<outbox::Note> notes_of(const Json& body) {
  std::vector<outbox::Note> notes;
  for (const Json* note : json::array(body, "texts"))
    notes.push_back({json::text(*note, "type"), json::text(*note, "text")});
  return notes;
}

template <typename Value>
void operate(std::vector<Value>& list, const std::string& operation, const std::vector<Value>& what) {
  if (operation == "add") list.insert(list.end(), what.begin(), what.end());
  if (operation == "remove" && list.empty())
    list = what;  // as the service does (api.md 6.4-5)
  else if (operation == "remove")
    std::erase_if(list, [&](const Value& one) { return std::ranges::contains(what, one); });
}

std::set<std::string> texts_of(const Case& one) {
  std::set<std::string> texts = {one.title};
  for (const auto& observable : one.observables) texts.insert(observable.value);
  for (const auto& note : one.texts) texts.insert(note.text);
  return texts;
}

std::string name_of(const Case& one) { return one.external_ids.empty() ? one.id : one.external_ids.front(); }

}  // namespace

const Case* Service::case_with(const std::string& external_id) const {
  const auto found = std::ranges::find(cases_, external_id, name_of);
  return found == cases_.end() ? nullptr : &*found;
}

std::size_t Service::times_made(const std::string& external_id) const {
  const auto found = made_.find(external_id);
  return found == made_.end() ? 0 : found->second;
}

std::size_t Service::times_held(const std::string& text) const {
  std::size_t times = 0;
  for (const Case& one : cases_) {
    times += static_cast<std::size_t>(std::ranges::count(one.observables, text, &Observable::value));
    times += static_cast<std::size_t>(std::ranges::count(one.texts, text, &outbox::Note::text));
  }
  return times;
}

void Service::remember(const Case& one) { had_.merge(texts_of(one)); }

void Service::write(const Case& changed) {
  const auto there = std::ranges::find(cases_, changed.id, &Case::id);
  if (there == cases_.end()) return;  // deleted meanwhile
  const auto kept = texts_of(changed);
  for (const std::string& text : texts_of(*there))
    if (!kept.contains(text)) lost_.insert(text);
  *there = changed;
  remember(changed);
}

void Service::forget() {
  if (cases_.empty()) return;
  Case& one = cases_.back();
  if (!one.texts.empty())
    one.texts.pop_back();
  else if (!one.observables.empty())
    one.observables.pop_back();
}

Case* Service::named(const std::string& path) {
  for (Case& one : cases_) {
    const std::size_t at = path.find("/casebook/" + one.id);
    const std::size_t end = at + 10 + one.id.size();
    if (at != std::string::npos && (end == path.size() || path[end] == '/')) return &one;
  }
  return nullptr;
}

Answer Service::make(const Json& body) {
  Case made{.id = "casebook-" + std::to_string(made_.size() + 1),
            .title = json::text(body, "title"),
            .tlp = json::text(body, "tlp"),
            .owner = "me",
            .observables = threat_response::read_observables(json::array(body, "observables")),
            .external_ids = json::texts(body, "external_ids")};
  if (const std::size_t before = made_[name_of(made)]++; before > 0) made.id += "-again";
  remember(made);
  cases_.push_back(made);
  return {.status = 201, .body = json::dump(to_json(made))};
}

Answer Service::change(Case& one, const std::string& path, const Json& body, std::function<void()>* late) {
  Case changed = one;
  const std::string operation = json::text(body, "operation");
  if (path.ends_with("/observables"))
    operate(changed.observables, operation,
            threat_response::read_observables(json::array(body, "observables")));
  else if (path.ends_with("/texts"))
    operate(changed.texts, operation, notes_of(body));
  else if (json::find(body, "title"))
    changed.title = json::text(body, "title");
  Answer answer{.body = json::dump(to_json(changed))};
  if (late)
    *late = [this, changed] { write(changed); };
  else
    write(changed);
  return answer;
}

Answer Service::serve(const threat_response::Request& request, double, std::function<void()>* late) {
  const std::string path = request.path.substr(0, request.path.find('?'));
  if (path.ends_with("/token"))
    return {.body = R"({"expires_in":600,"scope":"casebook enrich:read response","user":"me"})"};
  if (path.contains("/respond/trigger/")) {
    ++triggered_[request.path];
    return {.body = R"({"data":{"status":"success"}})"};
  }
  if (path.contains("/respond/observables"))
    return {.body = R"({"data":[{"id":"1","title":"Block","module":"m","module-instance-id":"i","url":")"
                    R"(/respond/trigger/i/block?observable_value=act.example"}]})"};
  if (!path.contains("/ctia/")) return {.body = R"({"data":[]})"};
  if (path.ends_with("/search") || path.contains("/external_id/")) {
    Json list = json::list({});
    for (const Case& one : cases_)
      if (path.ends_with("/search") || path.ends_with('/' + name_of(one))) json::append(list, to_json(one));
    return {.body = json::dump(list)};
  }
  const Json body = request.body.empty() ? Json() : json::parse(request.body).value_or(Json());
  if (request.method == "POST" && path.ends_with("/casebook")) return make(body);
  Case* one = named(path);
  if (!one) return {.status = 404, .body = R"({"error":"not_found"})"};
  if (request.method == "GET") return {.body = json::dump(to_json(*one))};
  if (request.method != "DELETE") return change(*one, path, body, late);
  deleted_.insert(name_of(*one));
  std::erase_if(cases_, [id = one->id](const Case& other) { return other.id == id; });
  return {.status = 204};
}

}  // namespace simulation
