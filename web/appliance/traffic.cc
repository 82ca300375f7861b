#include "appliance/traffic.h"

#include <algorithm>
#include <array>
#include <format>

#include "appliance/crypto.h"
#include "appliance/files.h"

namespace appliance {
namespace {

constexpr std::array kTables = {"mail_incoming_domain_detail",
                                "mail_incoming_ip_hostname_detail",
                                "mail_incoming_malware_threat_file_detail",
                                "mail_incoming_web_interaction_track_urls",
                                "mail_destination_domain_detail",
                                "mail_users_detail",
                                "mweb_domain_detail",
                                "mweb_l4tm_client_detail",
                                "messages",
                                "proxy_services"};
constexpr std::int64_t kEarlierDays = 29;

// A row as the data files have it, `time` read.
struct Row {
  std::string key;
  Instant time;
  Json fields;
};

std::expected<Row, std::string> read_row(const Json& row) {
  const auto time = parse_iso(json::text(row, "time"));
  const Json* fields = json::find(row, "fields");
  const std::string key = json::text(row, "key");
  if (!time || !fields || key.empty())
    return std::unexpected(std::format("the row '{}' lacks its key, time or fields.", key));
  return Row{.key = key, .time = *time, .fields = *fields};
}

void replace_all(std::string& text, std::string_view mark, std::string_view by) {
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + by.size()))
    text.replace(at, mark.size(), by);
}

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) text += std::format("{:02x}", static_cast<unsigned char>(c));
  return text;
}

std::string filled(std::string pattern, std::int64_t number) {
  replace_all(pattern, "{n}", std::to_string(number));
  replace_all(pattern, "{nn}", std::format("{:02}", number));
  if (pattern.contains("{sha256}"))
    replace_all(pattern, "{sha256}", hex(crypto::sha256(std::format("earlier {}", number))));
  return pattern;
}

// The fields of the invented row `number`: the same ones at each start.
Json filled_fields(const Json& pattern, std::int64_t number) {
  constexpr std::int64_t kRowStep = 7919, kFieldStep = 104'729;
  Json fields = json::object({});
  std::int64_t place = 0;
  for (const auto& [name, value] : json::members(pattern)) {
    ++place;
    if (json::is_natural(value)) {
      json::set(fields, name, (number * kRowStep + place * kFieldStep) % (json::integer(pattern, name) + 1));
    } else if (json::is_array(value)) {
      Json list = json::list({});
      for (const Json* element : json::elements(value))
        json::append(list, filled(json::text_of(*element), number));
      json::set(fields, name, std::move(list));
    } else {
      json::set(fields, name, filled(json::text_of(value), number));
    }
  }
  return fields;
}

std::vector<Row> earlier_rows(const Json& document, Instant last) {
  std::vector<Row> rows;
  const Json* pattern = json::find(document, "earlier");
  const Json* fields = pattern ? json::find(*pattern, "fields") : nullptr;
  if (!fields) return rows;
  constexpr std::int64_t kDayStep = 7;  // with kEarlierDays no common divisor: spread over all of them
  for (std::int64_t number = 1; number <= json::integer(*pattern, "rows"); ++number)
    rows.push_back({.key = filled(json::text(*pattern, "key"), number),
                    .time = last - (1 + number * kDayStep % kEarlierDays) * kDay,
                    .fields = filled_fields(*fields, number)});
  return rows;
}

void merge(Json& into, const Json& fields) {
  for (const auto& [name, value] : json::members(fields)) {
    const Json* known = json::find(into, name);
    if (known && json::is_natural(*known) && json::is_natural(value))
      json::set(into, name, json::integer(into, name) + json::integer(fields, name));
    else
      json::set(into, name, value);
  }
}

}  // namespace

std::expected<void, std::string> Traffic::seed() {
  Transaction transaction(database_);
  database_.execute("DELETE FROM traffic");
  for (const char* name : kTables)
    if (auto seeded = seed_table(name); !seeded)
      return std::unexpected(std::format("traffic/{}.json: {}", name, seeded.error()));
  transaction.commit();
  return {};
}

std::expected<void, std::string> Traffic::seed_table(const std::string& name) {
  const auto document = read_json_file(data_file("traffic/" + name + ".json"));
  if (!document) return std::unexpected(document.error());
  TrafficTable& table = tables_[name];
  table = {.is_report = json::text(*document, "kind") == "report",
           .device_type = json::text(*document, "device_type"),
           .key = json::text(*document, "key"),
           .fields = {}};
  std::int64_t position = 0;
  const auto add = [&](const Row& row, std::int64_t step) {
    for (const auto& [field, ignored] : json::members(row.fields)) table.fields.insert(field);
    database_
        .prepare("INSERT INTO traffic (source, position, step, time, key, fields) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(name)
        .bind(position++)
        .bind(step)
        .bind(row.time)
        .bind(row.key)
        .bind(json::dump(row.fields))
        .run();
  };

  std::vector<std::vector<const Json*>> steps = {json::array(*document, "rows")};
  for (const Json* step : json::array(*document, "later")) steps.push_back(json::elements(*step));
  Instant last = 0;
  for (std::size_t step = 0; step < steps.size(); ++step)
    for (const Json* element : steps[step]) {
      const auto row = read_row(*element);
      if (!row) return std::unexpected(row.error());
      if (step == 0) last = std::max(last, row->time);
      add(*row, static_cast<std::int64_t>(step));
    }
  for (const Row& row : earlier_rows(*document, last)) add(row, 0);
  last_step_ = std::max(last_step_, static_cast<std::int64_t>(steps.size()) - 1);
  return {};
}

const TrafficTable* Traffic::table(const std::string& name) const {
  const auto found = tables_.find(name);
  return found == tables_.end() ? nullptr : &found->second;
}

std::int64_t Traffic::step() const {
  const Instant since = flows_since_;
  return since == 0 ? step_.load() : (now() - since) / kStepTime % (last_step_ + 1);
}

std::vector<TrafficEntry> Traffic::entries(const std::string& table, Instant start, Instant end) {
  struct Stored {
    std::string key;
    Instant time;
    std::string fields;
  };
  std::vector<Stored> stored;
  {
    Transaction transaction(database_);
    Statement rows = database_.prepare(
        "SELECT key, time, fields FROM traffic WHERE source = ? AND time >= ? AND time < ? AND step <= ? "
        "ORDER BY position");
    rows.bind(table).bind(start).bind(end).bind(step());
    while (rows.step())
      stored.push_back({.key = rows.text(0), .time = rows.integer(1), .fields = rows.text(2)});
  }
  // Read without the store, for which others wait.
  std::vector<TrafficEntry> entries;
  std::map<std::string, std::size_t> places;
  for (const Stored& row : stored) {
    const auto fields = json::parse(row.fields);
    if (!fields) continue;  // ours: seed wrote it
    const auto [place, is_new] = places.emplace(row.key, entries.size());
    if (is_new)
      entries.push_back({.key = row.key, .time = row.time, .fields = *fields});
    else
      merge(entries[place->second].fields, *fields);
  }
  return entries;
}

}  // namespace appliance
