#include "appliance/threat_response/casebook_search.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <expected>
#include <format>

#include "appliance/threat_response/casebook_entity.h"
#include "appliance/threat_response/search_query.h"

namespace appliance {
namespace {

constexpr std::array<std::string_view, 9> kSortable = {
    "id", "schema_version", "revision", "timestamp", "language", "tlp", "source", "source_uri", "title"};
constexpr std::array<std::string_view, 6> kAlways = {
    "id", "owner", "groups", "tlp", "authorized_users", "authorized_groups"};
constexpr std::array<std::string_view, 6> kSearched = {"id",          "title",  "short_description",
                                                       "description", "source", "observables.value"};
constexpr std::array<std::string_view, 10> kFilters = {"query",  "simple_query", "texts.text", "id",   "tlp",
                                                       "source", "language",     "revision",   "from", "to"};
constexpr std::size_t kDefaultLimit = 100;
constexpr std::size_t kLargestWindow = 10'000;
constexpr std::size_t kLargestOffset = 1'000'000'000;

http::Response invalid(std::string_view parameter, std::string_view predicate) {
  return http::json_response(
      400, json::object(
               {{"errors", json::object({{parameter, "(not (" + std::string(predicate) + "? value))"}})}}));
}

struct Page {
  std::size_t limit = kDefaultLimit, offset = 0;
};

// An EDN vector of strings: for these a JSON string is one too.
std::string sort_header(const std::vector<std::string>& values) {
  std::string text = "[";
  for (const std::string& value : values) text += (text.size() > 1 ? " " : "") + json::dump(value);
  return text + "]";
}

std::string next_page(const Page& page, std::size_t offset, const std::vector<std::string>& after) {
  std::string text = std::format("limit={}&offset={}", page.limit, offset);
  for (const std::string& value : after) text += "&search_after=" + http::percent_encode(value);
  return text;
}

struct SortKey {
  std::string field;
  bool descending = false;
};

std::expected<std::size_t, http::Response> whole_number(const http::Request& request, const std::string& name,
                                                        std::size_t otherwise,
                                                        std::size_t largest = kLargestWindow) {
  if (!request.has_parameter(name)) return otherwise;
  const std::string text = request.parameter(name);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || number > largest)
    return std::unexpected(invalid(name, "integer"));
  return number;
}

std::expected<Page, http::Response> read_page(const http::Request& request) {
  const auto limit = whole_number(request, "limit", kDefaultLimit);
  if (!limit) return std::unexpected(limit.error());
  // With search_after the offset only counts on, past the window too.
  const bool after = request.has_parameter("search_after");
  const auto offset = whole_number(request, "offset", 0, after ? kLargestOffset : kLargestWindow);
  if (!offset) return std::unexpected(offset.error());
  if (!after && *limit + *offset > kLargestWindow) return std::unexpected(invalid("offset", "result-window"));
  return Page{.limit = *limit, .offset = *offset};
}

// What a case sorts by, in the order of the keys: texts that compare as the values do.
using SortValues = std::vector<std::string>;

// "timestamp", "title:desc,timestamp": a direction of its own wins over sort_order. What is equal in them
// goes by creation and id.
std::expected<std::vector<SortKey>, http::Response> read_sort(const http::Request& request) {
  const std::string order = request.parameter("sort_order");
  if (!order.empty() && order != "asc" && order != "desc")
    return std::unexpected(invalid("sort_order", "sort-order"));
  std::vector<SortKey> keys;
  for (const std::string& word : request.parameters("sort_by")) {
    const std::size_t colon = std::min(word.find(':'), word.size());
    const std::string direction = colon < word.size() ? word.substr(colon + 1) : order;
    if (!std::ranges::contains(kSortable, word.substr(0, colon)) ||
        (!direction.empty() && direction != "asc" && direction != "desc"))
      return std::unexpected(invalid("sort_by", "sortable-field"));
    keys.push_back({.field = word.substr(0, colon), .descending = direction == "desc"});
  }
  const bool descending = order == "desc";
  if (keys.empty()) {
    keys.push_back({.field = "timestamp", .descending = descending});
    keys.push_back({.field = "created", .descending = descending});
  }
  keys.push_back({.field = "id", .descending = descending});
  return keys;
}

SortValues sort_values(const IndexedCase& entry, const std::vector<SortKey>& keys) {
  SortValues values;
  for (const SortKey& key : keys)
    if (key.field == "id")
      values.push_back(entry.id);
    else if (key.field == "revision")
      values.push_back(std::format("{:020}", json::integer(entry.entity, key.field)));
    else
      values.push_back(json::text(entry.entity, key.field));
  return values;
}

bool sorts_before(const SortValues& a, const SortValues& b, const std::vector<SortKey>& keys) {
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (const int order = a[i].compare(b[i]); order != 0) return keys[i].descending ? order > 0 : order < 0;
  return false;
}

std::optional<http::Response> keep_matching(const http::Request& request, CaseList& cases) {
  std::vector<std::string> fields = request.parameters("search_fields");
  for (const std::string& field : fields)
    if (!std::ranges::contains(kSearched, field)) return invalid("search_fields", "searchable-field");
  if (fields.empty()) fields.assign(kSearched.begin(), kSearched.end());
  const auto query = parse_query(request.parameter("query"));
  if (!query)
    return http::json_response(400, json::object({{"type", "ES Invalid Request"},
                                                  {"message", query.error()},
                                                  {"class", "clojure.lang.ExceptionInfo"}}));
  const Query simple = parse_simple_query(request.parameter("simple_query"));
  const Query noted = parse_simple_query(request.parameter("texts.text"));
  std::erase_if(cases, [&](const auto& entry) {
    return !matches(*entry, *query, fields) || !matches(*entry, simple, fields) ||
           !matches(*entry, noted, {"texts.text"});
  });
  return std::nullopt;
}

std::optional<http::Response> keep_equal(const http::Request& request, CaseList& cases) {
  for (const std::string& field : {"tlp", "source", "language"})
    if (request.has_parameter(field))
      std::erase_if(cases, [&](const auto& entry) {
        return json::text(entry->entity, field) != request.parameter(field);
      });
  if (request.has_parameter("id"))
    std::erase_if(
        cases, [id = short_case_id(request.parameter("id"))](const auto& entry) { return entry->id != id; });
  const auto revision = whole_number(request, "revision", 0);
  if (!revision) return revision.error();
  if (request.has_parameter("revision"))
    std::erase_if(cases, [&](const auto& entry) {
      return json::integer(entry->entity, "revision", -1) != static_cast<std::int64_t>(*revision);
    });
  return std::nullopt;
}

std::optional<http::Response> keep_created(const http::Request& request, CaseList& cases) {
  Window window;
  for (const auto& [name, bound] : {std::pair("from", &window.from), std::pair("to", &window.to)}) {
    if (!request.has_parameter(name)) continue;
    const auto given = parse_iso_or_date(request.parameter(name));
    if (!given) return invalid(name, "inst");
    *bound = *given;
  }
  if (!request.has_parameter("from") && !request.has_parameter("to")) return std::nullopt;
  keep_between(window, "created", cases);
  return std::nullopt;
}

}  // namespace

