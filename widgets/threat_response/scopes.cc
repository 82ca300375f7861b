#include "threat_response/scopes.h"

#include <algorithm>
#include <array>

namespace threat_response {
namespace {

// What a call demands; any of the two is enough. `ask_for` is what the form of API clients offers.
struct Row {
  Need need;
  std::string_view required, or_else, ask_for;
};
constexpr std::array<Row, 7> kTable = {{
    {Need::kVerdicts, "enrich/observables/deliberate:read", "", "enrich:read"},
    {Need::kLinks, "enrich/observables/refer:read", "", "enrich:read"},
    {Need::kListActions, "response/observables:read", "", "response"},
    {Need::kRunActions, "response/trigger:write", "", "response"},
    {Need::kReadCases, "casebook:read", "private-intel:read", "casebook"},
    {Need::kChangeCases, "casebook:write", "private-intel:write", "casebook"},
    {Need::kRecognise, "inspect:read", "", "inspect:read"},
}};

struct Scope {
  std::string_view path, access;  // access: "read", "write", or "" for both
};

Scope parsed(std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  std::string_view access = text.substr(std::min(colon + 1, text.size()));
  if (access == "rw") access = "";
  return {text.substr(0, colon), access};
}

}  // namespace

bool covers(std::string_view granted, std::string_view required) {
  const Scope has = parsed(granted), wants = parsed(required);
  if (!wants.path.starts_with(has.path)) return false;
  const std::string_view below = wants.path.substr(has.path.size());
  return (below.empty() || below.starts_with('/')) && (has.access.empty() || has.access == wants.access);
}

std::string missing_scope(const std::vector<std::string>& granted, Need need) {
  if (granted.empty()) return "";
  const Row& row = *std::ranges::find(kTable, need, &Row::need);
  const bool enough = std::ranges::any_of(granted, [&](const std::string& one) {
    return covers(one, row.required) || (!row.or_else.empty() && covers(one, row.or_else));
  });
  return enough ? "" : std::string(row.ask_for);
}

Abilities abilities_of(const std::vector<std::string>& granted) {
  Abilities abilities;
  for (const Row& row : kTable) {
    const std::string missing = missing_scope(granted, row.need);
    if (missing.empty()) continue;
    if (!std::ranges::contains(abilities.missing, missing)) abilities.missing.push_back(missing);
    if (row.ask_for == "casebook") abilities.casebook = false;
    if (row.ask_for == "enrich:read" || row.ask_for == "response") abilities.pivot_menu = false;
  }
  return abilities;
}

}  // namespace threat_response
