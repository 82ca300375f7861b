#include "appliance/threat_response/access.h"

#include <algorithm>
#include <array>

namespace appliance {
namespace {

constexpr std::array<std::string_view, 5> kReaders = {"tlp", "owner", "groups", "authorized_users",
                                                      "authorized_groups"};

bool is_named(const Caller& caller, const Json& entity) {
  return std::ranges::contains(json::texts(entity, "authorized_users"), caller.user_id) ||
         std::ranges::contains(json::texts(entity, "authorized_groups"), caller.org_id);
}

bool same_group(const Caller& caller, const Json& entity) {
  return std::ranges::contains(json::texts(entity, "groups"), caller.org_id);
}

bool is_open(const Json& entity) {
  const std::string tlp = json::text(entity, "tlp");
  return tlp == "white" || tlp == "green";
}

}  // namespace

bool may_change(const Caller& caller, const Json& entity) {
  if (is_named(caller, entity)) return true;
  if (!same_group(caller, entity)) return false;
  return json::text(entity, "tlp") != "red" || json::text(entity, "owner") == caller.user_id;
}

bool may_read(const Caller& caller, const Json& entity) {
  return is_open(entity) || may_change(caller, entity);
}

Json readers_of(const Json& entity) {
  Json readers = json::object({});
  for (const std::string_view field : kReaders)
    if (const Json* value = json::find(entity, field)) json::set(readers, field, *value);
  return readers;
}

// Owner and groups of a case never change; a wider TLP lets in all whom a narrower one does.
Json readers_of_either(const Json& readers, const Json& entity) {
  Json either = readers_of(entity);
  for (const std::string_view tlp : {"red", "amber", "green", "white"})
    if (json::text(readers, "tlp") == tlp || json::text(entity, "tlp") == tlp) json::set(either, "tlp", tlp);
  for (const std::string_view field : {"authorized_users", "authorized_groups"}) {
    const std::vector<std::string> now = json::texts(entity, field);
    Json::List all(now.begin(), now.end());
    for (const std::string& one : json::texts(readers, field))
      if (!std::ranges::contains(now, one)) all.emplace_back(one);
    if (!all.empty()) json::set(either, field, std::move(all));
  }
  return either;
}

http::Response not_allowed(std::string_view verb) {
  return http::json_response(
      403, json::object({{"error", "Access Control validation Client Error"},
                         {"type", "Access Control Error"},
                         {"message", "You are not allowed to " + std::string(verb) + " this document"},
                         {"class", "clojure.lang.ExceptionInfo"}}));
}

}  // namespace appliance
