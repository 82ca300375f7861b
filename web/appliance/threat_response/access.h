// Who may read and who may change a case (threat-response-api.md 6.8). Every record is visible to every
// organisation up to its TLP ("max-record-visibility: everyone").
#pragma once

#include "appliance/http/message.h"
#include "appliance/threat_response/authorization.h"

namespace appliance {

// white, green: read by all, changed by the organisation. amber: the organisation. red: the owner, while in
// that organisation. Named users and groups may do both, whatever the TLP.
bool may_read(const Caller& caller, const Json& entity);
bool may_change(const Caller& caller, const Json& entity);

// What of a case says who may read it.
Json readers_of(const Json& entity);
// Whom may_read() lets read what these `readers` could read, or the entity: all that ever could.
Json readers_of_either(const Json& readers, const Json& entity);

// 403; `verb` is "read", "update" or "delete".
http::Response not_allowed(std::string_view verb);

}  // namespace appliance
