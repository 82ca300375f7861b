// The rules of Cloud Service Settings: what is offered in which state (A.6), what each act does, and why it
// is refused. The page, the two commands and the REST interface ask here and nowhere else.
#pragma once

#include <expected>
#include <string>
#include <variant>
#include <vector>

#include "cloud_service/state.h"

namespace cloud_service {

// The rows of A.6.
enum class Situation {
  kOff,
  kNotCommitted,  // turned on, and the commit is missing
  kReady,         // on, not registered
  kRegistering,
  kRegistered,
  kDeregistering,
  kFailed,        // on, and the last attempt to register failed
  kOffRegistered  // TRC-09
};
Situation situation(const State& state);

// A registration or a deregistration is under way.
bool is_under_way(const State& state);

// What cloudserviceconfig lists, and what the page shows controls for. In this order.
enum class Operation { kRegister, kDeregister, kChooseServer };
std::vector<Operation> operations(const State& state);
// What threatresponseconfig lists: ENABLE, else DISABLE.
bool lists_enable(const State& state);

// The casebook and the pivot menu are on the appliance's pages. They need an API client alone (LOG-01), so
// they are there from the start; whoever commits the feature off hides them (TRC-09).
bool shows_widgets(const State& state);

// `who` is an operator's name, for the audit log.
struct Enable {};
struct Disable {};
struct ChooseServer {
  int number = 0;
};
struct Submit {  // the page's form (INT-10 to INT-13)
  Configuration configuration;
};
struct Commit {};
struct Abandon {};
struct Register {
  std::string token;  // not looked into beyond CSC-09, and not kept in the state
};
struct Deregister {
  bool confirmed = false;  // CSC-18
};
using Act = std::variant<Enable, Disable, ChooseServer, Submit, Commit, Abandon, Register, Deregister>;

enum class Refusal {
  kWrongMode,      // CLI-05
  kOff,            // registering needs it on
  kNotCommitted,   // and committed
  kRegistering,    // CSC-20
  kDeregistering,  // likewise
  kRegistered,     // it is already
  kNotRegistered,  // nothing to end
  kUnconfirmed,    // CSC-18
  kTokenMissing,
  kTokenMalformed,  // a token is one word of printable ASCII of at most kLongestToken
  kServerUnknown,
  kServerUnsupported,      // INT-08
  kServerWhileRegistered,  // at commit: deregister first (INT-22, INT-23, CSC-16)
  kServerWhileBusy
};
inline constexpr std::size_t kLongestToken = 512;

enum class Done {
  kEnabled,
  kAlreadyEnabled,  // TRC-09: no change
  kDisabled,
  kAlreadyDisabled,
  kServerChosen,
  kSubmitted,
  kCommitted,
  kNothingToCommit,
  kAbandoned,
  kNothingToAbandon,
  kRegistering,   // CSC-10
  kDeregistering  // CSC-19
};
// `state` is as it was where it is refused, and where what is done says so.
std::expected<Done, Refusal> update(State& state, const Act& act, const std::string& who, Instant now);

// What happens on the way to the exchange, told by whoever carries a transition on.
struct StagePassed {
  Stage stage;
  Instant certificate_ends = 0;  // of kCertificate
};
struct CertificateRenewed {
  Instant certificate_ends = 0;
};
struct AttemptFailed {
  Reason reason;
};
struct Deregistered {};
// The answer of a health check, of a registered appliance or of one that will register.
struct Contacted {
  std::int64_t clock_offset = 0;
  bool is_module = false;
  int server = 0;  // that was contacted
};
struct ContactFailed {
  Reason reason;
  int server = 0;
};
using Progress =
    std::variant<StagePassed, CertificateRenewed, AttemptFailed, Deregistered, Contacted, ContactFailed>;

// False, and no change, when it does not belong to the phase: it came late.
bool advance(State& state, const Progress& progress, Instant now);

// The stage a registration waits for. REQUIRES: phase kRegistering.
Stage next_stage(const Registration& registration);

}  // namespace cloud_service
