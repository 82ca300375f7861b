// The interface for programs that keep another case system in step with this store (D-22). It is ours, not
// the service's, so it has a root of its own beside /ctia; it has the service's tokens, scopes and readers.
//
//   GET  /sync/v1/openapi.json                 the description of all of it; for anybody
//   GET  /sync/v1/cases?after=&since=&limit=   what has changed, in the order of the writes
//   GET  /sync/v1/cases/{id}                   a case, as the casebook's own route gives it
//   GET  /sync/v1/cases/{id}/export?format=    ctim|stix|csv|markdown|plain|defanged
//   GET  /sync/v1/export?format=&after=&limit= ctim|stix: all cases, in as many documents as imports take
//   POST /sync/v1/cases?case=&file_name=&mode= a document of any form that the widgets read (imports.h)
//
// Every answer to GET has an ETag, and is 304 for who has it.
#pragma once

#include <string>

#include "appliance/case_store.h"
#include "appliance/http/message.h"
#include "appliance/threat_response/authorization.h"
#include "appliance/threat_response/casebook_entity.h"

namespace appliance {

inline constexpr std::string_view kSyncPath = "/sync/v1";

// The description, which needs no token.
http::Response sync_description(const http::Request& request);

class Sync {
 public:
  Sync(CaseStore& store, CasebookRules rules) : store_(store), rules_(std::move(rules)) {}
  http::Response answer(const http::Request& request, const Caller& caller);

 private:
  http::Response route(const http::Request& request, const Caller& caller);
  http::Response changes(const http::Request& request, const Caller& caller);
  http::Response one(const Caller& caller, const std::string& id);
  http::Response document(const http::Request& request, const Caller& caller, const std::string& id);
  http::Response documents(const http::Request& request, const Caller& caller);
  http::Response import(const http::Request& request, const Caller& caller);
  Json shown(const CaseChange& change) const;

  CaseStore& store_;
  CasebookRules rules_;
};

}  // namespace appliance
