// The fields of a case: what a caller may send, and what the service makes of it (threat-response-api.md 6.1,
// 6.4 and 6.7).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "appliance/http/message.h"
#include "appliance/threat_response/authorization.h"

namespace appliance {

inline constexpr std::string_view kSchemaVersion = "1.3.30";

// The refusal of a body for POST /ctia/casebook; nothing when it is fine. `origin` is this service's address:
// a long id of another host is refused.
std::optional<http::Response> refuse_new_case(const Json& body, const std::string& origin);

// The stored entity: the body with owner, groups, client, times, version and default TLP.
Json new_case(const Json& body, const Caller& caller, Instant when);

// The refusal of a body for POST /ctia/casebook/{id}/observables; nothing when it is fine.
std::optional<http::Response> refuse_observables_change(const Json& body);

// Carries out a checked {"operation":"add"|"remove"|"replace","observables":[...]}. add appends without
// looking for doubles; remove on a case that has no observables yet inserts them: both as the service does.
void change_observables(Json& entity, const Json& body, Instant when);

// The last path segment of a short or long id.
std::string short_case_id(std::string_view id);

}  // namespace appliance
