// What a user does in the pivot menu, and what comes back from outside.
#pragma once

#include <string>
#include <vector>

#include "effects/one_of.h"
#include "pivot_menu/model.h"
#include "threat_response/verdicts.h"

namespace pivot_menu {

// The menu opens for an observable of the page. Only now the service is asked (decision 9).
struct Opened {
  Observable observable = {};
  std::vector<std::string> insecure_origins = {};
  std::vector<std::string> scopes = {};
  observables::Warning warning = observables::Warning::kNone;
  std::optional<Observable> from = {};
  std::size_t verdict_lines = 0;  // how many there will be, as far as one can know
  bool signed_in = true;
  std::vector<custom_pivots::Link> custom = {};
  std::vector<custom_pivots::Refusal> refused = {};
  bool custom_failed = false;
};
struct SignInAsked {};  // for the app, which opens the menu again when that is done
struct FilterTyped {
  std::string text;
};
struct ChildPressed {
  Observable observable;
};
struct BackPressed {};

// --- cases
struct AddToNewCasePressed {
  std::string default_title;
};
struct AddToCurrentCasePressed {};
struct AddToCasePressed {
  case_choice::Known known = {};  // put in by the app
};
struct ChoiceUsed {
  case_choice::Message what;
};

struct CopyPressed {
  bool defanged;
};

// --- actions
struct ActionPressed {  // asks first
  std::string url;
};
struct ActionCancelled {};
struct ActionConfirmed {
  std::string url;
  bool again = false;  // although it has run a moment ago
};

// What became of an action goes into the current case.
struct NotePressed {
  std::string text;  // as words.h has it
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
struct Woke {};
struct ClockSetBack {
  double by;  // seconds
};

struct Message : effects::OneOf<Opened, SignInAsked, FilterTyped, ChildPressed, BackPressed,
                                AddToNewCasePressed, AddToCurrentCasePressed, AddToCasePressed, ChoiceUsed,
                                CopyPressed, ActionPressed, ActionCancelled, ActionConfirmed, NotePressed,
                                AskModulePressed, RetryPressed, Replied, Woke, ClockSetBack> {
  using OneOf::OneOf;
};

// A reply to another observable's call changes nothing, but an action that runs is told whatever menu is
// open. REQUIRES: model.now is the time.
effects::Effects update(Model& model, const Message& message);

// The room that verdicts get, in lines: what is known of an observable (null: nothing) or, before an answer,
// what so many modules may say. More than that is scrolled.
std::size_t verdict_lines(const threat_response::Judged* judged, std::size_t modules);

// When the menu wants a Woke; nothing when nothing is due.
std::optional<double> wake_at(const Model& model);

}  // namespace pivot_menu
