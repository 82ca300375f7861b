#include "world.h"

#include <algorithm>

namespace world {
namespace {

Json to_json(const Case& one) {
  Json texts = json::list({});
  for (const auto& note : one.texts)
    json::append(texts, json::object({{"type", note.type}, {"text", note.text}}));
  return json::object({{"id", one.id},
                       {"title", one.title},
                       {"short_description", one.short_description},
                       {"description", one.description},
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

void change(Case& one, const std::string& path, const Json& body) {
  const std::string operation = json::text(body, "operation");
  if (path.ends_with("/observables"))
    return operate(one.observables, operation,
                   threat_response::read_observables(json::array(body, "observables")));
  if (path.ends_with("/texts")) return operate(one.texts, operation, notes_of(body));
  if (json::find(body, "title")) one.title = json::text(body, "title");
  if (json::find(body, "description")) one.description = json::text(body, "description");
}

}  // namespace

std::string World::id_of(const Record& record) { return json::text(record.change, "id"); }

World::World(std::uint32_t seed, Faults faults, std::size_t tabs, std::size_t browsers)
    : random_(seed), faults_(faults), tabs_(tabs), stores_(browsers) {
  for (std::size_t index = 0; index < tabs; ++index) open(index);
}

void World::open(std::size_t index) {
  tabs_[index] = {.outbox = {}, .owner = "tab" + std::to_string(++lives_), .life = lives_};
  tabs_[index].outbox.owner = tabs_[index].owner;
  for_tab(index, 0.01, [this, index](outbox::Outbox& box) {
    outbox::Progress listed = outbox::listed(box, changes_in(store_of(index)), now_);
    const outbox::Progress in = outbox::signed_in(box, "me", now_);
    listed.effects.insert(listed.effects.end(), in.effects.begin(), in.effects.end());
    return listed;
  });
}

void World::kill(std::size_t index) { open(index); }

Change World::make(std::size_t index, const std::string& external_id, outbox::What what) {
  Tab& tab = tabs_[index];
  const bool takes_away = std::holds_alternative<outbox::RemoveObservables>(what) ||
                          std::holds_alternative<outbox::RemoveNote>(what);
  Change change = outbox::make_change(tab.outbox, std::move(what), now_);
  change.account = "me";
  change.external_id = external_id;
  if (takes_away) change.due_at = now_ + outbox::kUndo;
  for (const Case& one : cases_)
    if (external_ids_[one.id] == external_id) change.case_id = one.id;
  take(index, outbox::put(tab.outbox, {change}, now_));
  return change;
}

bool World::run() {
  const double end = now_ + 7 * 86'400;
  while (!events_.empty() && now_ < end) {
    auto event = events_.extract(events_.begin());
    now_ = std::max(now_, event.key());
    event.mapped()();
  }
  return events_.empty();
}

void World::advance(double seconds) {
  const double end = now_ + seconds;
  while (!events_.empty() && events_.begin()->first <= end) {
    auto event = events_.extract(events_.begin());
    now_ = std::max(now_, event.key());
    event.mapped()();
  }
  now_ = end;
}

void World::for_tab(std::size_t index, double delay, std::function<outbox::Progress(outbox::Outbox&)> step) {
  const std::uint32_t life = tabs_[index].life;
  at(delay, [this, index, life, step = std::move(step)] {
    if (tabs_[index].life != life) return;
    take(index, step(tabs_[index].outbox));
    if (chance() < faults_.killed_tab) open(index);
  });
}

void World::take(std::size_t index, outbox::Progress progress) {
  for (const auto& effect : progress.effects) carry_out(index, effect);
  for (const auto& told : progress.told)
    if (told.kind == outbox::Told::Kind::kConflict) {
      const auto& mine = std::get<outbox::EditField>(told.change.what).after;
      take(index, outbox::resolve(tabs_[index].outbox, told.change.id, mine, now_));
    } else if (told.kind == outbox::Told::Kind::kFailed) {
      for_tab(index, 5,
              [this, id = told.change.id](outbox::Outbox& box) { return outbox::retry(box, id, now_); });
    }
  const auto due = outbox::wake_at(tabs_[index].outbox, now_);
  if (!due || *due == tabs_[index].woken_at) return;
  tabs_[index].woken_at = *due;
  for_tab(index, std::max(0.0, *due - now_), [this](outbox::Outbox& box) { return outbox::woke(box, now_); });
}

void World::carry_out(std::size_t index, const effects::Effect& effect) {
  if (const auto* call = std::get_if<effects::SendRequest>(&effect)) return send(index, *call);
  if (const auto* records = std::get_if<effects::SaveChanges>(&effect)) return save(index, *records);
  if (const auto* wanted = std::get_if<effects::ClaimChange>(&effect)) return claim(index, *wanted);
  if (const auto* freed = std::get_if<effects::ReleaseChange>(&effect)) {
    for (Record& record : store_of(index))
      if (json::text(record.change, "id") == freed->id && record.owner == tabs_[index].owner) {
        record.owner.clear();
        if (freed->surely_not_done) json::set(record.change, "claims", 0);
      }
    hint(index);
  }
  if (const auto* drop = std::get_if<effects::DropChanges>(&effect)) {
    std::erase_if(store_of(index), [&](const Record& record) {
      return std::ranges::contains(drop->ids, json::text(record.change, "id"));
    });
    for (Record& record : store_of(index))
      if (!drop->external_id.empty() && json::text(record.change, "external_id") == drop->external_id)
        json::set(record.change, "case_id", drop->case_id);
    hint(index);
  }
}

void World::save(std::size_t index, const effects::SaveChanges& effect) {
  std::vector<std::string> ids;
  for (const Json& record : effect.records) ids.push_back(json::text(record, "id"));
  // A case whose making was never promised may be lost, and with it what was done to it: not what is looked
  // for.
  const bool makes = std::ranges::any_of(
      effect.records, [](const Json& record) { return json::text(record, "kind") == "create"; });
  if (!makes && chance() < faults_.full_store)
    return for_tab(index, 0.01,
                   [this, ids](outbox::Outbox& box) { return outbox::not_saved(box, ids, now_); });
  // The transaction commits whether or not its tab lives to hear of it.
  at(0.005, [this, index, effect] {
    Store& store = store_of(index);
    for (const Json& record : effect.records) {
      const auto known = std::ranges::find(store, json::text(record, "id"), id_of);
      if (known != store.end())
        known->change = record;
      else
        store.push_back({.change = record, .owner = {}});
      promised_[json::text(record, "id")] = *outbox::read_change(record);
    }
  });
  for_tab(index, 0.01, [this, ids](outbox::Outbox& box) { return outbox::saved(box, ids, now_); });
  at(0.01, [this, index] { hint(index); });
}

void World::claim(std::size_t index, const effects::ClaimChange& effect) {
  for_tab(index, 0.005, [this, index, effect](outbox::Outbox& box) {
    const std::string& own = tabs_[index].owner;
    Store& store = store_of(index);
    const auto found = std::ranges::find(store, effect.id, id_of);
    if (found == store.end()) {
      look_again(index);
      return outbox::claim_refused(box, effect.id, now_ + 60, now_);
    }
    for (const Record& other : store)
      if (other.owner != own && lives(other.owner) && other.until > now_ &&
          outbox::same_case(*outbox::read_change(other.change), *outbox::read_change(found->change)))
        return outbox::claim_refused(box, effect.id, other.until, now_);
    const std::int64_t claims = json::integer(found->change, "claims");
    if (claims > 0 && now_ < found->claimed_at + effect.linger)
      return outbox::claim_refused(box, effect.id, found->claimed_at + effect.linger, now_);
    json::set(found->change, "claims", claims + 1);
    found->owner = own;
    found->until = effect.until;
    found->claimed_at = now_;
    return outbox::claimed(box, effect.id, static_cast<std::uint32_t>(claims + 1), now_);
  });
}

void World::hint(std::size_t but) {
  for (std::size_t index = but % stores_.size(); index < tabs_.size(); index += stores_.size())
    if (index != but) look_again(index);
}

// What is read from the store is a moment old when the tab hears it.
void World::look_again(std::size_t index) {
  at(0.005, [this, index] {
    for_tab(index, 0.005, [this, stored = changes_in(store_of(index))](outbox::Outbox& box) {
      return outbox::listed(box, stored, now_);
    });
  });
}

std::size_t World::stored() const {
  std::size_t all = 0;
  for (const Store& store : stores_) all += store.size();
  return all;
}

std::vector<Change> World::changes_in(const Store& store) {
  std::vector<Change> changes;
  for (const Record& record : store) changes.push_back(*outbox::read_change(record.change));
  return changes;
}

bool World::lives(const std::string& owner) const { return std::ranges::contains(tabs_, owner, &Tab::owner); }

void World::send(std::size_t index, const effects::SendRequest& call) {
  ++calls_;
  const double way = 0.02 + 0.2 * chance();
  const std::uint32_t life = tabs_[index].life;
  const auto answer = [this, index, life, tag = call.tag](double delay, threat_response::Reply reply) {
    if (tabs_[index].life != life) return;  // nobody hears it any more
    for_tab(index, delay, [this, tag, reply = std::move(reply)](outbox::Outbox& box) {
      return outbox::replied(box, tag, reply, now_);
    });
  };
  const threat_response::Reply none{.status = 0, .failure = threat_response::Failure::kTimeout};
  if (chance() < faults_.lost_before) return answer(10, none);
  if (chance() < faults_.failed) return answer(way, {.status = 503, .failure = {}, .body = {}});
  const bool is_lost = chance() < faults_.lost_after;
  at(way, [this, answer, is_lost, none, request = call.request] {
    int status = 200;
    std::function<void()> later;
    std::string body = serve(request, status, later);
    const double work = later ? 0.5 + 0.8 * chance() : 0.01;
    if (later) at(work, later);
    if (is_lost) return answer(10, none);
    answer(work + 0.01, {.status = status, .failure = {}, .body = std::move(body)});
  });
}

Case* World::case_of(const std::string& path) {
  for (Case& one : cases_)
    if (path.contains("/casebook/" + one.id)) return &one;
  return nullptr;
}

std::string World::serve(const threat_response::Request& request, int& status, std::function<void()>& later) {
  const std::string path = request.path.substr(0, request.path.find('?'));
  const Json body = request.body.empty() ? Json() : *json::parse(request.body);
  if (path.contains("/external_id/")) {
    Json list = json::list({});
    for (const Case& one : cases_)
      if (path.ends_with('/' + external_ids_[one.id])) json::append(list, to_json(one));
    return json::dump(list);
  }
  if (request.method == "POST" && path.ends_with("/casebook")) {
    Case made{.id = "casebook-" + std::to_string(++made_), .title = json::text(body, "title")};
    made.observables = threat_response::read_observables(json::array(body, "observables"));
    external_ids_[made.id] = json::texts(body, "external_ids").at(0);
    cases_.push_back(made);
    status = 201;
    return json::dump(to_json(made));
  }
  Case* one = case_of(path);
  status = one ? 200 : 404;
  if (!one) return "";
  if (request.method == "GET") return json::dump(to_json(*one));
  if (request.method == "DELETE") {
    std::erase_if(cases_, [&](const Case& other) { return other.id == one->id; });
    status = 204;
    return "";
  }
  Case changed = *one;
  change(changed, path, body);
  if (chance() < faults_.late_write)
    later = [this, changed] {
      if (Case* there = case_of("/casebook/" + changed.id)) *there = changed;
    };
  else
    *one = changed;
  return json::dump(to_json(changed));
}

}  // namespace world
