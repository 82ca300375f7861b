// The casebook routes of private intel (threat-response-api.md 6.3), for this release:
//
//   POST /ctia/casebook                          201, Location
//   GET  /ctia/casebook/{id}                     short id, or percent-encoded long id
//   POST /ctia/casebook/{id}/observables
//   GET  /ctia/casebook/search
//   GET  /ctia/casebook/external_id/{external id}
//
// `wait_for` is taken and means nothing: what is written here is searchable at once.
#pragma once

#include <string>

#include "appliance/case_store.h"
#include "appliance/http/message.h"
#include "appliance/threat_response/authorization.h"

namespace appliance {

class Casebooks {
 public:
  // `origin` is this service's address; long ids begin with it.
  Casebooks(CaseStore& store, const std::string& origin)
      : store_(store), origin_(origin), id_prefix_(origin + "/ctia/casebook/") {}
  http::Response answer(const http::Request& request, const Caller& caller);

 private:
  http::Response create(const http::Request& request, const Caller& caller);
  http::Response get(const http::Request& request, const Caller& caller, const std::string& id);
  http::Response change(const http::Request& request, const Caller& caller, const std::string& id);
  http::Response search(const http::Request& request, const Caller& caller);
  http::Response by_external_id(const http::Request& request, const Caller& caller, const std::string& id);

  CaseStore& store_;
  std::string origin_;
  std::string id_prefix_;
};

}  // namespace appliance
