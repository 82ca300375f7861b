// Ids that are made of what they name (RFC 4122, 4.3): the same name has the same id everywhere.
#pragma once

#include <string>
#include <string_view>

namespace exchange {

enum class Namespace {
  kObservables,  // STIX 2.1, 2.9: for cyber-observable objects, and for nothing else
  kCases,        // ours, for everything else
};

// Version 5, in lower case.
std::string uuid_of(Namespace its, std::string_view name);

}  // namespace exchange
