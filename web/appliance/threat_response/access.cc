#include "appliance/threat_response/access.h"

#include <algorithm>

namespace appliance {
namespace {

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

http::Response not_allowed(std::string_view verb) {
  return http::json_response(
      403, json::object({{"error", "Access Control validation Client Error"},
                         {"type", "Access Control Error"},
                         {"message", "You are not allowed to " + std::string(verb) + " this document"},
                         {"class", "clojure.lang.ExceptionInfo"}}));
}

}  // namespace appliance
