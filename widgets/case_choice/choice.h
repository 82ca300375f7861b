// Choosing a case that observables are put into (C-13, C-14, D-19): searched for at the service, page by
// page. Of the pivot menu (`Add to Case...`) and of the casebook (`Copy to case...`, `Move to case...`); who
// shows it says what becomes of the choice.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "effects/effect.h"
#include "threat_response/observable.h"
#include "threat_response/problem.h"

namespace case_choice {

using threat_response::Observable;

// A case that they can be put into.
struct Entry {
  std::string id, title, tlp;
  std::size_t observables = 0;
  bool has_it = false;   // all of them are in it already
  bool is_saved = true;  // the service has it
  bool operator==(const Entry&) const = default;
};

struct Choice {
  bool open = false;
  std::vector<Observable> about;  // what is put into the case
  std::string text;               // what is looked for
  std::vector<Entry> known;       // what the casebook has, shown until the service has answered
  std::vector<std::string> gone;  // ids of cases that are being deleted, or are not to be chosen
  std::vector<Entry> cases;       // what the service has listed
  bool listed = false;
  std::optional<std::int64_t> total;
  std::string next;         // of the next page; "" when there is none
  effects::Tag asking = 0;  // the call under way; 0 when none
  bool adds_page = false;
  double search_at = 0;  // when what was typed is looked for; 0 for never
  threat_response::Problem problem;
};

struct SearchTyped {
  std::string text;
};
struct MorePressed {};
struct RetryPressed {};
// For who shows it, which closes the choice:
struct Chosen {
  Entry what;
};
struct NewCaseChosen {
  std::string default_title;
};
struct Left {};
using Message = std::variant<SearchTyped, MorePressed, RetryPressed, Chosen, NewCaseChosen, Left>;

// What there is to choose from before the service has answered.
struct Known {
  std::vector<Entry> entries;
  std::vector<std::string> gone;
};

// Calls are numbered by counting `last_tag` up. `now` in seconds since 1970.
effects::Effects begin(Choice& choice, std::vector<Observable> about, Known known, effects::Tag& last_tag);
effects::Effects update(Choice& choice, const Message& message, effects::Tag& last_tag, double now);
// REQUIRES: `reply` is to the call `asking`.
void arrived(Choice& choice, const threat_response::Reply& reply);
// When what was typed is due it is looked for.
effects::Effects woke(Choice& choice, effects::Tag& last_tag, double now);

// Whether an entry has what somebody types to find it, whatever the case of ASCII letters. "" is in
// everything.
bool matches(std::string_view filter, std::string_view text);

// What is shown of the cases: the service's answer, or what the casebook has until it comes, and those that
// the service does not have yet.
std::vector<Entry> offered(const Choice& choice);

}  // namespace case_choice
