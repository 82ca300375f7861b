// What a token allows (threat-response-api.md 2.4), and what to ask an administrator for when it is not
// enough (LOG-07 to LOG-09, C-32, D-03).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace threat_response {

// What the widgets do with the service.
enum class Need { kVerdicts, kLinks, kListActions, kRunActions, kReadCases, kChangeCases, kRecognise };

// Whether one granted scope is enough for another one: "enrich:read" for "enrich/observables/refer:read",
// "casebook" for "casebook:write".
bool covers(std::string_view granted, std::string_view required);

// The scope that is missing, as it is asked for when a client is made ("casebook", "enrich:read"); "" when
// what is granted is enough. Nothing is missing of a token that does not say what it allows: then the service
// tells.
std::string missing_scope(const std::vector<std::string>& granted, Need need);

// What an API client can do as a whole, for the dialog that tries it (LOG-07 to LOG-09).
struct Abilities {
  bool casebook = true;              // cases can be read and changed
  bool pivot_menu = true;            // verdicts, links and actions
  std::vector<std::string> missing;  // the scopes to ask for, each once

  bool full() const { return missing.empty(); }
  bool operator==(const Abilities&) const = default;
};
Abilities abilities_of(const std::vector<std::string>& granted);

}  // namespace threat_response
