// A document of somebody else as cases of the store: read by the widgets' own importer, kept by the service's
// own rules, and never made twice.
//
// A case is found again by its id when that is one of this store, else by an external id: its id elsewhere,
// or the first of its own external ids, or one that its content makes.
#pragma once

#include <string>

#include "appliance/case_store.h"
#include "appliance/http/message.h"
#include "appliance/threat_response/authorization.h"
#include "appliance/threat_response/casebook_entity.h"

namespace appliance {

// How a case that is there becomes as the document says.
enum class ImportMode {
  kMerge,    // what the document says comes first, and nothing is taken away
  kReplace,  // what the document leaves out is gone; of a table or a text that is the observables
};

struct ImportRequest {
  std::string document;
  std::string file_name;  // "" for none
  // What the document's only case is known as, whatever it says itself: an id of this store, or an external
  // id. "" for nothing.
  std::string known_as;
  // The place of the last change that the case may have (case_changes.h); 0 for any.
  std::int64_t unless_changed_since = 0;
  ImportMode mode = ImportMode::kMerge;
};

http::Response import_cases(const ImportRequest& wanted, const Caller& caller, const CasebookRules& rules,
                            CaseStore& store);

}  // namespace appliance
