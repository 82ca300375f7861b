// What an update asks for: orders to the app, as plain values that a test can compare.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "effects/one_of.h"
#include "exchange/report.h"
#include "json/json.h"
#include "observables/observable.h"
#include "threat_response/observable.h"
#include "threat_response/request.h"

namespace effects {

// A feature's own number of a call it waits for. Never 0, never reused within the feature.
using Tag = std::uint32_t;

// Sends a call; its reply comes back to the same feature as Replied{tag, ...}.
struct SendRequest {
  Tag tag = 0;
  threat_response::Request request;
  bool operator==(const SendRequest&) const = default;
};
// Asks what the modules think of these, unless that is known (verdicts.h). What is known and what comes is
// shown from there; nothing comes back.
struct AskVerdicts {
  std::vector<threat_response::Observable> about;
  bool again = false;  // also what is known
  std::string module;  // an instance id: only this one, of the first of `about`; "" for all
  bool operator==(const AskVerdicts&) const = default;
};
// What waits in line to be asked is not asked.
struct CancelAsking {
  bool operator==(const CancelAsking&) const = default;
};
// Opens the pivot menu of an observable that the casebook shows, or that is inside of another one: then that
// is where its menu leads back to.
struct OpenPivot {
  observables::Observable observable;
  std::optional<observables::Observable> from = {};
  bool operator==(const OpenPivot&) const = default;
};
// Asks where these have been seen (sightings.h), which holds one case: others are let go of. Whatever came of
// it, and every answer, is told as a change to who shows it.
struct AskSightings {
  std::vector<threat_response::Observable> about;
  enum class How {
    kMissing,  // what is not known, failed or was cancelled
    kAgain,    // all of it
    kCancel,
  } how = How::kMissing;
  bool operator==(const AskSightings&) const = default;
};
// Signs in with the password the vault holds and these; the outcome comes back to sign-in as a reply.
struct SignIn {
  std::string client_id, server_id;
  bool kept = false;  // with the password of the list of clients, not with the one that was typed
  bool operator==(const SignIn&) const = default;
};
// Where the password of an API client is kept (decision 2).
enum class Place { kTab, kDevice, kAppliance };
// Asks the vault (shims/vault.js) for something about secrets that it alone knows. What came of it is told
// with all it may tell, except of signing out, which cannot fail.
struct AskVault {
  enum class What {
    kPrepare,       // opens the device's keyring with the typed passphrase, or makes one
    kUnlock,        // opens it
    kKeep,          // the client in use, in `place`
    kForget,        // a client
    kForgetDevice,  // the keyring
    kSignOut,       // in this tab
    kSignOutEverywhere
  } what = What::kPrepare;
  std::string client_id, server_id;
  Place place = Place::kTab;
  bool operator==(const AskVault&) const = default;
};
// The store of this browser (shims/store.js). Each answers with a message of its own: saved or not, claimed
// or not. A record is a change as outbox/change.h writes it.
struct SaveChanges {
  std::vector<Json> records;
  bool operator==(const SaveChanges&) const = default;
};
// Those of them that the store has, without an answer: what has left it meanwhile stays gone.
struct UpdateChanges {
  std::vector<Json> records;
  bool operator==(const UpdateChanges&) const = default;
};
// Wants to be the one that sends a change, until `until` (seconds since 1970). Refused while a live tab has
// it or another change of its case, and for `linger` seconds after somebody has claimed and perhaps sent it;
// and where the store does not have it.
struct ClaimChange {
  std::string id;
  double until = 0, linger = 0;
  bool operator==(const ClaimChange&) const = default;
};
// Anybody may claim it again. `surely_not_done`: it need not be looked up before it is sent again.
struct ReleaseChange {
  std::string id;
  bool surely_not_done = false;
  bool operator==(const ReleaseChange&) const = default;
};
// They are done, or given up. With an `external_id` the case has got its id: the rest of its changes are told
// in the same transaction.
struct DropChanges {
  std::vector<std::string> ids;
  std::string external_id, case_id;
  bool operator==(const DropChanges&) const = default;
};
// Puts observables into a new case, into the case with this id, or into the current one: one change, however
// many they are.
struct AddToCase {
  std::vector<threat_response::Observable> observables;  // each once; not empty
  bool new_case = true;
  std::string default_title = {};  // for a new case
  std::string case_id = {}, case_title = {};
  bool already_there = false;  // the case has all of them, as far as one can see
  bool operator==(const AddToCase&) const = default;
};
// Puts a note into the current case, unless that very note is in it.
struct NoteInCase {
  std::string text;  // Markdown
  bool operator==(const NoteInCase&) const = default;
};
// Find on page: what the page marks. The numbers are those it gave itself (find_on_page/model.h).
struct MarkPlaces {
  std::vector<std::uint32_t> observables;  // all their places; none: nothing is marked any more
  std::optional<std::size_t> place;        // the one that stands out
  bool shows = false;                      // it is brought into view
  bool operator==(const MarkPlaces&) const = default;
};
// Opens an https address (or the embedded service's http one) in a new tab, in the user's own gesture.
struct OpenTab {
  std::string url;
  bool operator==(const OpenTab&) const = default;
};
// In the user's own gesture; CopyFailed comes back when the browser refuses.
struct CopyText {
  std::string text;
  bool operator==(const CopyText&) const = default;
};
// The same with the address by which a colleague opens the case with this short id.
struct CopyLink {
  std::string case_id;
  bool operator==(const CopyLink&) const = default;
};
// What is dragged, for whatever takes it: this casebook, another window, another program. To be said in the
// user's own gesture.
struct DragData {
  std::vector<threat_response::Observable> observables;
  bool operator==(const DragData&) const = default;
};
// Lets the person print a report; `title` is what the file is called where it is printed into one.
struct Print {
  std::string title;
  std::vector<exchange::Block> report;
  bool operator==(const Print&) const = default;
};
// Downloads a file. The name is one that every file system takes.
struct SaveFile {
  std::string name, media_type, text;
  bool operator==(const SaveFile&) const = default;
};
// Keeps the ignore list on this device, for its next pages and other tabs.
struct KeepIgnored {
  std::string lines;
  bool operator==(const KeepIgnored&) const = default;
};
enum class Surface { kCasebook, kPivotMenu, kSignIn, kFindOnPage };
struct OpenSurface {
  Surface surface;
  bool operator==(const OpenSurface&) const = default;
};
struct CloseSurface {
  Surface surface;
  bool operator==(const CloseSurface&) const = default;
};
// Tells the page that a case has changed (event tr-case-changed).
struct CaseChanged {
  std::string case_id, title;
  bool operator==(const CaseChanged&) const = default;
};
// Tells the page that the service has observables in a case that were not in it (event tr-observable-added).
struct ObservablesAdded {
  std::string case_id, title;
  std::vector<threat_response::Observable> observables;
  bool operator==(const ObservablesAdded&) const = default;
};

struct Effect : OneOf<SendRequest, AskVerdicts, CancelAsking, AskSightings, OpenPivot, SignIn, AskVault,
                      SaveChanges, UpdateChanges, ClaimChange, ReleaseChange, DropChanges, AddToCase,
                      NoteInCase, MarkPlaces, OpenTab, CopyText, DragData, CopyLink, SaveFile, Print,
                      KeepIgnored, OpenSurface, CloseSurface, CaseChanged, ObservablesAdded> {
  using OneOf::OneOf;
};
using Effects = std::vector<Effect>;

}  // namespace effects
