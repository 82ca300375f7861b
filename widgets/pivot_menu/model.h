// The menu beside an observable (PM-01...05): where it can go, and what the modules can do about it. What
// they think of it is kept in threat_response/verdicts.h, for the casebook too.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "effects/effect.h"
#include "threat_response/pivots.h"

namespace pivot_menu {

// An action that somebody has started from this menu.
struct Run {
  threat_response::Pivot action;
  effects::Tag tag = 0;
  // kUnknown: no answer came, and it may have been done.
  enum class State { kRunning, kAccepted, kRefused, kUnknown } state = State::kRunning;
  std::string reason;                // of kRefused: the module's own text
  threat_response::Problem problem;  // of kRefused: the service's
};

// What one of the two calls for pivots brought.
struct Offer {
  effects::Tag asking = 0;  // the call under way; 0 when none
  bool asked = false;       // an answer has come for this observable
  threat_response::Pivots pivots;
  threat_response::Problem problem;
};

struct Model {
  observables::Observable observable;
  effects::Tag last_tag = 0;
  Offer links, actions;
  std::string confirming;       // address of the action that asks whether it shall run; "" for none
  std::vector<Run> runs;        // for this observable, the last one last
  std::string insecure_origin;  // the embedded service's, whose links need no certificate; "" for none
};

// The menu opens for an observable of the page. Only now the service is asked (decision 9).
struct Opened {
  observables::Observable observable;
  std::string insecure_origin;
};
struct AddToNewCasePressed {
  std::string default_title;
};
struct AddToCurrentCasePressed {};
struct CopyPressed {
  bool defanged;
};
// An action asks first.
struct ActionPressed {
  std::string url;
};
struct ActionCancelled {};
struct ActionConfirmed {
  std::string url;
};
struct AskModulePressed {
  std::string instance_id;
};
// What failed is asked again.
struct RetryPressed {};
struct Replied {
  effects::Tag tag;
  threat_response::Reply reply;
};
using Message = std::variant<Opened, AddToNewCasePressed, AddToCurrentCasePressed, CopyPressed, ActionPressed,
                             ActionCancelled, ActionConfirmed, AskModulePressed, RetryPressed, Replied>;

// A reply to another observable's call changes nothing, but an action that runs is told whatever menu is
// open.
effects::Effects update(Model& model, const Message& message);

}  // namespace pivot_menu
