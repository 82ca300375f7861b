#include "pivot_menu/choosing.h"

#include <algorithm>
#include <set>

#include "pivot_menu/groups.h"
#include "threat_response/case_search.h"

namespace pivot_menu {
namespace {

using effects::Effects;

threat_response::CaseSearch search_of(const CaseChoice& choice) { return {.text = choice.text, .user = {}}; }

Effects ask(Model& model, bool adds_page, threat_response::Request request) {
  CaseChoice& choice = model.choice;
  choice.search_at = 0;
  choice.problem = {};
  choice.adds_page = adds_page;
  choice.asking = ++model.last_tag;
  return {effects::SendRequest{choice.asking, std::move(request)}};
}

CaseEntry entry_of(const threat_response::Case& one, const Observable& observable) {
  return {.id = one.id,
          .title = one.title,
          .tlp = one.tlp,
          .observables = one.observables.size(),
          .has_it = threat_response::missing_from(one, {observable}).empty()};
}

}  // namespace

Effects begin_choosing(Model& model, const AddToCasePressed& message) {
  if (!model.signed_in || !model.missing(Need::kReadCases).empty() ||
      !model.missing(Need::kChangeCases).empty())
    return {};
  model.choice = {};
  model.choice.open = true;
  model.choice.known = message.known;
  model.choice.gone = message.gone;
  return list_cases(model);
}

Effects list_cases(Model& model) {
  return ask(model, false, threat_response::search_cases_request(search_of(model.choice)));
}

Effects list_more_cases(Model& model) {
  const CaseChoice& choice = model.choice;
  if (choice.next.empty() || choice.asking != 0) return {};
  return ask(model, true, threat_response::next_cases_request(search_of(choice), choice.next));
}

void cases_arrived(Model& model, const threat_response::Reply& reply) {
  CaseChoice& choice = model.choice;
  choice.asking = 0;
  const auto page = threat_response::read_case_page(reply);
  if (!page) {
    choice.problem = page.error();
    return;
  }
  if (!choice.adds_page) choice.cases.clear();
  // Between two pages a case may have moved from one to the other.
  std::set<std::string> listed;
  for (const CaseEntry& one : choice.cases) listed.insert(one.id);
  for (const auto& one : page->cases)
    if (listed.insert(one.id).second) choice.cases.push_back(entry_of(one, model.observable));
  choice.next = page->cases.empty() ? "" : page->next;
  if (page->total) choice.total = page->total;
  choice.listed = true;
}

std::vector<CaseEntry> offered_cases(const Model& model) {
  const CaseChoice& choice = model.choice;
  std::vector<CaseEntry> offered;
  for (const CaseEntry& one : choice.known)
    if ((!one.is_saved || !choice.listed) && matches(choice.text, one.title)) offered.push_back(one);
  const std::set<std::string_view> gone(choice.gone.begin(), choice.gone.end());
  for (const CaseEntry& one : choice.cases)
    if (!gone.contains(one.id)) offered.push_back(one);
  return offered;
}

Effects choose_case(Model& model, const CaseEntry& what) {
  model.choice = {};
  return {effects::AddToCase{.observable = model.observable,
                             .new_case = false,
                             .default_title = {},
                             .case_id = what.id,
                             .case_title = what.title,
                             .already_there = what.has_it},
          effects::CloseSurface{effects::Surface::kPivotMenu}};
}

}  // namespace pivot_menu
