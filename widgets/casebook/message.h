// What a user does in the casebook, and what comes back from outside.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "casebook/model.h"
#include "effects/effect.h"
#include "effects/one_of.h"
#include "messages/language.h"
#include "threat_response/sightings.h"
#include "threat_response/verdicts.h"

namespace casebook {

// --- the casebook as a whole
struct Opened {};
struct Closed {};
struct RefreshPressed {};  // the list and the case again, and what the modules think by now
// The page has come into view again, or another tab has changed something.
struct Looked {};
struct SignedIn {
  std::string account, user;
  std::vector<std::string> scopes = {};
};
// The service does not take this client any more.
struct SignedOut {};
// Someone else signed in: what belongs to the old client is not shown any more.
struct Forgotten {};
struct SignInAsked {};
struct Woke {};
struct WentOnline {};
struct ClockSetBack {
  double by;  // seconds
};
struct Replied {
  effects::Tag tag;
  threat_response::Reply reply;
};

// --- the list
struct SearchTyped {
  std::string text;
};
struct WhoseChosen {
  Whose whose;
};
struct MorePressed {};
struct CasePressed {
  std::string id;
};
struct AllCasesPressed {};
struct NewCasePressed {
  std::string title;
};
// The current case of an earlier page or of another tab.
struct CurrentRemembered {
  std::string id;
};

// --- the case
struct TabChosen {
  Tab tab;
};
struct InvestigatePressed {
  std::string visibility;  // origin of the portal
};
struct EditPressed {
  Field field;
};
struct EditTyped {
  std::string text;
};
struct EditSaved {};
struct EditCancelled {};
struct TlpChosen {
  std::string tlp;
};
struct NoteTyped {
  std::string text;
};
struct NoteAdded {};
struct NoteAsked {  // from the pivot menu
  effects::NoteInCase what;
};
struct NoteRemoved {
  Note note;
};
struct DeletePressed {};
struct DeleteConfirmed {};
struct DeleteCancelled {};

// --- its observables
struct AddAsked {  // from the pivot menu, or dropped
  effects::AddToCase what;
};
struct AddOpened {};
struct AddClosed {};
struct AddTyped {
  std::string text;
};
struct CandidateChosen {
  std::size_t index;
  bool wanted;
};
struct AddConfirmed {};
struct RowChosen {
  Observable observable;
  std::string how;             // kit/rows.h
  std::vector<Observable> to;  // the range from the one chosen last, for "extend"
};
struct AllChosen {
  std::vector<Observable> all;
};
struct SelectionCleared {};
struct OrderChosen {
  Order order;
};
struct FilterChosen {
  std::string disposition;
};
// About what is selected; about all of the case when nothing is.
struct RemovePressed {};
struct CopyPressed {
  bool defanged;
};
struct AskAgainPressed {};
struct AskAllPressed {};  // of a large case, about the rest too
struct RowsSeen {         // what a frame shows of a large case that nobody has asked about
  std::vector<Observable> observables;
};
struct AskingCancelled {};
struct PivotAsked {  // the menu of an observable of the case
  Observable observable;
};

// --- the ignore list (ignore_list.h)
struct IgnoredPressed {};  // shows it, or what was found again
struct IgnoredTyped {
  std::string text;
};
struct IgnoredReset {};  // to what it is at first; not saved yet
struct IgnoredSaved {};
// As an earlier page or another tab has left it, so from anybody; nothing: as it is at first.
struct IgnoredRemembered {
  std::optional<std::string> lines;
};

// --- put into another case (choosing.h)
struct TransferPressed {
  bool moves;
};
struct TransferUsed {
  case_choice::Message what;
};

// --- dragged onto cases (dragging.h)
// Something of the page, or from outside, is being dragged. Both texts are from anybody.
struct DragBegan {
  bool is_known = false;  // else what it holds is not told before it is dropped (HTML, "drag data store")
  std::string json, text;
};
struct RowDragged {
  Observable observable;
};
struct DraggedOver {
  DropTarget target;
};
struct Dropped {
  DropTarget target;
};
struct DragEnded {};

// --- the case given to others (sharing.h)
// What the app knows besides, for the time of the call; never null.
struct Known {
  const threat_response::Verdicts* verdicts;
  const threat_response::Sightings* sightings;
  messages::Language language;
};
enum class Document { kCasebook, kStix, kReport, kTable, kList, kDefangedList };
struct SharePressed {};
struct ShareClosed {};
struct DocumentWanted {
  Document document;
  bool copied;  // else it is downloaded
  Known known;
};
// Everything there is, as a file (backup.h).
struct BackupPressed {};
struct PrintWanted {
  Known known;
};
struct LinkWanted {};
// A link has led here; the id comes from anybody.
struct LinkFollowed {
  std::string id;
};
struct CopyFailed {};  // the browser has refused the clipboard

// --- files read
struct FileRead {
  std::string name, text;
  std::optional<exchange::ImportProblem> problem;  // of a file that could not be read as text
};
struct OfferChosen {
  std::size_t index;  // of the cases, then of the changes
  bool wanted;
};
struct ImportConfirmed {};
struct ImportClosed {};

// --- its pictures
struct PictureUsed {
  case_picture::Message what;
};

// --- what is on its way
struct UndoPressed {
  std::string change_id;
};
struct ChangeRetried {
  std::string change_id;  // "" for all
};
struct ChangeDiscarded {
  std::string change_id;
};
struct ConflictAnswered {
  std::string change_id, text;
};
struct DismissNoticePressed {};

// --- from the store
struct ChangesListed {
  std::vector<outbox::Change> changes;
  std::set<std::string> unread = {};  // the ids of what could not be read; "" for a record without one
};
struct ChangesSaved {
  std::vector<std::string> ids;
};
struct ChangesNotSaved {
  std::vector<std::string> ids;
};
struct ChangeClaimed {
  std::string id;
  std::uint32_t claims;
};
struct ClaimRefused {
  std::string id;
  double until;
  bool is_answered = true;  // false: the store has said nothing
};

struct Message
    : effects::OneOf<
          Opened, SignInAsked, Closed, RefreshPressed, Looked, SignedIn, SignedOut, Forgotten, Woke,
          WentOnline, ClockSetBack, Replied, SearchTyped, WhoseChosen, MorePressed, CasePressed,
          AllCasesPressed, NewCasePressed, CurrentRemembered, TabChosen, InvestigatePressed, EditPressed,
          EditTyped, EditSaved, EditCancelled, TlpChosen, NoteTyped, NoteAdded, NoteAsked, NoteRemoved,
          DeletePressed, DeleteConfirmed, DeleteCancelled, AddAsked, AddOpened, AddClosed, AddTyped,
          CandidateChosen, AddConfirmed, RowChosen, AllChosen, SelectionCleared, OrderChosen, FilterChosen,
          RemovePressed, CopyPressed, AskAgainPressed, AskAllPressed, RowsSeen, AskingCancelled, PivotAsked,
          IgnoredPressed, IgnoredTyped, IgnoredReset, IgnoredSaved, IgnoredRemembered, TransferPressed,
          TransferUsed, DragBegan, RowDragged, DraggedOver, Dropped, DragEnded, SharePressed, ShareClosed,
          DocumentWanted, BackupPressed, PrintWanted, LinkWanted, LinkFollowed, CopyFailed, FileRead,
          OfferChosen, ImportConfirmed, ImportClosed, PictureUsed, UndoPressed, ChangeRetried,
          ChangeDiscarded, ConflictAnswered, DismissNoticePressed, ChangesListed, ChangesSaved,
          ChangesNotSaved, ChangeClaimed, ClaimRefused> {
  using OneOf::OneOf;
};

// Whether a message of somebody's is about the case that is shown, and would be of another one if that is
// shown by now.
bool changes_case(const Message& message);
// Whether the casebook shows this case; one that was made meanwhile is known by its draft's id too.
bool is_shown(const Model& model, const std::string& id);

// A reply to a call no longer waited for changes nothing. REQUIRES: model.now is the time.
effects::Effects update(Model& model, const Message& message);

// When the casebook wants a Woke; nothing when nothing is due.
std::optional<double> wake_at(const Model& model);

}  // namespace casebook
