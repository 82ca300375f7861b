// What users have changed and the service has not confirmed yet (decision 11). Nothing leaves it but by a
// confirmed send or by an act of the user; what became of a lost call is found out by reading.
//
//   put(outbox, changes, now)       -> saved on this device first (effects::SaveChanges), then sent
//   listed, saved, claimed, replied, woke, ...  what the store, the service and the clock say
//
// Each returns what is to be done next and what there is to tell. A state machine without a clock, a network
// or a store. Changes of one case go one by one, in the order in which they were made; a few cases at a time.
// Of several tabs the one that has claimed a change in the store sends it.
//
// A change that the service has taken is kept until a second look, some seconds later, finds it still there
// (second_look.h): of two changes at the same moment the service may lose one. What was lost is sent again,
// twice at most.
//
// Times are seconds since 1970.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "effects/effect.h"
#include "outbox/change.h"
#include "outbox/delivery.h"

namespace outbox {

struct Entry {
  Change change;
  enum class State {
    kSaving,     // on its way into the store
    kWaiting,    // in the store, not sent
    kClaiming,   // asked the store for it
    kSending,    // a call is under way
    kSettling,   // taken by the service, to be looked at once more
    kElsewhere,  // another tab has it
    kFailed,     // the service refuses it; only the user can go on
    kConflict,   // somebody else has changed the same field; the user chooses
  } state = State::kSaving;
  bool is_held = false;              // of kSaving: not asked of the store yet (keeping.h: keep)
  bool is_saved = false;             // false: only in this tab, since the store refused it
  bool is_uncertain = false;         // perhaps done: no answer came
  bool is_shared = false;            // another page may have sent it, whatever its claims say
  double not_before = 0;             // of the next try
  threat_response::Problem problem;  // why the last try did not do
  std::string theirs;                // of kConflict: the text the service has

  Step step = Step::kRead;
  effects::Tag tag = 0;         // of the call under way
  double lease_until = 0;       // of the claim
  double sent_at = 0;           // when that call was sent; 0 since the claim
  double taken_at = 0;          // of kSettling: when that was heard
  double shown_since = 0;       // of kSettling: when it was first sent; nobody has seen and undone it before
  bool is_hurried = false;      // the user does not want to wait until a lost call has surely ended
  bool is_asked_again = false;  // the store, that did not answer a claim of it
  int repeats = 0;              // sends after the first that the service took
};

struct Outbox {
  std::vector<Entry> entries;  // in the order of the store, of all tabs; what it does not have yet comes last
  std::string account;         // who is signed in; "" for nobody
  std::string last_account;    // who was signed in last: what is changed meanwhile is theirs
  std::string owner;           // this tab, in claims
  effects::Tag last_tag = 0;
  std::uint32_t last_number = 0;  // part of the ids of changes
  double paused_until = 0;        // the service has asked to wait
  double next_try = 0;            // after calls without an answer; grows with each
  double delay = 0;
  // Cases as the service sent them with a change of ours, and when they were asked for: not read again at
  // once.
  struct Known {
    Case as_sent;
    double at = 0;
  };
  std::map<std::string, Known> known;
  std::set<std::string> dropped;  // perhaps still in what was read from the store before they left it
  std::set<std::string> unread;   // the ids of records that could not be read at the last look at the store
  bool store_is_full = false;     // the store has refused the last change
  bool store_answers = false;     // it has answered a claim or a look, and a later claim was not unanswered
};

// What there is to tell of a change.
struct Told {
  enum class Kind {
    kTaken,      // the service has it
    kAlready,    // the service had it already
    kSettled,    // seen again, and gone from the outbox
    kElsewhere,  // gone from the store: another tab has brought it to its end
    kUncertain,  // no answer
    kFailed,
    kConflict
  } kind = Kind::kTaken;
  Change change;
  std::optional<Case> fresh;  // the case as the service has it
  threat_response::Problem problem;
};

struct Progress {
  effects::Effects effects;
  std::vector<Told> told;
};

inline constexpr double kUndo = 8;      // how long what takes something away can be undone
inline constexpr double kSettle = 2;    // after which what was taken is looked at again
inline constexpr double kGrace = 3;     // for which a change is left to the tab that has made it
inline constexpr double kLease = 60;    // of a claim; a call takes 10 at most
inline constexpr double kAskAgain = 5;  // for a claim that another tab has: nobody tells when that tab dies
inline constexpr int kAtATime = 3;      // cases

// A change for `put`, with an id of its own.
Change make_change(Outbox& outbox, What what, double now);

// New changes of this user.
Progress put(Outbox& outbox, std::vector<Change> changes, double now);
// Whether a look at the store does not count, and what the next one finds does (the page looks again by
// itself): a record cannot be read that was not among the unread ones of the last look. Were it taken for
// gone, what builds on it would be sent before it. A record that a newer version has left is unread at each
// look.
bool is_read_again(Outbox& outbox, const std::set<std::string>& unread);
// The whole store, as another tab or an earlier page has left it.
Progress listed(Outbox& outbox, const std::vector<Change>& stored, double now);
Progress saved(Outbox& outbox, std::span<const std::string> ids, double now);
// The store would not take them, as far as it says: they are sent all the same, unless another tab finds them
// there first.
Progress not_saved(Outbox& outbox, std::span<const std::string> ids, double now);
Progress claimed(Outbox& outbox, const std::string& id, std::uint32_t claims, double now);
// Another tab has it or has perhaps just sent it: `until` when it may be asked for again. 0: the store does
// not have it; what was never kept is then sent all the same.
Progress claim_refused(Outbox& outbox, const std::string& id, double until, double now);
// The store does not answer. What it has said to have refused it may have, for another tab to send just now:
// it is asked once more. What was never kept is sent all the same when it never answers.
Progress claim_unanswered(Outbox& outbox, const std::string& id, double now);
// `cases` as the service has them. A new case that is among them is made, whatever became of the answer: were
// it looked up later, and deleted meanwhile, it would be made again. Only those that `user` owns count:
// others could name theirs so.
Progress seen_made(Outbox& outbox, std::span<const Case> cases, const std::string& user, double now);
// A reply to a call that is not waited for changes nothing.
Progress replied(Outbox& outbox, effects::Tag tag, const threat_response::Reply& reply, double now);
Progress woke(Outbox& outbox, double now);
Progress went_online(Outbox& outbox, double now);
// The clock was set back by `by` seconds: times move with it.
void clock_set_back(Outbox& outbox, double by, double now);
Progress signed_in(Outbox& outbox, const std::string& account, double now);

// The user's acts. An id that is not there changes nothing.
Progress retry(Outbox& outbox, const std::string& id, double now);
// Not sent at all: undone, or given up. Of a case that is not made its other changes go too.
Progress discard(Outbox& outbox, const std::string& id, double now);
// Answers a conflict: the text the case shall have.
Progress resolve(Outbox& outbox, const std::string& id, const std::string& after, double now);

// When something is due; nothing when nothing is.
std::optional<double> wake_at(const Outbox& outbox, double now);
const Entry* find(const Outbox& outbox, std::string_view id);
// Whether the change can still be taken back as if it had never been made.
bool can_undo(const Entry& entry, double now);
// Whether the entry waits for a change of another case (Change::after) that the service has not taken.
bool waits_for_another(const Outbox& outbox, const Entry& entry);
// Whether the entry waits for somebody else's sign-in.
bool is_foreign(const Outbox& outbox, const Entry& entry);

}  // namespace outbox
