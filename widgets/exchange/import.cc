#include "exchange/import.h"

#include <algorithm>
#include <set>
#include <string>

#include "exchange/fit.h"
#include "exchange/reading.h"

namespace exchange {
namespace {

using Cases = std::vector<Case>;

bool ends_with(std::string_view file_name, std::string_view ending) {
  if (file_name.size() < ending.size()) return false;
  const std::string_view end = file_name.substr(file_name.size() - ending.size());
  return std::ranges::equal(end, ending, {}, [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
}

// Without its folder and its ending.
std::string_view stem(std::string_view file_name) {
  file_name = file_name.substr(file_name.find_last_of("/\\") + 1);
  const std::size_t dot = file_name.rfind('.');
  return dot == 0 ? file_name : file_name.substr(0, dot);
}

bool is_casebook(const Json& document) {
  if (!json::is_object(document)) return false;
  const std::string type = json::text(document, "type");
  if (!type.empty()) return type == "casebook";
  return std::ranges::any_of(std::initializer_list<std::string_view>{"title", "observables", "texts"},
                             [&](std::string_view key) { return json::find(document, key) != nullptr; });
}

Cases casebooks_of(const std::vector<const Json*>& documents) {
  Cases cases;
  for (const Json* document : documents)
    if (is_casebook(*document)) cases.push_back(threat_response::case_of(*document));
  return cases;
}

struct Found {
  Cases cases;
  Format format = Format::kText;
};

// Nothing for a document of no form we know.
Found found_in(const Json& document) {
  if (json::find(document, "objects") != nullptr && json::text(document, "type") == "bundle")
    return {cases_of_bundle(document), Format::kStix};
  if (is_casebook(document)) return {casebooks_of({&document}), Format::kCasebook};
  if (json::text(document, "type") == "bundle")
    return {casebooks_of(json::array(document, "casebooks")), Format::kCasebook};
  Cases cases = casebooks_of(json::elements(document));
  if (!cases.empty()) return {std::move(cases), Format::kCasebook};
  // A list of observables, as the service's inspection answers.
  Case one;
  std::set<Observable> seen;
  for (Observable& observable : threat_response::read_observables(json::elements(document)))
    add_once(one.observables, seen, std::move(observable));
  return {{std::move(one)}, Format::kCasebook};
}

void drop_empty(Cases& cases) {
  for (Case& one : cases) one.owner.clear();
  std::erase(cases, Case());
}

// Whether somebody meant it to be JSON. A text may begin with a bracket too.
bool claims_json(std::string_view text, std::string_view file_name) {
  if (ends_with(file_name, ".json")) return true;
  const std::size_t inner = text.find_first_not_of(" \t\r\n", 1);
  if (inner == std::string_view::npos) return false;
  return (text.front() == '{' && text[inner] == '"') || (text.front() == '[' && text[inner] == '{');
}

Found found_in_text(std::string_view text) {
  if (auto table = case_of_table(text)) return {{*std::move(table)}, Format::kTable};
  return {{case_of_text(text)}, Format::kText};
}

}  // namespace

std::expected<std::vector<ImportedCase>, ImportProblem> read_import(std::string_view bytes,
                                                                    std::string_view file_name) {
  if (bytes.size() > kLargestImport) return std::unexpected(ImportProblem::kTooLarge);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.contains('\0') || bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    return std::unexpected(ImportProblem::kNotText);
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return std::unexpected(ImportProblem::kEmpty);
  const std::string_view text = bytes.substr(begin);

  Found found;
  if (text.front() == '{' || text.front() == '[') {
    const auto document = json::parse(text);
    if (document)
      found = found_in(*document);
    else if (claims_json(text, file_name))
      return std::unexpected(ImportProblem::kBroken);
  }
  drop_empty(found.cases);
  if (found.cases.empty()) {
    found = found_in_text(bytes);
    drop_empty(found.cases);
  }
  if (found.cases.empty()) return std::unexpected(ImportProblem::kNothingFound);
  if (found.cases.size() > kMostCases) return std::unexpected(ImportProblem::kTooManyCases);

  std::vector<ImportedCase> imported;
  for (Case& one : found.cases) {
    if (one.title.empty()) one.title = stem(file_name);
    ImportedCase& added =
        imported.emplace_back(ImportedCase{.content = std::move(one), .format = found.format});
    added.notes_made = fit(added.content);
  }
  return imported;
}

}  // namespace exchange
