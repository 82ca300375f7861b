#include "appliance/tracking.h"

#include <algorithm>

#include "appliance/asyncos.h"

namespace appliance {
namespace {

constexpr std::size_t kLargestLimit = 100;

// "messages": the mid of an entry is its key. REQUIRES: one of ours, so a number.
Json mid_of(const TrafficEntry& message) {
  return json::list({Json(static_cast<std::int64_t>(asyncos::whole_number(message.key).value_or(0)))});
}

Json message_attributes(const TrafficEntry& message) {
  Json attributes = message.fields;
  json::remove(attributes, "summary");
  json::set(attributes, "mid", mid_of(message));
  json::set(attributes, "timestamp", asyncos_text(message.time));
  json::set(attributes, "messageStatus",
            json::object({{message.key, json::text(message.fields, "messageStatus")}}));
  return attributes;
}

Json transaction_attributes(const TrafficEntry& transaction) {
  Json attributes = transaction.fields;
  json::set(attributes, "transaction", transaction.key);
  json::set(attributes, "timestamp", asyncos_text(transaction.time));
  return attributes;
}

// Sorting by time is known to every list, though the time is no field of its rows.
TrafficTable with_time(TrafficTable table) {
  table.fields.insert("timestamp");
  table.fields.erase("summary");
  return table;
}

http::Response answer_list(const http::Request& request, Traffic& traffic, const std::string& name,
                           Json (*attributes)(const TrafficEntry&)) {
  const TrafficTable table = with_time(*traffic.table(name));
  const auto question = asyncos::read_question(request, table, asyncos::Times::kAny);
  if (!question) return asyncos::error(400, question.error());
  if (question->limit.value_or(0) > kLargestLimit) return asyncos::error(400, "limit must be 100 at most.");
  auto entries = traffic.entries(name, question->start, question->end);
  if (question->order_by == "timestamp")
    std::ranges::stable_sort(entries, [&](const TrafficEntry& a, const TrafficEntry& b) {
      return question->descending ? b.time < a.time : a.time < b.time;
    });
  else
    asyncos::sort(entries, table, *question);
  const std::size_t total = entries.size();
  asyncos::keep_page(entries, *question);
  if (!question->limit) entries.resize(std::min(entries.size(), kLargestLimit));
  Json list = json::list({});
  for (const TrafficEntry& entry : entries)
    json::append(list, json::object({{"attributes", attributes(entry)}}));
  return http::json_response(
      200, json::object({{"meta", json::object({{"num_bad_records", 0}, {"totalCount", total}})},
                         {"data", std::move(list)}}));
}

Json summary_of(const TrafficEntry& message) {
  Json summary = json::list({});
  const auto events = json::array(message.fields, "summary");
  for (const Json* event : events)
    json::append(summary,
                 json::object({{"timestamp", asyncos_text(parse_iso(json::text(*event, "time")).value_or(0))},
                               {"description", json::text(*event, "description")},
                               {"lastEvent", event == events.back()}}));
  return summary;
}

http::Response answer_details(const http::Request& request, Traffic& traffic) {
  const auto question = asyncos::read_times(request, asyncos::Times::kAny);
  if (!question) return asyncos::error(400, question.error());
  const auto mid = asyncos::whole_number(request.parameter("mid"));
  if (!mid) return asyncos::error(400, "mid must be the number of a message.");
  const auto messages = traffic.entries("messages", question->start, question->end);
  const auto message = std::ranges::find(messages, std::to_string(*mid), &TrafficEntry::key);
  if (message == messages.end())
    return asyncos::error(404, "No message with this MID was tracked in that time.");
  Json details = message->fields;
  json::set(details, "mid", mid_of(*message));
  json::set(details, "timestamp", asyncos_text(message->time));
  json::set(details, "summary", summary_of(*message));
  return http::json_response(200, json::object({{"data", json::object({{"messages", std::move(details)}})}}));
}

}  // namespace

http::Response answer_message_tracking(const http::Request& request, Traffic& traffic) {
  if (request.path == "/sma/api/v2.0/message-tracking/details") return answer_details(request, traffic);
  if (request.path != "/sma/api/v2.0/message-tracking/messages")
    return asyncos::error(404, "There is no such tracking page.");
  if (request.parameter("searchOption") != "messages")
    return asyncos::error(400, "searchOption must be messages.");
  if (request.parameter("ciscoHost") != "All_Hosts")
    return asyncos::error(400, "ciscoHost must be All_Hosts.");
  return answer_list(request, traffic, "messages", message_attributes);
}

http::Response answer_web_tracking(const http::Request& request, Traffic& traffic) {
  if (request.path != "/sma/api/v2.0/web-tracking/proxy_services")
    return asyncos::error(404, "There is no such tracking page.");
  return answer_list(request, traffic, "proxy_services", transaction_attributes);
}

}  // namespace appliance
