#include "appliance/asyncos.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <format>

namespace appliance::asyncos {
namespace {

constexpr Instant kHour = 60 * kMinute;

std::expected<Instant, std::string> time_of(const http::Request& request, const std::string& name,
                                            Times times) {
  const auto instant = parse_iso(request.parameter(name));
  if (!instant) return std::unexpected(name + " must be an ISO 8601 time.");
  if (times == Times::kHours && *instant % kHour != 0)
    return std::unexpected(name + " must be an ISO 8601 time whose minutes and seconds are 00.");
  return *instant;
}

std::expected<void, std::string> read_order(const http::Request& request, const TrafficTable& table,
                                            Question& question) {
  if (request.has_parameter("orderBy") != request.has_parameter("orderDir"))
    return std::unexpected("orderBy and orderDir must be given together.");
  if (!request.has_parameter("orderBy")) return {};
  question.order_by = request.parameter("orderBy");
  if (question.order_by != table.key && !table.fields.contains(question.order_by))
    return std::unexpected(std::format("orderBy must be {} or another column of it.", table.key));
  const std::string direction = request.parameter("orderDir");
  if (direction != "asc" && direction != "desc") return std::unexpected("orderDir must be asc or desc.");
  question.descending = direction == "desc";
  return {};
}

std::expected<void, std::string> read_page(const http::Request& request, Question& question) {
  if (request.has_parameter("offset") != request.has_parameter("limit"))
    return std::unexpected("offset and limit must be given together.");
  if (!request.has_parameter("offset")) return {};
  const auto offset = whole_number(request.parameter("offset"));
  question.limit = whole_number(request.parameter("limit"));
  if (!offset || !question.limit || *question.limit == 0)
    return std::unexpected("offset must be a whole number, and limit one above 0.");
  question.offset = *offset;
  return {};
}

// What a value is sorted by: a number, or a text without one.
struct Rank {
  std::optional<double> number;
  std::string text;
  bool operator<(const Rank& other) const {
    if (number && other.number) return *number < *other.number;
    if (number || other.number) return number.has_value();
    return text < other.text;
  }
};

Rank rank_of(const TrafficEntry& entry, const TrafficTable& table, const std::string& order_by) {
  const Json key = entry.key;
  const Json* value = order_by == table.key ? &key : json::find(entry.fields, order_by);
  if (!value) return {};
  if (json::is_natural(*value))
    return {.number = static_cast<double>(json::integer(entry.fields, order_by)), .text = {}};
  std::string text = json::is_array(*value) ? json::dump(*value) : json::text_of(*value);
  if (!text.empty() && text.find_first_not_of("0123456789.-") == std::string::npos) {
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    if (end == text.c_str() + text.size()) return {.number = number, .text = {}};
  }
  return {.number = std::nullopt, .text = std::move(text)};
}

}  // namespace

http::Response error(int status, std::string_view explanation) {
  const std::string_view message = status == 404 ? "Not Found" : "Bad Request";
  return http::json_response(
      status, json::object({{"error", json::object({{"message", std::string(message)},
                                                    {"code", std::to_string(status)},
                                                    {"explanation", std::string(explanation)}})}}));
}

std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::expected<Question, std::string> read_times(const http::Request& request, Times times) {
  Question question;
  const auto start = time_of(request, "startDate", times);
  if (!start) return std::unexpected(start.error());
  const auto end = time_of(request, "endDate", times);
  if (!end) return std::unexpected(end.error());
  if (*end <= *start) return std::unexpected("endDate must be later than startDate.");
  question.start = *start;
  question.end = *end;
  return question;
}

std::expected<Question, std::string> read_question(const http::Request& request, const TrafficTable& table,
                                                   Times times) {
  auto question = read_times(request, times);
  if (!question) return question;
  if (request.parameter("device_type") != table.device_type)
    return std::unexpected(std::format("device_type must be {}.", table.device_type));
  if (auto read = read_order(request, table, *question); !read) return std::unexpected(read.error());
  if (auto read = read_page(request, *question); !read) return std::unexpected(read.error());
  return question;
}

void sort(std::vector<TrafficEntry>& entries, const TrafficTable& table, const Question& question) {
  if (question.order_by.empty()) return;
  std::vector<std::pair<Rank, std::size_t>> ranks;
  for (std::size_t i = 0; i < entries.size(); ++i)
    ranks.emplace_back(rank_of(entries[i], table, question.order_by), i);
  std::ranges::stable_sort(ranks, [&](const auto& a, const auto& b) {
    return question.descending ? b.first < a.first : a.first < b.first;
  });
  std::vector<TrafficEntry> sorted;
  for (const auto& [rank, place] : ranks) sorted.push_back(std::move(entries[place]));
  entries = std::move(sorted);
}

void keep_page(std::vector<TrafficEntry>& entries, const Question& question) {
  const std::size_t first = std::min(question.offset, entries.size());
  entries.erase(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(first));
  if (question.limit && *question.limit < entries.size()) entries.resize(*question.limit);
}

}  // namespace appliance::asyncos
