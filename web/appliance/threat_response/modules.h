// The modules of the embedded service: each stands for a product that gives verdicts, read from
// data/modules.json.
//
//   module, module_type_id, module_instance_id   how it is named in answers
//   types        what it is asked about
//   verdicts     {type, value, disposition, subdomains?}; a URL that is not listed itself has the verdict of
//   its host otherwise    the disposition of what is not listed; 0: it has no verdict latency_ms   how long
//   it takes to answer
#pragma once

#include <chrono>
#include <expected>
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

struct Module {
  std::string name;
  std::string type_id;
  std::string instance_id;
  std::vector<std::string> types;
  std::vector<KnownVerdict> verdicts;
  int otherwise = 0;
  std::chrono::milliseconds latency{0};

  bool supports(const std::string& type) const;
  // 1 Clean, 2 Malicious, 3 Suspicious, 4 Common, 5 Unknown; 0 when it has none.
  int disposition_of(const std::string& type, const std::string& value) const;
};

// The error is a sentence.
std::expected<std::vector<Module>, std::string> read_modules();

}  // namespace appliance
