// Finding cases, page by page (threat-response-api.md 6.5, 6.6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "threat_response/case.h"

namespace threat_response {

// kShared: one's own that colleagues may read, which all but red ones are (api.md 6.8).
enum class Whose { kEverybody, kMine, kOthers, kShared };

struct CaseSearch {
  std::string
      text;  // what somebody typed: every word must occur, as it is or as the start of one; "" for all
  Whose whose = Whose::kEverybody;
  std::string user;  // REQUIRES: one's own user id, unless `whose` is kEverybody
  int limit = 100;   // of a page; the service's own default
};

// The text in Lucene's syntax, so that URLs, IPv6 addresses, quotes and operators are looked for as they are
// instead of being understood (or refused with a 400).
std::string lucene(std::string_view text);

struct CasePage {
  std::vector<Case> cases;
  std::optional<std::int64_t> total;  // of all pages, when the service says
  std::string next;                   // of the next page; "" when this is the last
};

// Newest first: the service's own order is oldest first (api.md 6.5).
Request search_cases_request(const CaseSearch& search);
// The page that `next` of the page before names. One more page than there is may come, empty (api.md 6.6).
Request next_cases_request(const CaseSearch& search, std::string_view next);
std::expected<CasePage, Problem> read_case_page(const Reply& reply);

}  // namespace threat_response
