// The appliance's answers to the service's module calls, from its reporting and tracking data (INT-18). The
// paths are those of a relay module; the body is the bare list of observables:
//
//   /health                    {"data":{"status":"ok"}}
//   /observe/observables       {"data":{"sightings":{"count","docs":[...]}}}, or {"data":{}} when nothing was
//   seen /deliberate/observables    {"data":{}}: an appliance sees, and judges nothing /refer/observables
//   {"data":[...]}: the pages that show the observable /respond/observables       {"data":[]}
//
// A refusal is {"errors":[{"code","message","type"}]} with 400 for a body of another shape, 404 for another
// path.
#pragma once

#include <string>

#include "appliance/http/message.h"
#include "appliance/traffic.h"

namespace appliance {

// `origin` is that of the appliance's pages, such as "https://mail1.example.com", `name` what it is called.
// Of one observable the latest 50 rows are told, of all 200. Takes the database's lock.
http::Response answer_module_call(const std::string& path, const Json& body, Traffic& traffic,
                                  const std::string& origin, const std::string& name);

}  // namespace appliance
