// Numbers about the cases that a search finds: /ctia/casebook/metric/... (threat-response-api.md 6.3).
//
//   histogram     cases by day, week (from Monday) or month of their timestamp; from the first bucket with a
//                 case to the last, empty ones in between too. Needs `aggregate-on=timestamp`, `from` and
//                 `granularity`; takes `to` and `timezone` ("+00:00" to "+11:00", "-01:00" to "-11:00").
//   topn          the values that most cases have, equal counts by value. Needs `aggregate-on` (source,
//                 observables.type, observables.value) and `from`; takes `to`, `limit` (10) and `sort_order`
//                 (desc).
//   cardinality   how many values there are. Needs `aggregate-on`, as for topn, and `from`; takes `to`.
//
//   {"type":"topn","data":{"observables":{"value":[{"key":"bit.ly","value":2}]}},
//    "filters":{"from":"2026-01-01T00:00:00.000Z","to":"2026-11-24T00:00:00.000Z","tlp":"amber"}}
//
// All filters of a search count. `from` is kept to a year before `to`, which is now when left out; [from, to[
// is about the timestamp in a histogram, else about creation. Values are in lower case, as the service's
// index keeps them, and count once a case. A parameter that is missing or unknown: 400,
// {"errors":{"<name>":"<reason>"}}.
//
// The facts leave the answer open. Its shape, the year, the buckets and the case of values are those of CTIA:
// src/ctia/http/routes/common.clj (format-agg-result, coerce-date-range), src/ctia/schemas/search_agg.clj,
// src/ctia/stores/es/{crud,mapping}.clj, test/ctia/test_helpers/aggregate.clj and doc/search-metrics.org.
#pragma once

#include <string_view>

#include "appliance/case_index.h"
#include "appliance/http/message.h"

namespace appliance {

enum class Metric { kHistogram, kTopn, kCardinality };

// `cases` are those that the caller may read.
http::Response answer_metric(Metric metric, const http::Request& request, CaseList cases);

}  // namespace appliance
