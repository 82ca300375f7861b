#include "appliance/relay/seen.h"

#include <algorithm>
#include <array>
#include <format>
#include <limits>
#include <optional>

#include "appliance/http/message.h"
#include "observables/find.h"

namespace appliance::relay {
namespace {

constexpr std::size_t kMostTargets = 50;

Observable of(const observables::Hits& hits, const observables::Hit& hit) {
  return {std::string(observables::type_name(hit.type)), std::string(hits.value(hit))};
}

// The address, domain, URL or hash that a cell is; none for "(none)" and its like.
std::optional<Observable> cell(const std::string& text) {
  const auto found = observables::recognise(text);
  if (!found) return std::nullopt;
  return Observable{std::string(observables::type_name(found->type)), found->value};
}

std::optional<Observable> cell(const Json& fields, std::string_view name) {
  return cell(json::text(fields, name));
}

std::string lower(std::string text) { return http::lower(std::move(text)); }

std::optional<Observable> email(const std::string& address) {
  if (!address.contains('@')) return std::nullopt;
  return Observable{"email", lower(address)};
}

void add(std::vector<Observable>& into, std::optional<Observable> one) {
  if (one && !std::ranges::contains(into, *one)) into.push_back(*std::move(one));
}

void relate(Seen& seen, const std::optional<Observable>& source, std::string_view name,
            const std::optional<Observable>& related) {
  if (source && related && *source != *related)
    seen.relations.push_back({*source, std::string(name), *related});
}

// Who sat before it, as far as that is known.
void add_client(Seen& seen, const std::optional<Observable>& client, const std::string& user) {
  Target target{.type = "endpoint", .observables = {}};
  add(target.observables, client);
  if (!user.empty() && user != "(none)") target.observables.push_back({"user", user});
  if (!target.observables.empty()) seen.targets.push_back(std::move(target));
}

std::int64_t number(const Json& fields, std::string_view name) { return json::integer(fields, name); }

// All but its time and its page.
using Read = Seen (*)(const TrafficEntry&);

Seen sender_domain(const TrafficEntry& row) {
  Seen seen{.title = "Mail from this domain", .count = number(row.fields, "total_recipients")};
  seen.description = std::format("{} of {} messages were threats.",
                                 number(row.fields, "total_threat_recipients"), seen.count);
  add(seen.observables, cell(row.key));
  return seen;
}

Seen sender_address(const TrafficEntry& row) {
  Seen seen{.title = "Mail from this address", .count = number(row.fields, "total_recipients")};
  seen.description = std::format("{} of {} messages were threats. Sender group {}, reputation {}.",
                                 number(row.fields, "total_threat_recipients"), seen.count,
                                 json::text(row.fields, "last_sender_group"), json::text(row.fields, "sbrs"));
  const auto address = cell(row.key), host = cell(row.fields, "hostname");
  add(seen.observables, address);
  add(seen.observables, host);
  relate(seen, host, "Resolved_To", address);
  return seen;
}

Seen incoming_file(const TrafficEntry& row) {
  const std::string name = json::text(row.fields, "file_name");
  Seen seen{.title = std::format("File in incoming mail: {}", name), .count = number(row.fields, "messages")};
  seen.description =
      std::format("Disposition {}, threat {}, analysis score {}.", json::text(row.fields, "disposition"),
                  json::text(row.fields, "threat_name"), json::text(row.fields, "analysis_score"));
  const auto file = cell(row.key), parent = cell(row.fields, "parent_sha256");
  add(seen.observables, file);
  if (!name.empty()) add(seen.observables, Observable{"file_name", name});
  relate(seen, parent, "Contains", file);
  return seen;
}

Seen link_in_mail(const TrafficEntry& row) {
  Seen seen{.title = "Link in messages", .count = number(row.fields, "messages")};
  seen.description =
      std::format("Followed {} times, last action {}, category {}.", number(row.fields, "clicks"),
                  json::text(row.fields, "last_action"), json::text(row.fields, "category"));
  const auto url = cell(row.key), host = cell(row.fields, "domain");
  add(seen.observables, url);
  add(seen.observables, host);
  relate(seen, host, "Hosts", url);
  return seen;
}

Seen destination(const TrafficEntry& row) {
  Seen seen{.title = "Mail to this domain", .count = number(row.fields, "total_processed")};
  seen.description = std::format("{} delivered, {} bounced.", number(row.fields, "delivered"),
                                 number(row.fields, "hard_bounced"));
  add(seen.observables, cell(row.key));
  return seen;
}

Seen internal_user(const TrafficEntry& row) {
  Seen seen{.title = "Mail of an internal user", .count = 0};
  for (const auto& [name, value] : json::members(row.fields)) seen.count += number(row.fields, name);
  add(seen.observables, email(row.key));
  seen.targets.push_back({.type = "email", .observables = seen.observables});
  return seen;
}

Seen web_site(const TrafficEntry& row) {
  const std::int64_t blocked = number(row.fields, "total_blocked");
  Seen seen{.title = "Web site visited", .count = number(row.fields, "transactions_completed") + blocked};
  seen.description = std::format("{} of {} requests were blocked.", blocked, seen.count);
  add(seen.observables, cell(row.key));
  return seen;
}

Seen malware_client(const TrafficEntry& row) {
  Seen seen{.title = std::format("Malware connection to port {}", json::text(row.fields, "port")),
            .count = number(row.fields, "malware_connections_total")};
  seen.description = std::format("{} of {} connections were blocked.",
                                 number(row.fields, "malware_connections_blocked"), seen.count);
  const auto client = cell(row.key), there = cell(row.fields, "top_destination");
  add(seen.observables, client);
  add(seen.observables, there);
  add_client(seen, client, json::text(row.fields, "user"));
  relate(seen, client, "Connected_To", there);
  return seen;
}

// What the sentences about a message name besides.
std::vector<Observable> named_in(const TrafficEntry& message) {
  std::vector<Observable> found;
  const auto search = [&](const std::string& text) {
    const observables::Hits hits = observables::find(text);
    for (const observables::Hit& hit : hits.list) add(found, of(hits, hit));
  };
  search(json::text(message.fields, "subject"));
  for (const Json* event : json::array(message.fields, "summary")) search(json::text(*event, "description"));
  return found;
}

Seen message(const TrafficEntry& row) {
  const bool came_in = json::text(row.fields, "direction") == "incoming";
  const std::string sender = json::text(row.fields, "sender");
  Seen seen{.title = std::format("{} message: {}", came_in ? "Incoming" : "Outgoing",
                                 json::text(row.fields, "messageStatus")),
            .description = std::format("From {}, subject: {}", sender, json::text(row.fields, "subject"))};
  const auto from = email(sender), address = cell(row.fields, "senderIp"),
             domain = cell(row.fields, "senderDomain");
  for (const auto& one : {from, domain, address, std::optional(Observable{"cisco_mid", row.key})})
    add(seen.observables, one);
  relate(seen, domain, "Sent_From", address);
  relate(seen, from, "Sent_From", address);
  std::vector<std::string> recipients = json::texts(row.fields, "recipient");
  if (recipients.size() > kMostTargets) recipients.resize(kMostTargets);
  for (const std::string& recipient : recipients) {
    const auto to = email(recipient);
    add(seen.observables, to);
    relate(seen, from, "Sent_To", to);
    if (came_in && to) seen.targets.push_back({.type = "email", .observables = {*to}});
  }
  if (!came_in && from) seen.targets.push_back({.type = "email", .observables = {*from}});
  for (const Observable& one : named_in(row)) {
    if (one.type == "sha256") relate(seen, address, "Sent", one);
    add(seen.observables, one);
  }
  seen.details = "/tracking/message-details?mid=" + http::percent_encode(row.key);
  return seen;
}

Seen web_request(const TrafficEntry& row) {
  Seen seen{.title = std::format("Web request: {}", json::text(row.fields, "disposition"))};
  seen.description = std::format("Category {}, reputation {}.", json::text(row.fields, "category"),
                                 json::text(row.fields, "wbrs"));
  const auto client = cell(row.fields, "client_ip"), site = cell(row.fields, "website"),
             url = cell(row.fields, "url"), file = cell(row.fields, "sha256");
  for (const auto& one : {site, url, file, client}) add(seen.observables, one);
  add_client(seen, client, json::text(row.fields, "user"));
  relate(seen, client, "Connected_To", site);
  relate(seen, site, "Hosts", url);
  relate(seen, file, "Downloaded_From", site);
  return seen;
}

// Titles as in pages/navigation.js.
struct Source {
  const char* table;
  Read read;
  const char* page;
  const char* page_title;
};
constexpr std::array kSources = {
    Source{"messages", message, "/tracking/message-tracking", "Message Tracking"},
    Source{"proxy_services", web_request, "/tracking/web-tracking", "Web Tracking: Proxy Services"},
    Source{"mail_incoming_domain_detail", sender_domain, "/reports/incoming-mail-domains",
           "Incoming Mail: Domains"},
    Source{"mail_incoming_ip_hostname_detail", sender_address, "/reports/incoming-mail-ip-addresses",
           "Incoming Mail: IP Addresses"},
    Source{"mail_incoming_malware_threat_file_detail", incoming_file, "/reports/amp-incoming-files",
           "Advanced Malware Protection: Incoming Files"},
    Source{"mail_incoming_web_interaction_track_urls", link_in_mail, "/reports/web-interaction-tracking",
           "Web Interaction Tracking"},
    Source{"mail_destination_domain_detail", destination, "/reports/outgoing-destinations",
           "Outgoing Destinations"},
    Source{"mail_users_detail", internal_user, "/reports/internal-users", "Internal Users"},
    Source{"mweb_domain_detail", web_site, "/reports/web-sites", "Web Sites"},
    Source{"mweb_l4tm_client_detail", malware_client, "/reports/client-malware-risk", "Client Malware Risk"}};

}  // namespace

std::vector<Seen> all_seen(Traffic& traffic) {
  std::vector<Seen> all;
  for (const Source& source : kSources)
    for (const TrafficEntry& row : traffic.entries(source.table, 0, std::numeric_limits<Instant>::max())) {
      Seen seen = source.read(row);
      seen.when = row.time;
      seen.count = std::max<std::int64_t>(seen.count, 1);
      seen.page = source.page;
      seen.page_title = source.page_title;
      all.push_back(std::move(seen));
    }
  std::ranges::stable_sort(all, std::greater(), &Seen::when);
  return all;
}

Observable canonical(const std::string& type, const std::string& value) {
  if (type == "email") return {type, lower(value)};
  auto found = cell(value);
  return found && found->type == type ? *std::move(found) : Observable{type, value};
}

}  // namespace appliance::relay
