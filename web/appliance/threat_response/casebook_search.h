// Finding cases: which, in which order, which page of them, which fields (threat-response-api.md 6.5
// and 6.6). Oldest first unless `sort_by` says otherwise.
//
// X-Next is a query string for the next page. Its `search_after` values are what the page's last case sorts
// by, so they hold although cases come and go; with them `offset` does not count. X-Sort holds the same.
#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "appliance/case_index.h"
#include "appliance/http/message.h"
#include "appliance/instant.h"

namespace appliance {

// Leaves the cases that the request's filters fit, in no order; else the refusal (400). `from` and `to` are
// about creation.
std::optional<http::Response> filter_cases(const http::Request& request, CaseList& cases);
// The same without `from` and `to`.
std::optional<http::Response> filter_at_any_time(const http::Request& request, CaseList& cases);

// [from, to[; all of time when nothing is said.
struct Window {
  Instant from = std::numeric_limits<Instant>::min(), to = std::numeric_limits<Instant>::max();
};
// Leaves the cases whose `field`, "created" or "timestamp", lies in it.
void keep_between(const Window& window, std::string_view field, CaseList& cases);

// Whether there is any filter that limits what is found; paging and fields are none.
bool has_filter(const http::Request& request);

// Sorts and answers with one page; `id_prefix` makes a short id long.
http::Response page_of_cases(const http::Request& request, CaseList cases, const std::string& id_prefix);

// `fields` names only the nine that sort, else the refusal (400).
std::optional<http::Response> refuse_fields(const http::Request& request);
// The entity with its long id; when the request names `fields`, only those and the ones that say whose it is.
Json shown_case(const http::Request& request, const std::string& id, const Json& entity,
                const std::string& id_prefix);

}  // namespace appliance
