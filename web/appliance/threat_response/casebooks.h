// The casebook routes of private intel (threat-response-api.md 6.3):
//
//   POST   /ctia/casebook                              201, Location
//   GET, PUT, PATCH, DELETE /ctia/casebook/{id}        short id, or percent-encoded long id
//   POST   /ctia/casebook/{id}/observables|texts|bundle
//   GET    /ctia/casebook/search                       and /search/count
//   GET    /ctia/casebook/metric/histogram|topn|cardinality
//   DELETE /ctia/casebook/search                       counts only, without REALLY_DELETE_ALL_THESE_ENTITIES
//   GET    /ctia/casebook/external_id/{external id}
//
// Searches, external ids too, find a write a second later, or at once when it was made with `wait_for=true`.
#pragma once

#include <functional>
#include <string>

#include "appliance/case_store.h"
#include "appliance/http/message.h"
#include "appliance/threat_response/authorization.h"
#include "appliance/threat_response/casebook_entity.h"
#include "appliance/threat_response/casebook_metrics.h"

namespace appliance {

class Casebooks {
 public:
  // `lost_update` answers, for one request, whether another change may come in between its reading and its
  // writing; what it gives is called there. Empty: never.
  using LostUpdate = std::function<std::function<void()>(const http::Request&)>;

  Casebooks(CaseStore& store, CasebookRules rules, LostUpdate lost_update = {})
      : store_(store),
        rules_(std::move(rules)),
        id_prefix_(rules_.origin + "/ctia/casebook/"),
        lost_update_(std::move(lost_update)) {}
  http::Response answer(const http::Request& request, const Caller& caller);

 private:
  http::Response create(const http::Request& request, const Caller& caller);
  http::Response get(const http::Request& request, const Caller& caller, const std::string& id);
  http::Response put_or_patch(const http::Request& request, const Caller& caller, const std::string& id);
  http::Response remove(const http::Request& request, const Caller& caller, const std::string& id);
  http::Response change(const http::Request& request, const Caller& caller, const std::string& id,
                        const std::string& part);
  http::Response search(const http::Request& request, const Caller& caller, bool count);
  http::Response measure(const http::Request& request, const Caller& caller, Metric metric);
  http::Response delete_found(const http::Request& request, const Caller& caller);
  http::Response by_external_id(const http::Request& request, const Caller& caller, const std::string& id);
  // Reads, checks the access, edits and writes; the answer is the whole case.
  http::Response edit(const http::Request& request, const Caller& caller, const std::string& id,
                      const std::function<Json(const Json& entity)>& edited);
  CaseList readable(const Caller& caller);

  CaseStore& store_;
  CasebookRules rules_;
  std::string id_prefix_;
  LostUpdate lost_update_;
};

}  // namespace appliance
