// What every call of the AsyncOS API has in common (B-55, B-58): its parameters, and how it refuses.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "appliance/http/message.h"
#include "appliance/traffic.h"

namespace appliance::asyncos {

// {"error":{"message":"Bad Request","code":"400","explanation":<a sentence>}}
http::Response error(int status, std::string_view explanation);

// What a list is asked for: entries of [start, end[, sorted, and a part of them.
struct Question {
  Instant start = 0, end = 0;
  std::string order_by;  // a field, or the key's name; "": the table's own order
  bool descending = false;
  std::size_t offset = 0;
  std::optional<std::size_t> limit;
};

// Reports are counted by the hour: minutes and seconds of their times are 00.
enum class Times { kHours, kAny };

// startDate and endDate; device_type, orderBy with orderDir, offset with limit. The error is a sentence.
std::expected<Question, std::string> read_question(const http::Request& request, const TrafficTable& table,
                                                   Times times);

// startDate and endDate alone.
std::expected<Question, std::string> read_times(const http::Request& request, Times times);

std::optional<std::size_t> whole_number(std::string_view text);

// Numbers by their value, also those that are written as text ("-8.1"), and before words; equal entries keep
// their order in both directions.
void sort(std::vector<TrafficEntry>& entries, const TrafficTable& table, const Question& question);

// Leaves those from `offset` on, `limit` at most.
void keep_page(std::vector<TrafficEntry>& entries, const Question& question);

}  // namespace appliance::asyncos
