// Where an analyst goes from an observable (threat-response-api.md 5):
//
//   POST /iroh/iroh-enrich/refer/observables        links, one flat list over the modules
//   POST /iroh/iroh-response/respond/observables    actions; `url` is relative and replayed to trigger one
//   POST /iroh/iroh-response/respond/trigger/{module instance id}/{action id}?observable_type=&...
//
// What an action did to an observable is kept: an action that is done is no longer listed, its counterpart
// is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "appliance/database.h"
#include "appliance/http/message.h"
#include "appliance/threat_response/authorization.h"
#include "appliance/threat_response/module_calls.h"

namespace appliance {

class Pivots {
 public:
  // `modules` are those whose actions can be triggered.
  Pivots(Database& database, const std::vector<Module>& modules) : database_(database), modules_(modules) {}

  http::Response refer(const http::Request& request, const Caller& caller,
                       const std::vector<const Module*>& asked) const;
  // No module elsewhere has actions: there is no way to trigger one.
  http::Response respond(const http::Request& request, const Caller& caller,
                         const std::vector<const Module*>& asked) const;
  // `path` is "{module instance id}/{action id}".
  http::Response trigger(const http::Request& request, const Caller& caller, std::string_view path) const;

 private:
  bool is_listed(const Module& module, const Pivot& action, const Json& observable) const;
  bool is_marked(const Module& module, const Pivot& action, const Json& observable) const;
  void mark(const Module& module, const Pivot& action, const Json& observable) const;

  Database& database_;
  const std::vector<Module>& modules_;
};

}  // namespace appliance
