// The casebook: the cases of the analyst and their colleagues, the one that is open, and what is being
// changed (CB-01...06).
//
// What the service has and what the user has changed meanwhile are kept apart: `list` and `current` are the
// service's, `outbox` holds the changes, and `shown` is both together.
//
// The current case is the one last opened or created by this user in this browser (requirements A.13-10).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "case_choice/choice.h"
#include "case_picture/model.h"
#include "casebook/dragged.h"
#include "casebook/ignoring.h"
#include "casebook/import_form.h"
#include "effects/effect.h"
#include "outbox/outbox.h"
#include "threat_response/case.h"
#include "threat_response/case_search.h"

namespace casebook {

using outbox::Field;
using threat_response::Case;
using threat_response::Note;
using threat_response::Observable;
using threat_response::Whose;

// The list of cases, page by page.
struct CaseList {
  std::string text;  // what is looked for
  Whose whose = Whose::kEverybody;
  std::vector<Case> cases;  // newest first, as the service listed them
  bool listed = false;      // they came from the service
  std::optional<std::int64_t> total;
  std::string next;          // of the next page; "" when there is none
  effects::Tag listing = 0;  // the call under way; 0 when none
  bool adds_page = false;    // it is for the next page
  double search_at = 0;      // when what was typed is looked for; 0 for never
  threat_response::Problem problem;
};

// What is being written and not saved yet.
struct Edit {
  std::optional<Field> field;  // nothing: no field is being edited
  std::string before;          // of the field, when it was begun
  std::string text;
  std::string note;  // the new note
};

// An observable that was found in what somebody wants to add.
struct Candidate {
  Observable observable;
  bool wanted = true;
  enum class Why { kFound, kAlreadyThere, kIgnored } why = Why::kFound;
  bool by_service = false;  // only the service's inspect found it
};

// The form that adds observables.
struct AddForm {
  bool open = false;
  std::string text;
  std::vector<Candidate> candidates;
  // Canonical: what the case has, and the candidates.
  threat_response::ObservableSet there, found;
  double inspect_at = 0;                           // when the service is asked about the text; 0 for never
  std::vector<effects::Tag> inspecting;            // calls under way
  threat_response::Problem problem;                // of the last of them
  bool cut = false;                                // the text was too long and its end is left out
  std::optional<exchange::ImportProblem> refused;  // of a file that was chosen
  std::optional<std::string> rules;  // the ignore list while it is changed; nothing: it is not shown
};

// Observables of the shown case on their way to another one, which is being chosen.
struct Transfer {
  case_choice::Choice choice;
  bool moves = false;  // else they stay where they are too
};

enum class Tab { kObservables, kAbout, kPictures, kChanges };
enum class Order { kDisposition, kType, kTime, kValue };

// What the casebook says about the last act, with what can be done about it.
struct Notice {
  enum class Kind {
    kNone,
    kAdding,
    kMoving,
    kAdded,
    kMoved,
    kAlreadyThere,
    kNotedAlready,
    kNothingFound,  // in what was dropped
    kRemoved,
    kDeleted,
    kSaved,
    kCopied,
    kNotCopied,  // the browser has refused the clipboard
    kLinkCopied,
    kBadLink,     // a link that names no case
    kDownloaded,  // `value` is the name of the file
    kImporting,   // `count` cases and changes from a file; `new_case`: cases alone
    kUncertain,
    kConflict,
    kFailed,
    kNotRemoved,  // failed as well
  } kind = Kind::kNone;
  std::size_t count = 1;    // of observables
  std::string value;        // of the first one
  std::string title;        // of the case
  std::size_t ignored = 0;  // observables that were left out, since they are on the ignore list
  bool new_case = false;
  std::string change_id;  // what it is about; "" when there is nothing to do about it
  double undo_until = 0;  // it can be undone until then
  threat_response::Problem problem;
};

// Whether the user can have the change of such a notice sent once more.
inline bool can_be_tried_again(Notice::Kind kind) {
  using enum Notice::Kind;
  return kind == kFailed || kind == kNotRemoved || kind == kUncertain;
}

struct Model {
  bool open = false;
  bool signed_in = false;
  std::string user;                 // the user id of who is signed in; "" when not known
  std::vector<std::string> scopes;  // what the token allows; empty: not known
  double now = 0;                   // seconds since 1970; set by whoever calls update
  CaseList list;

  std::string current_id;       // the current case; its external id before the service has it; "" for none
  std::optional<Case> current;  // as the service has it
  effects::Tag opening = 0;     // the call that reads it; 0 when none
  double read_at = 0;           // when it was last read or written
  threat_response::Problem case_problem;
  std::string linked;                     // short id of the case a link leads to, until somebody is signed in
  bool is_linked = false;                 // the current case is that of a link and has not come yet
  threat_response::Problem link_problem;  // why the case of the last link was not opened
  std::string deleted_title;              // of a current case that a colleague has deleted meanwhile

  outbox::Outbox outbox;
  std::optional<Case> shown;               // the current case as the user sees it
  std::uint64_t shown_revision = 0;        // another after every change of its observables
  threat_response::ObservableSet pending;  // of it: on their way to the service
  Notice notice;

  Tab tab = Tab::kObservables;
  Order order = Order::kDisposition;
  std::string filter;                       // a disposition's name; "" for all
  threat_response::ObservableSet selected;  // of the shown case
  std::optional<Observable> last;           // the one selected last, where a range begins
  // Of a large case the modules are asked about a part (reading.h), and about what somebody looks at.
  bool has_cancelled = false;    // the user waits no longer for what is under way, until more is asked
  bool asks_all = false;         // unless the user wants all of it
  std::vector<Observable> seen;  // rows in view that nobody has asked about
  double seen_at = 0;            // when they are asked about; 0 for never
  Edit edit;
  // What is half written in cases that are not shown, by their ids: there again when they are.
  std::map<std::string, Edit> unfinished;
  AddForm add;
  Transfer transfer;
  std::optional<Drag> drag;  // under way
  DropHint hint;             // about it
  case_picture::Model picture;
  bool sharing = false;  // the dialog in which the case is given to others is open
  ImportForm importing;
  bool asks_to_delete = false;          // it is asked whether the open case shall be deleted
  std::string ignored{kPrivateRanges};  // the ignore list, one rule a line (ignoring.h)

  std::uint64_t revision = 0;  // another after every change of the model
};

// Whether this is the external id of a case made here, as it is called before the service has it.
bool is_draft(std::string_view id);
std::string draft_id(const outbox::Change& change);

// A number for a call, unlike any other of this page.
effects::Tag next_tag(Model& model);

// A case in the list, with what waits for it.
struct CaseRow {
  std::string id, title, tlp, timestamp;
  std::size_t observables = 0;
  bool is_saved = true;  // the service has it
};
// What there is of the cases: those in the list and those on their way, without those being deleted.
std::vector<CaseRow> listed_cases(const Model& model);

}  // namespace casebook
