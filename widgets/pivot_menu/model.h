// The menu beside an observable (PM-01...05): what is known of it, and where it can go.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "effects/effect.h"
#include "threat_response/deliberate.h"

namespace pivot_menu {

struct Model {
  observables::Observable observable;
  effects::Tag waiting_for = 0;  // the deliberate call under way; 0 when none
  effects::Tag last_tag = 0;
  bool asked = false;  // an answer has come for this observable
  std::vector<threat_response::Verdict> verdicts;
  std::vector<threat_response::ModuleProblem> silent_modules;
  threat_response::Problem problem;
};

// The menu opens for an observable of the page. Only now the service is asked (decision 9).
struct Opened {
  observables::Observable observable;
};
struct AddToNewCasePressed {
  std::string default_title;
};
struct AddToCurrentCasePressed {};
struct CopyPressed {
  bool defanged;
};
struct RetryPressed {};
struct Replied {
  effects::Tag tag;
  threat_response::Reply reply;
};
using Message =
    std::variant<Opened, AddToNewCasePressed, AddToCurrentCasePressed, CopyPressed, RetryPressed, Replied>;

// A reply to another observable's call changes nothing.
effects::Effects update(Model& model, const Message& message);

}  // namespace pivot_menu
