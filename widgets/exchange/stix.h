// Cases as a STIX 2.1 bundle, for tools of other makers (C-18, D-17, D-22).
//
// A case is a `grouping` of what it holds, with its title as name; each observable is a cyber-observable
// object with the id that the standard gives it, so that it is the same object in everybody's bundle; notes
// and the summary are `note`s; the TLP is the standard's marking. What STIX has no place for is kept in an
// extension that the bundle defines: `casebook` of the grouping is a CTIM casebook as text (what is not in
// the grouping itself), `note_type` of a note is the type of the text, "summary" for the summary. Tools that
// do not know the extension pass over it. An observable that a case has twice is there once.
#pragma once

#include <string>
#include <vector>

#include "exchange/ctim.h"
#include "threat_response/instant.h"

namespace exchange {

// `at`: when it is written. Ids of the same case stay the same; the one with the later time holds (3.6).
std::string stix_bundle(const std::vector<Case>& cases, threat_response::Instant at);

// The identifier of the standard's marking for "white", "green", "amber" or "red"; "" for any other word.
std::string_view marking_of(std::string_view tlp);

}  // namespace exchange
