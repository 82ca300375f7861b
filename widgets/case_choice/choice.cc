#include "case_choice/choice.h"

#include <algorithm>
#include <set>

#include "threat_response/case_search.h"

namespace case_choice {
namespace {

using effects::Effects;

constexpr double kTyping = 0.4;  // seconds after the last letter until what was typed is looked for

threat_response::CaseSearch search_of(const Choice& choice) { return {.text = choice.text, .user = {}}; }

Effects ask(Choice& choice, bool adds_page, threat_response::Request request, effects::Tag& last_tag) {
  choice.search_at = 0;
  choice.problem = {};
  choice.adds_page = adds_page;
  choice.asking = ++last_tag;
  return {effects::SendRequest{choice.asking, std::move(request)}};
}

Effects list(Choice& choice, effects::Tag& last_tag) {
  return ask(choice, false, threat_response::search_cases_request(search_of(choice)), last_tag);
}

Effects list_more(Choice& choice, effects::Tag& last_tag) {
  if (choice.next.empty() || choice.asking != 0) return {};
  return ask(choice, true, threat_response::next_cases_request(search_of(choice), choice.next), last_tag);
}

Entry entry_of(const threat_response::Case& one, const std::vector<Observable>& about) {
  return {.id = one.id,
          .title = one.title,
          .tlp = one.tlp,
          .observables = one.observables.size(),
          .has_it = threat_response::missing_from(one, about).empty()};
}

}  // namespace

Effects begin(Choice& choice, std::vector<Observable> about, Known known, effects::Tag& last_tag) {
  choice = {};
  choice.open = true;
  choice.about = std::move(about);
  choice.known = std::move(known.entries);
  choice.gone = std::move(known.gone);
  return list(choice, last_tag);
}

Effects update(Choice& choice, const Message& message, effects::Tag& last_tag, double now) {
  if (const auto* typed = std::get_if<SearchTyped>(&message)) {
    choice.text = typed->text;
    choice.search_at = now + kTyping;
    return {};
  }
  if (std::holds_alternative<MorePressed>(message)) return list_more(choice, last_tag);
  if (std::holds_alternative<RetryPressed>(message))
    return choice.problem ? list(choice, last_tag) : Effects{};
  choice = {};
  return {};
}

void arrived(Choice& choice, const threat_response::Reply& reply) {
  choice.asking = 0;
  const auto page = threat_response::read_case_page(reply);
  if (!page) {
    choice.problem = page.error();
    return;
  }
  if (!choice.adds_page) choice.cases.clear();
  // Between two pages a case may have moved from one to the other.
  std::set<std::string> listed;
  for (const Entry& one : choice.cases) listed.insert(one.id);
  for (const auto& one : page->cases)
    if (listed.insert(one.id).second) choice.cases.push_back(entry_of(one, choice.about));
  choice.next = page->cases.empty() ? "" : page->next;
  if (page->total) choice.total = page->total;
  choice.listed = true;
}

Effects woke(Choice& choice, effects::Tag& last_tag, double now) {
  return choice.search_at > 0 && now >= choice.search_at ? list(choice, last_tag) : Effects{};
}

bool matches(std::string_view filter, std::string_view text) {
  const auto lower = [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
  };
  return filter.empty() || !std::ranges::search(text, filter, {}, lower, lower).empty();
}

std::vector<Entry> offered(const Choice& choice) {
  std::vector<Entry> offered;
  for (const Entry& one : choice.known)
    if ((!one.is_saved || !choice.listed) && matches(choice.text, one.title)) offered.push_back(one);
  const std::set<std::string_view> gone(choice.gone.begin(), choice.gone.end());
  for (const Entry& one : choice.cases)
    if (!gone.contains(one.id)) offered.push_back(one);
  return offered;
}

}  // namespace case_choice
