// The fields of a case: what a caller may send, and what the service makes of it (threat-response-api.md 6.1,
// 6.4 and 6.7).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "appliance/http/message.h"
#include "appliance/threat_response/authorization.h"

namespace appliance {

// What a start of the service may set.
struct CasebookRules {
  std::string origin;                 // this service's address: long ids begin with it
  std::string minimum_tlp = "white";  // cases below it are refused
};

// The refusal of a body for POST, PUT and PATCH of a case; nothing when it is fine. A long id of another host
// is refused, and any id of the service's own kind: those are the service's to give.
std::optional<http::Response> refuse_case(const Json& body, const CasebookRules& rules);
// The refusal of an entity whose TLP lies below the minimum.
std::optional<http::Response> refuse_tlp(const Json& entity, const CasebookRules& rules);

// The stored entity of a new case: the body with owner, groups, client, times, version and default TLP.
Json new_case(const Json& body, const Caller& caller, const CasebookRules& rules, Instant when);
// PUT: what the body leaves out is gone; owner, groups, client, creation and TLP stay; the time is now.
Json replaced_case(const Json& old, const Json& body, Instant when);
// PATCH: objects are merged, lists replaced, the time stays.
Json patched_case(const Json& old, const Json& body, Instant when);

// The parts with a route of their own: "observables", "texts", "bundle". The refusal of a body
// {"operation":"add"|"remove"|"replace","<part>":...}; nothing when it is fine.
std::optional<http::Response> refuse_part_change(const std::string& part, const Json& body);
// Carries such a body out. Lists: add appends without looking for doubles, remove takes out what is equal. A
// bundle's groups are sets. Any operation on a case that lacks the part inserts it, remove too: all as the
// service does.
void change_part(const std::string& part, Json& entity, const Json& body, Instant when);

// The last path segment of a short or long id.
std::string short_case_id(std::string_view id);

}  // namespace appliance
