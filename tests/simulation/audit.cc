#include "audit.h"

#include <algorithm>
#include <variant>

namespace simulation {
namespace {

using outbox::AddNote;
using outbox::AddObservables;
using outbox::Change;
using outbox::CreateCase;
using outbox::DeleteCase;
using outbox::EditField;
using outbox::RemoveNote;
using outbox::RemoveObservables;

constexpr std::size_t kEnough = 5;  // problems of one course

std::vector<std::string> texts_of(const std::vector<outbox::Observable>& observables) {
  std::vector<std::string> texts;
  for (const auto& one : observables) texts.push_back(one.value);
  return texts;
}
std::vector<std::string> added_by(const Change& change) {
  if (const auto* add = std::get_if<AddObservables>(&change.what)) return texts_of(add->observables);
  if (const auto* note = std::get_if<AddNote>(&change.what)) return {note->note.text};
  if (const auto* made = std::get_if<CreateCase>(&change.what)) return texts_of(made->made.observables);
  return {};
}
std::vector<std::string> removed_by(const Change& change) {
  if (const auto* remove = std::get_if<RemoveObservables>(&change.what)) return texts_of(remove->observables);
  if (const auto* note = std::get_if<RemoveNote>(&change.what)) return {note->note.text};
  return {};
}

bool is_case_deleted(const Change& change, const Service& service) {
  if (!change.external_id.empty() && service.was_deleted(change.external_id)) return true;
  return !change.case_id.empty() &&
         std::ranges::find(service.cases(), change.case_id, &Case::id) == service.cases().end();
}

}  // namespace

void Audit::wrong(std::string what) {
  if (problems_.size() < kEnough) problems_.push_back(std::move(what));
}

const Change* Audit::change(const std::string& id) const {
  const auto found = wanted_.find(id);
  return found == wanted_.end() ? nullptr : &found->second;
}

bool Audit::is_wanted_gone(const std::string& text) const {
  return std::ranges::any_of(
      wanted_, [&](const auto& one) { return std::ranges::contains(removed_by(one.second), text); });
}

bool Audit::is_undone(const Change& change) const {
  return std::ranges::any_of(added_by(change), [&](const auto& text) { return is_wanted_gone(text); });
}

void Audit::evicted(const Store& store) {
  for (const Json& record : store.list()) {
    evicted_.insert(json::text(record, "id"));
    newer_.erase(json::text(record, "id"));
  }
}

void Audit::left_by_newer(std::size_t browser, const Json& record) {
  newer_[json::text(record, "id")] = {browser, record};
}

// Whether the service ever was as the change wants it.
bool Audit::was_done(const Change& change, const Service& service) const {
  if (std::holds_alternative<CreateCase>(change.what)) return service.times_made(change.external_id) > 0;
  if (std::holds_alternative<DeleteCase>(change.what)) return is_case_deleted(change, service);
  if (const auto* edit = std::get_if<EditField>(&change.what)) {
    // Or its author has written a later text: who is asked is asked about the last one.
    return service.ever_had(edit->after) || std::ranges::any_of(wanted_, [&](const auto& other) {
             const auto* later = std::get_if<EditField>(&other.second.what);
             return later && other.first != change.id && later->field == edit->field;
           });
  }
  const auto added = added_by(change), removed = removed_by(change);
  return std::ranges::all_of(added, [&](const auto& text) { return service.ever_had(text); }) &&
         std::ranges::all_of(removed, [&](const auto& text) {
           return service.ever_lost(text) || service.times_held(text) == 0;
         });
}

// Its author has deleted the case, and so given up what they had done to it.
bool Audit::is_moot(const Change& change, const Service& service) const {
  return is_case_deleted(change, service) && std::ranges::any_of(wanted_, [&](const auto& one) {
           const Change& other = one.second;
           const bool of_case = (!change.case_id.empty() && other.case_id == change.case_id) ||
                                (!change.external_id.empty() && other.external_id == change.external_id);
           return of_case && std::holds_alternative<DeleteCase>(other.what);
         });
}

void Audit::dropping(const std::string& id, const Service& service) {
  const Change* change = this->change(id);
  if (!change || given_up_.contains(id) || was_done(*change, service) || is_moot(*change, service)) return;
  wrong(id + " has left the store, was never done, and nobody gave it up");
}

void Audit::paused(std::size_t browser, std::uint32_t tab, double heard_at, double until) {
  pauses_[browser].push_back({tab, heard_at, until});
}

void Audit::pauses_forgotten(std::size_t browser) { pauses_.erase(browser); }

void Audit::sending(std::size_t browser, std::uint32_t tab, double now, const std::string& what) {
  constexpr double kOtherTabs = 0.05;  // until a tab hears what another one was told
  for (const Pause& pause : pauses_[browser]) {
    const bool knows = pause.tab == tab || now > pause.heard_at + kOtherTabs;
    if (knows && now < pause.until - 0.01)
      wrong(what + " was sent " + std::to_string(pause.until - now) + " s before the service's Retry-After");
  }
}

void Audit::sent(std::uint32_t tab, std::uint32_t call, bool is_retry) {
  constexpr int kAttempts = 3;
  Traffic& traffic = traffic_[tab];
  ++traffic.calls;
  int& attempts = traffic.attempts[call];
  attempts = is_retry ? attempts + 1 : 1;
  if (is_retry) ++traffic.retries;
  if (attempts > kAttempts) wrong("a call was tried " + std::to_string(attempts) + " times");
  if (static_cast<double>(traffic.retries) > 3 + 0.1 * static_cast<double>(traffic.calls))
    wrong("of " + std::to_string(traffic.calls) + " calls " + std::to_string(traffic.retries) +
          " were retries");
}

void Audit::check_held(const std::string& text, const std::string& id, const Service& service) {
  const std::size_t times = service.times_held(text);
  if (times > 1) wrong(text + " of " + id + " stands " + std::to_string(times) + " times");
  if (times == 0 && !is_wanted_gone(text)) wrong(text + " of " + id + " is lost");
}

// What a store has refused is in one tab alone: what another tab has may come before it. What the store has
// kept all the same another tab may be through with before this one writes it again.
bool Audit::is_kept_by_all(const std::string& text) const {
  return std::ranges::none_of(wanted_, [&](const auto& one) {
    const bool is_kept = promised_.contains(one.first) && !unsure_.contains(one.first);
    return !is_kept && std::ranges::contains(added_by(one.second), text);
  });
}

// By a page whose store has refused the deletion, so that no other page has heard of it: one that finds there
// that the case is perhaps to be made, and the service without it, cannot tell this from a call that was
// lost.
bool Audit::is_deleted_apart(const Change& create, const Service& service) const {
  return service.was_deleted(create.external_id) && std::ranges::any_of(wanted_, [&](const auto& one) {
           return std::holds_alternative<DeleteCase>(one.second.what) && !promised_.contains(one.first) &&
                  one.second.external_id == create.external_id;
         });
}

void Audit::check(const Change& change, const Service& service) {
  if (is_case_deleted(change, service)) return;
  if (!was_done(change, service)) return wrong(change.id + " was promised and is lost");
  for (const std::string& text : added_by(change)) check_held(text, change.id, service);
  for (const std::string& text : removed_by(change))
    if (service.times_held(text) > 0 && is_kept_by_all(text))
      wrong(text + " was removed by " + change.id + " and is there again");
}

void Audit::finish(const Service& service, const std::vector<Store>& stores, std::size_t entries) {
  for (const auto& [id, change] : wanted_) {
    if (std::holds_alternative<CreateCase>(change.what) && service.times_made(change.external_id) > 1 &&
        !is_deleted_apart(change, service))
      wrong("the case of " + id + " was made twice");
    if (promised_.contains(id) && !given_up_.contains(id) && !evicted_.contains(id)) check(change, service);
  }
  for (std::size_t browser = 0; browser < stores.size(); ++browser)
    for (const Json& record : stores[browser].list())
      if (!newer_.contains(json::text(record, "id"))) wrong(json::text(record, "id") + " stays in the store");
  for (const auto& [id, left] : newer_) {
    const Json* kept = stores[left.first].find(id);
    if (!kept || json::dump(*kept) != json::dump(left.second))
      wrong(id + " of a newer version is not as it was left");
  }
  if (entries > 0) wrong(std::to_string(entries) + " changes are shown to wait that are through");
  std::size_t triggered = 0;
  for (const auto& [action, times] : service.triggered()) triggered += times;
  if (triggered > presses_)
    wrong("actions ran " + std::to_string(triggered) + " times, pressed were " + std::to_string(presses_));
}

}  // namespace simulation
