// The casebook: the cases of the analyst, the one that is open, and what is being added (CB-01...03, CB-05).
//
// The current case is the one last opened or created by this user in this browser (requirements A.13-10).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "effects/effect.h"
#include "threat_response/case.h"
#include "threat_response/verdicts.h"

namespace casebook {

using threat_response::Case;

// One observable on its way into a case. It stays here until the service has confirmed it: a failure keeps
// it with its reason, to be tried again.
struct Add {
  effects::Tag tag = 0;
  threat_response::Observable observable;
  std::string case_id;      // "" for a new case
  std::string title;        // of the case
  std::string external_id;  // of a new case: finds it again when the reply was lost
  // kChecking: the service says it is added, and the case is read to see whether it still is (adding.h).
  // kWaiting: for another add to the same case, since the service may lose one of two at the same time.
  enum class State {
    kWaiting,
    kSending,
    kLookingUp,
    kReadingCase,
    kChecking,
    kFailed
  } state = State::kSending;
  int repeats = 0;  // sends after the first one since somebody last asked for it
  threat_response::Problem problem;
};

// What the ribbon says about the last add.
struct Notice {
  enum class Kind { kNone, kAdding, kAdded, kAlreadyThere, kFailed } kind = Kind::kNone;
  std::string value, title;
  bool new_case = false;
  threat_response::Problem problem;
};

struct Model {
  bool open = false;
  std::vector<Case> cases;                // newest first, as the service listed them
  bool listed = false;                    // `cases` came from the service
  std::string current_id;                 // the current case; "" for none
  effects::Tag listing = 0, opening = 0;  // calls under way; 0 when none
  effects::Tag last_tag = 0;
  threat_response::Problem list_problem, case_problem;
  std::vector<Add> adds;
  Notice notice;
  std::uint32_t instance = 0;  // a random number of this page, part of external ids
};

const Case* current_case(const Model& model);

struct Opened {};
struct Closed {};
struct CasePressed {
  std::string id;
};
struct AllCasesPressed {};
// The list and the case again, and what the modules think by now.
struct RefreshPressed {};
struct InvestigatePressed {
  std::string visibility;  // origin of the portal
};
struct AddAsked {
  effects::AddToCase what;
};
struct RetryAddPressed {};
struct DismissNoticePressed {};
// The current case of an earlier page, before anything was listed.
struct CurrentRemembered {
  std::string id;
};
// Someone else signed in: what belongs to the old client is forgotten.
struct Forgotten {};
struct Replied {
  effects::Tag tag;
  threat_response::Reply reply;
};
using Message =
    std::variant<Opened, Closed, CasePressed, AllCasesPressed, RefreshPressed, InvestigatePressed, AddAsked,
                 RetryAddPressed, DismissNoticePressed, CurrentRemembered, Forgotten, Replied>;

// A reply to a call no longer waited for changes nothing.
effects::Effects update(Model& model, const Message& message);

}  // namespace casebook
