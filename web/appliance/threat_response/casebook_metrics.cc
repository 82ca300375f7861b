#include "appliance/threat_response/casebook_metrics.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <format>
#include <map>
#include <set>

#include "appliance/instant.h"
#include "appliance/threat_response/casebook_search.h"
#include "appliance/threat_response/schema.h"
#include "appliance/threat_response/search_term.h"

namespace appliance {
namespace {

using Counts = std::map<std::string, std::size_t>;

constexpr Instant kHour = 3600 * kSecond;
constexpr int kLargestOffsetHours = 11;
constexpr std::size_t kDefaultLimit = 10;
constexpr std::array<std::string_view, 4> kEqual = {"id", "tlp", "source", "language"};

std::size_t number_of(const std::string& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

Json time(const Json& value) {
  return parse_iso_or_date(json::text_of(value)) ? Json() : Json("(not (inst? value))");
}

Json positive(const Json& value) {
  return number_of(json::text_of(value)) > 0 ? Json() : Json("(not (pos-int? value))");
}

Json timezone(const Json& value) {
  const std::string text = json::text_of(value);
  for (int hours = -kLargestOffsetHours; hours <= kLargestOffsetHours; ++hours)
    if (text == std::format("{}{:02}:00", hours < 0 ? '-' : '+', std::abs(hours))) return {};
  return Json("(not (timezone? value))");
}

std::vector<schema::Field> fields_of(Metric metric) {
  std::vector<schema::Field> fields = {{"from", time, true}, {"to", time}};
  if (metric == Metric::kHistogram) {
    fields.push_back({"aggregate-on", schema::one_of({"timestamp"}), true});
    fields.push_back({"granularity", schema::one_of({"day", "week", "month"}), true});
    fields.push_back({"timezone", timezone});
    return fields;
  }
  fields.push_back(
      {"aggregate-on", schema::one_of({"source", "observables.type", "observables.value"}), true});
  if (metric == Metric::kCardinality) return fields;
  fields.push_back({"limit", positive});
  fields.push_back({"sort_order", schema::one_of({"asc", "desc"})});
  return fields;
}

// What the request says about `fields`; other parameters are none of theirs.
Json parameters(const http::Request& request, const std::vector<schema::Field>& fields) {
  Json given = json::object({});
  for (const schema::Field& field : fields)
    if (const std::string name(field.name); request.has_parameter(name))
      json::set(given, name, request.parameter(name));
  return given;
}

// The same day a year earlier; 28 February for the 29th.
Instant a_year_before(Instant instant) {
  using namespace std::chrono;
  const sys_time<milliseconds> time{milliseconds(instant)};
  const sys_days day = floor<days>(time);
  year_month_day date = year_month_day(day) - years(1);
  if (!date.ok()) date = date.year() / date.month() / last;
  return (sys_days(date) + (time - day)).time_since_epoch().count();
}

Window window_of(const Json& given) {
  Window window{.from = parse_iso_or_date(json::text(given, "from")).value_or(0),
                .to = parse_iso_or_date(json::text(given, "to")).value_or(now())};
  window.from = std::max(window.from, a_year_before(window.to));
  return window;
}

// What is counted of one case, in lower case; a value that it has twice counts once.
std::set<std::string> values_of(const Json& entity, const std::string& field) {
  std::set<std::string> values;
  if (const Json* source = json::find(entity, field))
    values.insert(lower_case(json::text_of(*source)));
  else if (field.starts_with("observables."))
    for (const Json* observable : json::array(entity, "observables"))
      values.insert(lower_case(json::text(*observable, field.substr(field.find('.') + 1))));
  return values;
}

Counts count_values(const CaseList& cases, const std::string& field) {
  Counts counts;
  for (const auto& entry : cases)
    for (const std::string& value : values_of(entry->entity, field)) ++counts[value];
  return counts;
}

Json bucket(const std::string& key, std::size_t value) {
  return json::object({{"key", key}, {"value", value}});
}

Json most_frequent(const Counts& counts, const Json& given) {
  const bool ascending = json::text(given, "sort_order") == "asc";
  const std::size_t limit =
      json::find(given, "limit") ? number_of(json::text(given, "limit")) : kDefaultLimit;
  std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, [&](const auto& a, const auto& b) {
    return ascending ? a.second < b.second : a.second > b.second;
  });
  Json buckets = json::list({});
  for (std::size_t i = 0; i < std::min(limit, sorted.size()); ++i)
    json::append(buckets, bucket(sorted[i].first, sorted[i].second));
  return buckets;
}

using Day = std::chrono::sys_days;

Day start_of(Day day, const std::string& granularity) {
  using namespace std::chrono;
  if (granularity == "week") return day - (weekday(day) - Monday);
  if (granularity == "day") return day;
  const year_month_day date(day);
  return date.year() / date.month() / 1;
}

Day next_after(Day start, const std::string& granularity) {
  using namespace std::chrono;
  return start_of(start + (granularity == "month"  ? days(31)
                           : granularity == "week" ? days(7)
                                                   : days(1)),
                  granularity);
}

Json histogram(const CaseList& cases, const Json& given) {
  using namespace std::chrono;
  const std::string granularity = json::text(given, "granularity");
  const std::string zone = json::text(given, "timezone", "+00:00");
  const Instant ahead =
      (zone[0] == '-' ? -1 : 1) * kHour * static_cast<Instant>(number_of(zone.substr(1, 2)));
  std::map<Day, std::size_t> counts;
  for (const auto& entry : cases) {
    const Instant local = parse_iso(json::text(entry->entity, "timestamp")).value_or(0) + ahead;
    ++counts[start_of(floor<days>(sys_time<milliseconds>(milliseconds(local))), granularity)];
  }
  Json buckets = json::list({});
  if (counts.empty()) return buckets;
  const std::string suffix = zone == "+00:00" ? "Z" : zone;
  for (Day day = counts.begin()->first; day <= counts.rbegin()->first; day = next_after(day, granularity))
    json::append(buckets, bucket(std::format("{:%F}T00:00:00.000{}", day, suffix), counts[day]));
  return buckets;
}

Json measured(Metric metric, const CaseList& cases, const Json& given) {
  if (metric == Metric::kHistogram) return histogram(cases, given);
  const Counts counts = count_values(cases, json::text(given, "aggregate-on"));
  return metric == Metric::kTopn ? most_frequent(counts, given) : Json(counts.size());
}

// {"observables":{"value":result}} for "observables.value".
Json nested(const std::string& field, Json result) {
  const std::size_t dot = field.find('.');
  if (dot == std::string::npos) return json::object({{field, std::move(result)}});
  return json::object({{field.substr(0, dot), json::object({{field.substr(dot + 1), std::move(result)}})}});
}

Json filters_of(const http::Request& request, const Window& window) {
  Json filters = json::object({{"from", iso_text(window.from)}, {"to", iso_text(window.to)}});
  for (const std::string_view name : kEqual)
    if (const std::string key(name); request.has_parameter(key))
      json::set(filters, key, request.parameter(key));
  if (request.has_parameter("texts.text")) json::set(filters, "texts.text", request.parameter("texts.text"));
  if (request.has_parameter("revision"))
    json::set(filters, "revision", number_of(request.parameter("revision")));
  Json full_text;
  if (request.has_parameter("query"))
    json::append(full_text,
                 json::object({{"query", request.parameter("query")}, {"query_mode", "query_string"}}));
  if (request.has_parameter("simple_query"))
    json::append(full_text, json::object({{"query", request.parameter("simple_query")},
                                          {"query_mode", "simple_query_string"}}));
  if (!full_text.is_null()) json::set(filters, "full-text", std::move(full_text));
  return filters;
}

std::string_view name_of(Metric metric) {
  if (metric == Metric::kHistogram) return "histogram";
  return metric == Metric::kTopn ? "topn" : "cardinality";
}

}  // namespace

http::Response answer_metric(Metric metric, const http::Request& request, CaseList cases) {
  const std::vector<schema::Field> fields = fields_of(metric);
  const Json given = parameters(request, fields);
  if (Json wrong = schema::object(given, fields); !schema::fits(wrong))
    return http::json_response(400, json::object({{"errors", std::move(wrong)}}));
  if (auto refused = filter_at_any_time(request, cases)) return *refused;
  const Window window = window_of(given);
  keep_between(window, metric == Metric::kHistogram ? "timestamp" : "created", cases);
  return http::json_response(
      200, json::object({{"type", name_of(metric)},
                         {"data", nested(json::text(given, "aggregate-on"), measured(metric, cases, given))},
                         {"filters", filters_of(request, window)}}));
}

}  // namespace appliance
