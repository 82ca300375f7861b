#include "appliance/sync/documents.h"

#include <algorithm>
#include <array>

#include "exchange/ctim.h"
#include "exchange/lists.h"
#include "exchange/report.h"
#include "exchange/stix.h"
#include "exchange/table.h"
#include "messages/messages.h"

namespace appliance {
namespace {

struct Form {
  std::string_view name, media_type, ending;
};

// In the order of the enum.
constexpr std::array kForms = {Form{"ctim", "application/json; charset=utf-8", ".casebook.json"},
                               Form{"stix", "application/stix+json;version=2.1", ".stix.json"},
                               Form{"csv", "text/csv; charset=utf-8", ".csv"},
                               Form{"markdown", "text/markdown; charset=utf-8", ".md"},
                               Form{"plain", "text/plain; charset=utf-8", ".txt"},
                               Form{"defanged", "text/plain; charset=utf-8", "-defanged.txt"}};

const Form& form_of(DocumentForm form) { return kForms[static_cast<std::size_t>(form)]; }

}  // namespace

std::optional<DocumentForm> document_form(std::string_view name) {
  const auto* found = std::ranges::find(kForms, name, &Form::name);
  if (found == kForms.end()) return std::nullopt;
  return static_cast<DocumentForm>(found - kForms.begin());
}

std::string_view media_type(DocumentForm form) { return form_of(form).media_type; }
std::string_view file_ending(DocumentForm form) { return form_of(form).ending; }

std::string document_of(const threat_response::Case& one, DocumentForm form, Instant changed) {
  switch (form) {
    case DocumentForm::kCtim:
      return exchange::ctim_case(one);
    case DocumentForm::kStix:
      return exchange::stix_bundle({one}, changed);
    case DocumentForm::kCsv:
      return exchange::csv_table(one, {});
    case DocumentForm::kMarkdown:
      return exchange::markdown_report(one, {}, {}, messages::report_words(messages::Language::kEnglish));
    case DocumentForm::kPlain:
      return exchange::plain_list(one);
    case DocumentForm::kDefanged:
      break;
  }
  return exchange::defanged_list(one);
}

std::string document_of(const std::vector<threat_response::Case>& cases, DocumentForm form, Instant changed) {
  return form == DocumentForm::kStix ? exchange::stix_bundle(cases, changed) : exchange::ctim_cases(cases);
}

}  // namespace appliance
