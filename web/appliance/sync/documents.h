// Cases of the store as documents, by the same writers that the widgets have (widgets/exchange).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "appliance/instant.h"
#include "threat_response/case.h"

namespace appliance {

enum class DocumentForm { kCtim, kStix, kCsv, kMarkdown, kPlain, kDefanged };

// "ctim", "stix", "csv", "markdown", "plain", "defanged".
std::optional<DocumentForm> document_form(std::string_view name);
std::string_view media_type(DocumentForm form);
// Of a file that holds it, with its dot.
std::string_view file_ending(DocumentForm form);

// The same case makes the same bytes: `changed` is when it was last written. There are no verdicts in it: the
// store knows none.
std::string document_of(const threat_response::Case& one, DocumentForm form, Instant changed);
// REQUIRES: one of kCtim and kStix, which alone tell one case from the next.
std::string document_of(const std::vector<threat_response::Case>& cases, DocumentForm form, Instant changed);

}  // namespace appliance
