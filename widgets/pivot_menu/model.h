// The menu beside an observable (PM-01...05): where it can go, and what the modules can do about it. What
// they think of it is kept in threat_response/verdicts.h, for the casebook too.
//
// Nothing that can be pressed moves when an answer comes: verdicts have a room of a fixed height, links and
// actions come behind what is there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "case_choice/choice.h"
#include "custom_pivots/library.h"
#include "effects/effect.h"
#include "observables/name.h"
#include "pivot_menu/groups.h"
#include "threat_response/case.h"
#include "threat_response/pivots.h"
#include "threat_response/scopes.h"

namespace pivot_menu {

using observables::Observable;
using threat_response::Need;

// An action that somebody has started.
struct Run {
  Observable about;
  threat_response::Pivot action;
  effects::Tag tag = 0;
  double at = 0;        // when it was started, seconds since 1970
  double known_at = 0;  // since when its state is known
  enum class State {
    kRunning,
    kAccepted,  // by the module, which does not say when it is done (D-07)
    kDone,      // and the module does not offer it any more
    kRefused,
    kUnknown,  // no answer came, and it may have been done
  } state = State::kRunning;
  std::string reason;                // of kRefused: the module's own text
  threat_response::Problem problem;  // of kRefused: the service's
};

// For so long an action that may have been done runs again only when that is forced, and what became of it is
// shown. Seconds (D-08).
inline constexpr double kRunAgain = 600;

// What one of the two calls for pivots brought.
struct Offer {
  effects::Tag asking = 0;  // the call under way; 0 when none
  bool asked = false;       // an answer has come for this observable
  threat_response::Pivots pivots;
  threat_response::Problem problem;
};

// Another observable inside this one.
struct Child {
  enum class Kind { kHost, kLeadsTo } kind = Kind::kHost;
  Observable observable;
};

struct Model {
  Observable observable;
  observables::Warning warning = observables::Warning::kNone;
  std::optional<Observable> from;  // whose child it is: the menu goes back there
  std::vector<Child> children;
  std::vector<std::string> scopes;  // what the token allows; empty: not known
  double now = 0;                   // seconds since 1970; set by whoever calls update
  effects::Tag last_tag = 0;
  bool signed_in = true;                        // without it only what needs no service is of use
  std::vector<Pivot> custom;                    // the host page's own links (custom_pivots/library.h)
  std::vector<custom_pivots::Refusal> refused;  // those that are no links, for whoever wrote them
  bool custom_failed = false;                   // they could not be loaded
  Offer links, actions;
  std::vector<Group> groups;      // of what the two have brought, as it is shown
  double show_links_at = 0;       // links wait so long for the actions of their modules; 0: not
  std::size_t verdict_lines = 0;  // the room for verdicts, fixed when the menu opens
  std::string filter;
  std::string confirming;      // address of the action that asks whether it shall run; "" for none
  std::vector<Run> runs;       // of every observable, the last one last
  case_choice::Choice choice;  // of `Add to Case...` (C-14)
  std::vector<std::string> insecure_origins;  // whose http links are taken: threat_response/pivots.h

  // The scope without which this cannot be; "" when nothing is missing.
  std::string missing(Need need) const { return threat_response::missing_scope(scopes, need); }
};

// The run of this action that keeps it from being run again; null for none.
const Run* recent_run(const Model& model, const std::string& url);
}  // namespace pivot_menu