std::optional<http::Response> refuse_fields(const http::Request& request) {
  for (const std::string& field : request.parameters("fields"))
    if (!std::ranges::contains(kSortable, field))
      return http::json_response(
          400, json::object({{"errors", json::object({{"fields", "(not (allowed-field? value))"}})}}));
  return std::nullopt;
}

Json shown_case(const http::Request& request, const std::string& id, const Json& entity,
                const std::string& id_prefix) {
  const std::vector<std::string> fields = request.parameters("fields");
  Json shown = fields.empty() ? entity : json::object({});
  if (!fields.empty())
    for (const auto& [key, value] : json::members(entity))
      if (std::ranges::contains(fields, key) || std::ranges::contains(kAlways, key))
        json::set(shown, key, value);
  json::set(shown, "id", id_prefix + id);
  return shown;
}

void keep_between(const Window& window, std::string_view field, CaseList& cases) {
  std::erase_if(cases, [&](const auto& entry) {
    const Instant time = parse_iso(json::text(entry->entity, field)).value_or(0);
    return time < window.from || time >= window.to;
  });
}

std::optional<http::Response> filter_at_any_time(const http::Request& request, CaseList& cases) {
  if (auto refused = keep_matching(request, cases)) return refused;
  return keep_equal(request, cases);
}

std::optional<http::Response> filter_cases(const http::Request& request, CaseList& cases) {
  if (auto refused = filter_at_any_time(request, cases)) return refused;
  return keep_created(request, cases);
}

bool has_filter(const http::Request& request) {
  return std::ranges::any_of(
      kFilters, [&](std::string_view name) { return !request.parameter(std::string(name)).empty(); });
}

http::Response page_of_cases(const http::Request& request, CaseList cases, const std::string& id_prefix) {
  if (auto refused = refuse_fields(request)) return *refused;
  const auto page = read_page(request);
  if (!page) return page.error();
  const auto keys = read_sort(request);
  if (!keys) return keys.error();
  std::vector<std::pair<SortValues, std::shared_ptr<const IndexedCase>>> sorted;
  for (auto& entry : cases) sorted.emplace_back(sort_values(*entry, *keys), std::move(entry));
  const auto before = [&](const SortValues& a, const SortValues& b) { return sorts_before(a, b, *keys); };
  std::ranges::sort(sorted, before, [](const auto& each) -> const SortValues& { return each.first; });

  const SortValues after = request.repeated("search_after");
  std::size_t first = std::min(page->offset, sorted.size());
  if (!after.empty()) {
    if (after.size() != keys->size()) return invalid("search_after", "sort-values");
    const auto next = std::ranges::upper_bound(
        sorted, after, before, [](const auto& each) -> const SortValues& { return each.first; });
    first = static_cast<std::size_t>(next - sorted.begin());
  }
  const std::size_t end = std::min(first + page->limit, sorted.size());
  Json shown = json::list({});
  for (std::size_t i = first; i < end; ++i)
    json::append(shown, shown_case(request, sorted[i].second->id, sorted[i].second->entity, id_prefix));
  http::Response response = http::json_response(200, shown);
  response.set_header("X-Total-Hits", std::to_string(sorted.size()));
  if (first > 0 && after.empty())
    response.set_header("X-Previous", std::format("limit={}&offset={}", page->limit,
                                                  first > page->limit ? first - page->limit : 0));
  if (end == first) return response;
  const SortValues& last = sorted[end - 1].first;
  response.set_header("X-Sort", sort_header(last));
  // With search_after the service does not look ahead: a full page has a next one, which may be empty.
  if (after.empty() ? end < sorted.size() : end - first == page->limit)
    response.set_header("X-Next", next_page(*page, page->offset + page->limit, last));
  return response;
}

}  // namespace appliance
