#include "appliance/threat_response/casebook_search.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <expected>
#include <format>

#include "appliance/instant.h"
#include "appliance/threat_response/search_query.h"

namespace appliance {
namespace {

constexpr std::array<std::string_view, 9> kSortable = {
    "id", "schema_version", "revision", "timestamp", "language", "tlp", "source", "source_uri", "title"};
constexpr std::array<std::string_view, 6> kAlways = {
    "id", "owner", "groups", "tlp", "authorized_users", "authorized_groups"};
constexpr std::size_t kDefaultLimit = 100;
constexpr std::size_t kLargestWindow = 10'000;

http::Response invalid(std::string_view parameter, std::string_view predicate) {
  return http::json_response(
      400, json::object(
               {{"errors", json::object({{parameter, "(not (" + std::string(predicate) + "? value))"}})}}));
}

struct SortKey {
  std::string field;
  bool descending = false;
};

struct Page {
  std::size_t limit = kDefaultLimit, offset = 0;
};

std::expected<std::size_t, http::Response> whole_number(const http::Request& request, const std::string& name,
                                                        std::size_t otherwise) {
  if (!request.has_parameter(name)) return otherwise;
  const std::string text = request.parameter(name);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || number > kLargestWindow)
    return std::unexpected(invalid(name, "integer"));
  return number;
}

std::expected<Page, http::Response> read_page(const http::Request& request) {
  const auto limit = whole_number(request, "limit", kDefaultLimit);
  if (!limit) return std::unexpected(limit.error());
  const auto offset = whole_number(request, "offset", 0);
  if (!offset) return std::unexpected(offset.error());
  if (*limit + *offset > kLargestWindow) return std::unexpected(invalid("offset", "result-window"));
  return Page{.limit = *limit, .offset = *offset};
}

// "timestamp", "title:desc,timestamp": a direction of its own wins over sort_order.
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
  if (keys.empty()) keys.push_back({.field = "timestamp", .descending = order == "desc"});
  return keys;
}

void sort_cases(std::vector<StoredCase>& cases, const std::vector<SortKey>& keys) {
  const auto compare = [](const StoredCase& a, const StoredCase& b, const std::string& field) {
    if (field == "id") return a.id.compare(b.id);
    if (field == "revision") {
      const auto left = json::integer(a.entity, field), right = json::integer(b.entity, field);
      return left < right ? -1 : left > right ? 1 : 0;
    }
    return json::text(a.entity, field).compare(json::text(b.entity, field));
  };
  std::ranges::stable_sort(cases, [&](const StoredCase& a, const StoredCase& b) {
    for (const SortKey& key : keys)
      if (const int order = compare(a, b, key.field); order != 0)
        return key.descending ? order > 0 : order < 0;
    return false;
  });
}

std::optional<http::Response> keep_matching(const http::Request& request, std::vector<StoredCase>& cases) {
  const auto terms = parse_query(request.parameter("query"));
  if (!terms)
    return http::json_response(400, json::object({{"type", "ES Invalid Request"},
                                                  {"message", terms.error()},
                                                  {"class", "clojure.lang.ExceptionInfo"}}));
  const auto simple = parse_simple_query(request.parameter("simple_query"));
  std::erase_if(cases, [&](const StoredCase& stored) {
    return !matches(stored.entity, *terms) || !matches(stored.entity, simple);
  });
  for (const std::string& field : {"tlp", "source", "language"})
    if (request.has_parameter(field))
      std::erase_if(cases, [&](const StoredCase& stored) {
        return json::text(stored.entity, field) != request.parameter(field);
      });
  return std::nullopt;
}

// `from` and `to` on created: [from, to[.
std::optional<http::Response> keep_created(const http::Request& request, std::vector<StoredCase>& cases) {
  for (const std::string name : {"from", "to"}) {
    if (!request.has_parameter(name)) continue;
    const auto bound = parse_iso(request.parameter(name));
    if (!bound) return invalid(name, "inst");
    std::erase_if(cases, [&](const StoredCase& stored) {
      const Instant created = parse_iso(json::text(stored.entity, "created")).value_or(0);
      return name == "from" ? created < *bound : created >= *bound;
    });
  }
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

Json shown_case(const http::Request& request, const StoredCase& stored, const std::string& id_prefix) {
  Json shown = stored.entity;
  json::set(shown, "id", id_prefix + stored.id);
  const std::vector<std::string> fields = request.parameters("fields");
  if (fields.empty()) return shown;
  Json chosen = json::object({});
  for (const auto& [key, value] : json::members(shown))
    if (std::ranges::contains(fields, key) || std::ranges::contains(kAlways, key))
      json::set(chosen, key, value);
  return chosen;
}

http::Response search_cases(const http::Request& request, std::vector<StoredCase> visible,
                            const std::string& id_prefix) {
  if (auto refused = refuse_fields(request)) return *refused;
  const auto page = read_page(request);
  if (!page) return page.error();
  const auto sort = read_sort(request);
  if (!sort) return sort.error();
  if (auto refused = keep_matching(request, visible)) return *refused;
  if (auto refused = keep_created(request, visible)) return *refused;
  sort_cases(visible, *sort);

  std::size_t first = page->offset;
  if (request.has_parameter("search_after")) {
    const auto last = std::ranges::find(visible, request.parameter("search_after"), &StoredCase::id);
    if (last == visible.end()) return invalid("search_after", "sort-value");
    first = static_cast<std::size_t>(last - visible.begin()) + 1;
  }
  first = std::min(first, visible.size());
  const std::size_t end = std::min(first + page->limit, visible.size());
  Json shown = json::list({});
  for (std::size_t i = first; i < end; ++i) json::append(shown, shown_case(request, visible[i], id_prefix));

  http::Response response = http::json_response(200, shown);
  response.set_header("X-Total-Hits", std::to_string(visible.size()));
  if (first > 0 && !request.has_parameter("search_after"))
    response.set_header("X-Previous", std::format("limit={}&offset={}", page->limit,
                                                  first > page->limit ? first - page->limit : 0));
  if (end > first) {
    response.set_header("X-Sort", "[\"" + visible[end - 1].id + "\"]");
    if (end < visible.size())
      response.set_header(
          "X-Next", std::format("limit={}&offset={}&search_after={}", page->limit, end, visible[end - 1].id));
  }
  return response;
}

}  // namespace appliance
