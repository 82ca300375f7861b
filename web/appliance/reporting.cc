#include "appliance/reporting.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <map>
#include <optional>
#include <vector>

#include "appliance/files.h"
#include "appliance/instant.h"

namespace appliance {
namespace {

constexpr const char* kReport = "mail_incoming_domain_detail";
constexpr Instant kHour = 3600 * kSecond;

struct Row {
  std::string domain;
  std::map<std::string, std::int64_t> counters;
};

struct Question {
  Instant start = 0, end = 0;
  std::string order_by, order_dir, filter_operator, filter_value;
  std::optional<std::size_t> offset, limit;
};

std::optional<std::size_t> whole_number(const std::string& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::expected<Instant, std::string> hour_of(const http::Request& request, const std::string& name) {
  const auto instant = parse_iso(request.parameter(name));
  if (!instant || *instant % kHour != 0)
    return std::unexpected(name + " must be an ISO 8601 time whose minutes and seconds are 00.");
  return *instant;
}

std::expected<void, std::string> read_order(const http::Request& request, Question& question) {
  if (request.has_parameter("orderBy") != request.has_parameter("orderDir"))
    return std::unexpected("orderBy and orderDir must be given together.");
  question.order_by = request.parameter("orderBy");
  question.order_dir = request.parameter("orderDir");
  if (!question.order_by.empty() && question.order_dir != "asc" && question.order_dir != "desc")
    return std::unexpected("orderDir must be asc or desc.");
  return {};
}

std::expected<void, std::string> read_page(const http::Request& request, Question& question) {
  if (request.has_parameter("offset") != request.has_parameter("limit"))
    return std::unexpected("offset and limit must be given together.");
  if (!request.has_parameter("offset")) return {};
  question.offset = whole_number(request.parameter("offset"));
  question.limit = whole_number(request.parameter("limit"));
  if (!question.offset || !question.limit || *question.limit == 0)
    return std::unexpected("offset must be a whole number, and limit one above 0.");
  return {};
}

std::expected<void, std::string> read_filter(const http::Request& request, Question& question) {
  if (!request.has_parameter("filterBy") && !request.has_parameter("filterValue") &&
      !request.has_parameter("filterOperator"))
    return {};
  question.filter_operator = request.parameter("filterOperator");
  question.filter_value = request.parameter("filterValue");
  if (request.parameter("filterBy") != "domain") return std::unexpected("filterBy must be domain.");
  if (question.filter_operator != "begins_with" && question.filter_operator != "is")
    return std::unexpected("filterOperator must be begins_with or is.");
  return {};
}

std::expected<Question, std::string> read_question(const http::Request& request) {
  Question question;
  const auto start = hour_of(request, "startDate");
  if (!start) return std::unexpected(start.error());
  const auto end = hour_of(request, "endDate");
  if (!end) return std::unexpected(end.error());
  if (*end <= *start) return std::unexpected("endDate must be later than startDate.");
  if (request.parameter("device_type") != "esa") return std::unexpected("device_type must be esa.");
  question.start = *start;
  question.end = *end;
  if (auto read = read_order(request, question); !read) return std::unexpected(read.error());
  if (auto read = read_page(request, question); !read) return std::unexpected(read.error());
  if (auto read = read_filter(request, question); !read) return std::unexpected(read.error());
  return question;
}

// The rows in the table's own order, summed over the days asked for.
std::vector<Row> read_rows(Database& database, const Question& question) {
  Transaction transaction(database);
  Statement counters = database.prepare(
      "SELECT key, counter, SUM(value) FROM report_counters WHERE report = ? AND day >= ? AND day < ? "
      "GROUP BY key, counter ORDER BY MIN(position)");
  counters.bind(kReport).bind(question.start).bind(question.end);
  std::vector<Row> rows;
  while (counters.step()) {
    const std::string domain = counters.text(0);
    auto row = std::ranges::find(rows, domain, &Row::domain);
    if (row == rows.end()) row = rows.insert(rows.end(), Row{.domain = domain, .counters = {}});
    row->counters.emplace(counters.text(1), counters.integer(2));
  }
  return rows;
}

void keep_filtered(std::vector<Row>& rows, const Question& question) {
  if (question.filter_operator.empty()) return;
  std::erase_if(rows, [&](const Row& row) {
    return question.filter_operator == "is" ? row.domain != question.filter_value
                                            : !row.domain.starts_with(question.filter_value);
  });
}

// False when `order_by` names no column. Equal rows keep the table's order in both directions.
bool sort_rows(std::vector<Row>& rows, const Question& question) {
  const std::string& by = question.order_by;
  if (by.empty()) return true;
  const auto less = [&by](const Row& a, const Row& b) {
    return by == "domain" ? a.domain < b.domain : a.counters.find(by)->second < b.counters.find(by)->second;
  };
  if (by != "domain" && !std::ranges::all_of(rows, [&](const Row& row) { return row.counters.contains(by); }))
    return false;
  std::ranges::stable_sort(rows, [&](const Row& a, const Row& b) {
    return question.order_dir == "asc" ? less(a, b) : less(b, a);
  });
  return true;
}

Json result_set(const std::vector<Row>& rows) {
  Json set = json::object({});
  if (rows.empty()) return set;
  for (const auto& [counter, ignored] : rows.front().counters) {
    Json column = json::list({});
    for (const Row& row : rows) {
      const auto value = row.counters.find(counter);
      if (value != row.counters.end()) json::append(column, json::object({{row.domain, value->second}}));
    }
    json::set(set, counter, std::move(column));
  }
  return set;
}

}  // namespace

http::Response asyncos_error(int status, std::string_view explanation) {
  const std::string_view message = status == 404 ? "Not Found" : "Bad Request";
  return http::json_response(
      status, json::object({{"error", json::object({{"message", std::string(message)},
                                                    {"code", std::to_string(status)},
                                                    {"explanation", std::string(explanation)}})}}));
}

std::expected<void, std::string> Reporting::seed() {
  const auto table = read_json_file(data_file("mail_incoming_domain_detail.json"));
  if (!table) return std::unexpected(table.error());
  const auto day = parse_iso(json::text(*table, "day"));
  if (!day) return std::unexpected("mail_incoming_domain_detail.json: 'day' is no time.");
  Transaction transaction(database_);
  database_.prepare("DELETE FROM report_counters WHERE report = ?").bind(kReport).run();
  std::int64_t position = 0;
  for (const Json* row : json::array(*table, "rows")) {
    const Json* counters = json::find(*row, "counters");
    if (!counters) continue;
    for (const auto& [counter, value] : json::members(*counters))
      database_
          .prepare(
              "INSERT INTO report_counters (report, day, position, key, counter, value) VALUES (?, ?, ?, ?, "
              "?, ?)")
          .bind(kReport)
          .bind(*day)
          .bind(position)
          .bind(json::text(*row, "domain"))
          .bind(counter)
          .bind(json::integer(*counters, counter))
          .run();
    ++position;
  }
  transaction.commit();
  return {};
}

http::Response Reporting::answer(const http::Request& request) {
  if (request.path != std::string("/sma/api/v2.0/reporting/") + kReport)
    return asyncos_error(404, "There is no such report.");
  const auto question = read_question(request);
  if (!question) return asyncos_error(400, question.error());
  std::vector<Row> rows = read_rows(database_, *question);
  keep_filtered(rows, *question);
  if (!sort_rows(rows, *question))
    return asyncos_error(400, "orderBy must be domain or a counter of the report.");
  const std::size_t total = rows.size();
  if (question->offset) {
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(*question->offset, total)));
    rows.resize(std::min(rows.size(), *question->limit));
  }
  return http::json_response(
      200, json::object({{"meta", json::object({{"totalCount", total}})},
                         {"data", json::object({{"type", kReport}, {"resultSet", result_set(rows)}})}}));
}

}  // namespace appliance
