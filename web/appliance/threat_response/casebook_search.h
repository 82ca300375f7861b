// GET /ctia/casebook/search: which cases, in which order, which page of them, which fields
// (threat-response-api.md 6.5 and 6.6). Oldest first unless `sort_by` says otherwise.
//
// X-Next is a query string for the next page. Its `search_after` is the short id of the page's last case;
// with it `offset` does not count. X-Sort holds the same.
#pragma once

#include <optional>
#include <vector>

#include "appliance/case_store.h"
#include "appliance/http/message.h"

namespace appliance {

// `visible` are the cases the caller may read, oldest first; `id_prefix` makes a short id long.
http::Response search_cases(const http::Request& request, std::vector<StoredCase> visible,
                            const std::string& id_prefix);

// `fields` names only the nine that sort, else the refusal (400).
std::optional<http::Response> refuse_fields(const http::Request& request);
// The entity with its long id; when the request names `fields`, only those and the ones that say whose it is.
Json shown_case(const http::Request& request, const StoredCase& stored, const std::string& id_prefix);

}  // namespace appliance
