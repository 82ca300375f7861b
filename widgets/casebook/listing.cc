#include "casebook/listing.h"

#include <algorithm>
#include <set>

#include "casebook/importing.h"
#include "casebook/reading.h"
#include "outbox/overlay.h"

namespace casebook {
namespace {

using effects::Effects;
using threat_response::CaseSearch;

constexpr std::string_view kDraft = threat_response::kOutboxId;
constexpr int kPage = 100;  // the service's own page size (api.md 6.6)

CaseSearch search_of(const Model& model) {
  return {.text = model.list.text, .whose = model.list.whose, .user = model.user, .limit = kPage};
}

}  // namespace

bool is_draft(std::string_view id) { return id.starts_with(kDraft); }

std::string draft_id(const outbox::Change& change) { return std::string(kDraft) + change.id; }

effects::Tag next_tag(Model& model) { return ++model.outbox.last_tag; }

Effects list_again(Model& model) {
  CaseList& list = model.list;
  list.search_at = 0;
  list.problem = {};
  list.adds_page = false;
  list.listing = next_tag(model);
  return {effects::SendRequest{list.listing, threat_response::search_cases_request(search_of(model))}};
}

Effects list_more(Model& model) {
  CaseList& list = model.list;
  if (list.next.empty() || list.listing != 0) return {};
  list.problem = {};
  list.adds_page = true;
  list.listing = next_tag(model);
  return {
      effects::SendRequest{list.listing, threat_response::next_cases_request(search_of(model), list.next)}};
}

Effects page_arrived(Model& model, const threat_response::Reply& reply) {
  CaseList& list = model.list;
  list.listing = 0;
  auto page = threat_response::read_case_page(reply);
  if (!page) {
    list.problem = page.error();
    return {};
  }
  if (!list.adds_page) list.cases.clear();
  // Between two pages a case may have moved from one to the other.
  std::set<std::string> known;
  for (const Case& one : list.cases) known.insert(one.id);
  for (Case& one : page->cases)
    if (known.insert(one.id).second) list.cases.push_back(std::move(one));
  cases_known(model.importing, list.cases);
  list.next = page->cases.empty() ? "" : page->next;
  if (page->total) list.total = page->total;
  list.listed = true;
  if (model.current_id.empty() || model.opening != 0) return {};
  // The current case came with the list, or is not on this page: then its own answer tells.
  const auto current = std::ranges::find(list.cases, model.current_id, &Case::id);
  const bool is_filtered = !list.text.empty() || list.whose != Whose::kEverybody;
  if (current == list.cases.end()) return is_filtered && model.current ? Effects{} : read_case_again(model);
  case_is(model, Case(*current));
  show(model);
  return ask_verdicts(model);
}

void keep_case(Model& model, const Case& fresh) {
  cases_known(model.importing, {&fresh, 1});
  auto& cases = model.list.cases;
  const auto found = std::ranges::find(cases, fresh.id, &Case::id);
  if (found != cases.end())
    *found = fresh;
  else if (model.list.text.empty() && model.list.whose != Whose::kOthers)
    cases.insert(cases.begin(), fresh);
}

void forget_case(Model& model, const std::string& id) {
  std::erase_if(model.list.cases, [&](const Case& one) { return one.id == id; });
}

std::optional<Case> case_as_shown(const Model& model, const std::string& id) {
  if (id.empty()) return std::nullopt;
  if (model.shown && id == model.current_id) return model.shown;
  std::optional<Case> found;
  const auto listed = std::ranges::find(model.list.cases, id, &Case::id);
  if (listed != model.list.cases.end()) found = *listed;
  for (const auto& entry : model.outbox.entries) {
    if (outbox::case_key(entry.change) != id) continue;
    if (!found && std::holds_alternative<outbox::CreateCase>(entry.change.what))
      found = outbox::draft_of(entry.change);
    if (found) outbox::apply(*found, entry.change);
  }
  return found;
}

std::vector<CaseRow> listed_cases(const Model& model) {
  const auto row_of = [](const Case& one) {
    return CaseRow{.id = one.id,
                   .title = one.title,
                   .tlp = one.tlp,
                   .timestamp = one.timestamp,
                   .observables = one.observables.size(),
                   .is_saved = !is_draft(one.id)};
  };
  std::vector<CaseRow> rows;
  std::set<std::string_view> gone;
  std::set<std::string> changed;
  const auto& entries = model.outbox.entries;
  const bool all = model.list.text.empty() && model.list.whose != Whose::kOthers;
  for (const auto& entry : entries) {
    if (std::holds_alternative<outbox::DeleteCase>(entry.change.what)) gone.insert(entry.change.case_id);
    changed.insert(outbox::case_key(entry.change));
  }
  // A case may hold tens of thousands of observables: only one with changes is copied, to do them to it.
  const auto as_shown = [&](const Case& one) {
    if (!changed.contains(one.id)) return row_of(one);
    if (model.shown && model.shown->id == one.id) return row_of(*model.shown);
    Case copy = one;
    for (const auto& entry : entries)
      if (outbox::case_key(entry.change) == one.id) outbox::apply(copy, entry.change);
    return row_of(copy);
  };
  for (auto entry = entries.rbegin(); all && entry != entries.rend(); ++entry)
    if (std::holds_alternative<outbox::CreateCase>(entry->change.what) && entry->change.case_id.empty())
      rows.push_back(as_shown(outbox::draft_of(entry->change)));
  for (const Case& one : model.list.cases)
    if (!gone.contains(one.id)) rows.push_back(as_shown(one));
  return rows;
}

}  // namespace casebook
