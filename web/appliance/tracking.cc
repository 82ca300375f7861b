#include "appliance/tracking.h"

#include <charconv>
#include <optional>

#include "appliance/files.h"
#include "appliance/instant.h"
#include "appliance/reporting.h"

namespace appliance {
namespace {

std::optional<std::int64_t> read_mid(const std::string& text) {
  std::int64_t mid = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), mid);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || mid < 1)
    return std::nullopt;
  return mid;
}

Json summary_of(Database& database, std::int64_t mid) {
  Statement events =
      database.prepare("SELECT time, description FROM message_events WHERE mid = ? ORDER BY position");
  events.bind(mid);
  Json summary = json::list({});
  bool more = events.step();
  while (more) {
    Json event =
        json::object({{"timestamp", asyncos_text(events.integer(0))}, {"description", events.text(1)}});
    more = events.step();
    json::set(event, "lastEvent", !more);
    json::append(summary, std::move(event));
  }
  return summary;
}

}  // namespace

std::expected<void, std::string> Tracking::seed() {
  const auto table = read_json_file(data_file("messages.json"));
  if (!table) return std::unexpected(table.error());
  Transaction transaction(database_);
  database_.execute("DELETE FROM messages; DELETE FROM message_events;");
  for (const Json* message : json::array(*table, "messages")) {
    const std::int64_t mid = json::integer(*message, "mid");
    const Json* details = json::find(*message, "details");
    const auto time = parse_iso(json::text(*message, "time"));
    if (!time || !details) return std::unexpected("messages.json: a message lacks its time or details.");
    database_.prepare("INSERT INTO messages (mid, time, details) VALUES (?, ?, ?)")
        .bind(mid)
        .bind(*time)
        .bind(json::dump(*details))
        .run();
    std::int64_t position = 0;
    for (const Json* event : json::array(*message, "events")) {
      const auto at = parse_iso(json::text(*event, "time"));
      if (!at) return std::unexpected("messages.json: an event lacks its time.");
      database_.prepare("INSERT INTO message_events (mid, position, time, description) VALUES (?, ?, ?, ?)")
          .bind(mid)
          .bind(position++)
          .bind(*at)
          .bind(json::text(*event, "description"))
          .run();
    }
  }
  transaction.commit();
  return {};
}

http::Response Tracking::answer(const http::Request& request) {
  if (request.path != "/sma/api/v2.0/message-tracking/details")
    return asyncos_error(404, "There is no such tracking page.");
  const auto start = parse_iso(request.parameter("startDate"));
  const auto end = parse_iso(request.parameter("endDate"));
  if (!start || !end || *end <= *start)
    return asyncos_error(400, "startDate and endDate must be ISO 8601 times, endDate the later one.");
  const auto mid = read_mid(request.parameter("mid"));
  if (!mid) return asyncos_error(400, "mid must be the number of a message.");
  Transaction transaction(database_);
  Statement row =
      database_.prepare("SELECT details, time FROM messages WHERE mid = ? AND time >= ? AND time < ?");
  if (!row.bind(*mid).bind(*start).bind(*end).step())
    return asyncos_error(404, "No message with this MID was tracked in that time.");
  auto details = json::parse(row.text(0));
  if (!details) return asyncos_error(404, "The message cannot be read.");
  json::set(*details, "mid", json::list({Json(*mid)}));
  json::set(*details, "timestamp", asyncos_text(row.integer(1)));
  json::set(*details, "summary", summary_of(database_, *mid));
  return http::json_response(200,
                             json::object({{"data", json::object({{"messages", *std::move(details)}})}}));
}

}  // namespace appliance
