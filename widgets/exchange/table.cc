#include "exchange/table.h"

#include <algorithm>
#include <map>

#include "exchange/cell.h"
#include "exchange/disguised.h"

namespace exchange {
namespace {

constexpr std::string_view kRowEnd = "\r\n";

std::string_view name_of(Disposition disposition) {
  switch (disposition) {
    case Disposition::kNone:
      return "";
    case Disposition::kClean:
      return "clean";
    case Disposition::kMalicious:
      return "malicious";
    case Disposition::kSuspicious:
      return "suspicious";
    case Disposition::kCommon:
      return "common";
    case Disposition::kUnknown:
      return "unknown";
  }
  return "";
}

// The modules in the order in which they first said something.
std::vector<std::string> modules_of(const Judgements& judgements) {
  std::vector<std::string> names;
  for (const Opinions& one : judgements.of)
    for (const ModuleOpinion& opinion : one.modules)
      if (!std::ranges::contains(names, opinion.module)) names.push_back(opinion.module);
  return names;
}

Disposition said_by(const Opinions* opinions, const std::string& module) {
  if (opinions == nullptr) return Disposition::kNone;
  std::vector<Disposition> said;
  for (const ModuleOpinion& opinion : opinions->modules)
    if (opinion.module == module) said.push_back(opinion.disposition);
  return threat_response::roll_up(said);
}

}  // namespace

std::string csv_table(const Case& one, const Judgements& judgements) {
  const std::vector<std::string> modules = modules_of(judgements);
  std::map<Observable, const Opinions*> known;
  for (const Opinions& opinions : judgements.of) known.emplace(opinions.observable, &opinions);

  std::string out = "type,value,defanged,disposition";
  for (const std::string& module : modules) out += ',' + cell(module);
  out += kRowEnd;
  for (const Observable& observable : one.observables) {
    const auto found = known.find(observable);
    const Opinions* opinions = found == known.end() ? nullptr : found->second;
    out += cell(observable.type) + ',' + cell(observable.value) + ',' + cell(disguised(observable)) + ',';
    out += name_of(opinions == nullptr ? Disposition::kNone : opinions->disposition);
    for (const std::string& module : modules) (out += ',') += name_of(said_by(opinions, module));
    out += kRowEnd;
  }
  return out;
}

}  // namespace exchange
