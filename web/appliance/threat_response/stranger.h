// What is kept of the answers of modules elsewhere: documents of the service's own form, made anew field by
// field, so that nothing else gets into an answer of the service. What is missing, of another type, too long
// or too many is left out; a document without what it must have is left out whole.
#pragma once

#include <string>
#include <vector>

#include "json/json.h"

namespace appliance::stranger {

inline constexpr std::size_t kMostDocuments = 200;  // of a group
inline constexpr std::size_t kMostInside = 100;     // observables, targets or relations of a sighting
inline constexpr std::size_t kMostLinks = 50;

// A text of one line and at most `longest` bytes, whole characters.
std::string line(std::string text, std::size_t longest);

// Of the "docs" of data[`group`]; ids and names are the caller's to set. A verdict is about one of `asked`, a
// sighting has seen one of them.
//
//   {"observable","disposition","valid_time"}
std::vector<Json> verdicts(const Json& data, const std::vector<const Json*>& asked);
//   {"observables","observed_time","count","confidence","title"?,"description"?,"source"?,"source_uri"?,
//    "targets"?,"relations"?}
std::vector<Json> sightings(const Json& data, const std::vector<const Json*>& asked);
// {"id","title","description","url","categories"?} of a list; addresses are https, or http of this machine.
std::vector<Json> links(const Json& data);

}  // namespace appliance::stranger
