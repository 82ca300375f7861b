// The modules of the embedded service: each stands for a product that is asked about observables, read from
// data/modules.json or the file that the settings name.
//
//   module, module_type_id, module_instance_id   how it is named in answers
//   types       what it has verdicts on
//   verdicts    {type, value, disposition, subdomains?}; a URL that is not listed has the verdict of its host
//   otherwise   the disposition of what is not listed; 0: no verdict
//   sightings   {type, value, days_ago, minutes_ago?, minutes?, doc}: how long before now, and for how long;
//               `doc` is what the sighting holds besides (title, count, targets, relations)
//   links       {types, id, title, description, categories?, url}
//   actions     {types, id, title, description, categories?, parameters?, mark?, undoes?, status?}
//   latency_ms  how long it takes to answer
//   failure     {code, message, type?}: it answers nothing but this
//
// In id, title, description and url of links and actions {type} and {value} stand for the observable's;
// {value} is percent-encoded in a url, {visibility} is this service's address.
#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "json/json.h"

namespace appliance {

struct KnownVerdict {
  std::string type;
  std::string value;
  int disposition = 5;
  bool subdomains = false;
};

struct KnownSighting {
  std::string type;
  std::string value;
  std::int64_t minutes_ago = 0;
  std::int64_t minutes = 0;  // how long it went on; 0: a moment
  Json doc;
};

// A link to another product's page, or an action there.
struct Pivot {
  std::vector<std::string> types;
  std::string id;
  std::string title;
  std::string description;
  std::vector<std::string> categories;
  std::string url;  // links only

  // Actions only. What the trigger must be given besides the observable:
  std::map<std::string, std::string> parameters;
  // What the action does to an observable: it is listed while the mark is not there, and puts it there. With
  // `undoes` the other way round. "" for an action that can always be repeated.
  std::string mark;
  bool undoes = false;
  std::string status;  // what the trigger answers

  bool is_for(const std::string& type) const;
};

struct ModuleFailure {
  std::string code;
  std::string message;
  std::string type;  // "fatal", "error" or "warning"
};
// Of a module that needs more time than the service has patience.
inline const ModuleFailure kTooSlow = {
    .code = "module-timeout", .message = "The module did not answer in time.", .type = "warning"};

struct Module {
  std::string name;
  std::string type_id;
  std::string instance_id;
  std::vector<std::string> types;
  std::vector<KnownVerdict> verdicts;
  int otherwise = 0;
  std::vector<KnownSighting> sightings;
  std::vector<Pivot> links;
  std::vector<Pivot> actions;
  std::chrono::milliseconds latency{0};
  std::optional<ModuleFailure> failure;

  // Of a module that is not here: asks it what `path` says, such as "/observe/observables", about the
  // observables in `body`, for as long as `patience`. Its "data" is a stranger's (stranger.h). Null for one
  // that is here.
  std::function<std::expected<Json, ModuleFailure>(const std::string& path, const Json& body,
                                                   std::chrono::milliseconds patience)>
      elsewhere;

  bool supports(const std::string& type) const;
  // 1 Clean, 2 Malicious, 3 Suspicious, 4 Common, 5 Unknown; 0 when it has none.
  int disposition_of(const std::string& type, const std::string& value) const;
  std::vector<const KnownSighting*> sightings_of(const std::string& type, const std::string& value) const;
};

// Pointers to all of both, in their order. Both outlive them.
std::vector<const Module*> all_of(const std::vector<Module>& some, const std::vector<Module>& others);

// `file` as in data/modules.json; {visibility} is put in for good. The error is a sentence.
std::expected<std::vector<Module>, std::string> read_modules(const std::string& file,
                                                             const std::string& visibility);

// `text` with every `{name}` replaced.
std::string filled(const std::string& text, const std::map<std::string, std::string>& names);

}  // namespace appliance
