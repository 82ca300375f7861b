// Observables as STIX 2.1 cyber-observable objects, and back.
//
// Kinds that STIX knows are its own objects, as long as the value is one that STIX allows there. Every other
// one is an object of the type that our extension defines (stix.h), so that nothing is lost.
#pragma once

#include <string>
#include <vector>

#include "exchange/ctim.h"

namespace exchange {

inline constexpr std::string_view kExtension = "extension-definition--498275b1-3eef-4ced-9f41-a6b23598a52d";
inline constexpr std::string_view kOwnObject = "casebook-observable";

// With the id that its properties give (2.9).
Json stix_object(const Observable& observable);

// What an object stands for; a file may be several. Empty for an object that is no observable.
std::vector<Observable> observables_of(const Json& object);

// The observable that an object of this type with this value at this path is: ("file", "hashes.MD5", "...").
// An empty type for a path that stands for none.
Observable observable_at(std::string_view object_type, std::string_view path, std::string_view value);

}  // namespace exchange
