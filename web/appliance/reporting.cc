#include "appliance/reporting.h"

#include <format>

#include "appliance/asyncos.h"

namespace appliance {
namespace {

// Rows whose key is, or begins with, a value.
struct Filter {
  bool begins_with = false;
  std::string value;
  bool keeps(const std::string& key) const { return begins_with ? key.starts_with(value) : key == value; }
};

std::expected<std::optional<Filter>, std::string> read_filter(const http::Request& request,
                                                              const TrafficTable& table) {
  if (!request.has_parameter("filterBy") && !request.has_parameter("filterValue") &&
      !request.has_parameter("filterOperator"))
    return std::nullopt;
  if (request.parameter("filterBy") != table.key)
    return std::unexpected(std::format("filterBy must be {}.", table.key));
  const std::string operation = request.parameter("filterOperator");
  if (operation != "begins_with" && operation != "is")
    return std::unexpected("filterOperator must be begins_with or is.");
  return Filter{.begins_with = operation == "begins_with", .value = request.parameter("filterValue")};
}

// How many rows at most, before they are paged.
std::expected<std::optional<std::size_t>, std::string> read_top(const http::Request& request) {
  if (!request.has_parameter("top")) return std::nullopt;
  const auto top = asyncos::whole_number(request.parameter("top"));
  if (!top || *top == 0) return std::unexpected("top must be a whole number above 0.");
  return top;
}

Json result_set(const std::vector<TrafficEntry>& entries, const std::set<std::string>& counters) {
  Json set = json::object({});
  if (entries.empty()) return set;
  for (const std::string& counter : counters) {
    Json column = json::list({});
    for (const TrafficEntry& entry : entries)
      if (const Json* value = json::find(entry.fields, counter))
        json::append(column, json::object({{entry.key, *value}}));
    json::set(set, counter, std::move(column));
  }
  return set;
}

}  // namespace

http::Response answer_reporting(const http::Request& request, Traffic& traffic) {
  constexpr std::string_view kBase = "/sma/api/v2.0/reporting/";
  std::string name = request.path.substr(kBase.size()), counter;
  if (const std::size_t slash = name.find('/'); slash != std::string::npos) {
    counter = name.substr(slash + 1);
    name.resize(slash);
  }
  const TrafficTable* table = traffic.table(name);
  if (!table || !table->is_report) return asyncos::error(404, "There is no such report.");
  if (!counter.empty() && !table->fields.contains(counter))
    return asyncos::error(404, "There is no such counter in this report.");
  if (request.has_parameter("query_type") && request.parameter("query_type") != "export")
    return asyncos::error(400, "query_type must be export: this report has no graph.");
  const auto question = asyncos::read_question(request, *table, asyncos::Times::kHours);
  if (!question) return asyncos::error(400, question.error());
  const auto filter = read_filter(request, *table);
  if (!filter) return asyncos::error(400, filter.error());
  const auto top = read_top(request);
  if (!top) return asyncos::error(400, top.error());

  auto entries = traffic.entries(name, question->start, question->end);
  if (*filter)
    std::erase_if(entries, [&](const TrafficEntry& entry) { return !(*filter)->keeps(entry.key); });
  asyncos::sort(entries, *table, *question);
  if (*top && **top < entries.size()) entries.resize(**top);
  const std::size_t total = entries.size();
  asyncos::keep_page(entries, *question);
  const auto counters = counter.empty() ? table->fields : std::set<std::string>{counter};
  return http::json_response(
      200,
      json::object({{"meta", json::object({{"totalCount", total}})},
                    {"data", json::object({{"type", name}, {"resultSet", result_set(entries, counters)}})}}));
}

}  // namespace appliance
