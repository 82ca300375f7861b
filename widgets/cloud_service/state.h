// What is known of the appliance's registration with Threat Response, as one value: the configuration that
// holds and the one that waits for its commit (INT-13, TRC-03), the registration (A.6) and its health (D-11).
// No secret is in it. The page, the commands and the REST interface all read this and change it by rules.h.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cloud_service/servers.h"
#include "threat_response/instant.h"

namespace cloud_service {

using threat_response::Instant;

struct Configuration {
  bool enabled = false;
  int server = kUsualNumber;
  bool operator==(const Configuration&) const = default;
};

struct Pending {
  Configuration configuration;  // never the committed one
  std::string by;               // who changed it last
  Instant when = 0;
  bool operator==(const Pending&) const = default;
};

// Why the exchange could not be reached or refused (D-12, D-13).
enum class Reason {
  kNone,
  kNameResolution,
  kUnreachable,
  kTimeOut,
  kTls,
  kProxy,
  kTokenUnknown,  // also one that was made in another region
  kTokenExpired,
  kTokenUsed,
  kNoCertificate,       // the enrolment host issued none
  kCertificateRefused,  // the exchange takes the appliance's certificate no more: the registration has ended
  kAnswer,              // an answer that makes no sense: something else listens there
  kStore                // the appliance could not keep what it needs
};

enum class Phase { kNone, kRegistering, kRegistered, kDeregistering };

// What a registration has behind it, in this order (D-12). Saved and committed are the configuration's.
enum class Stage { kConnector, kToken, kCertificate, kConfirmed };
inline constexpr std::size_t kStages = 4;

struct Failure {
  Reason reason = Reason::kNone;
  Phase of = Phase::kRegistering;   // kRegistering, or kDeregistering: then it is still registered
  Stage stage = Stage::kConnector;  // of kRegistering: the one that was not reached
  int server = 0;                   // with which
  Instant when = 0;
  bool operator==(const Failure&) const = default;
};

struct Registration {
  Phase phase = Phase::kNone;
  Instant since = 0;                      // of this phase
  int server = 0;                         // with which; 0 for none
  std::array<Instant, kStages> passed{};  // when each stage was reached; 0: not yet
  std::optional<Failure> failure;         // of the last attempt; none while there is one
  bool operator==(const Registration&) const = default;
};

// What the running server finds out; of a registered appliance, or of the committed server before.
struct Health {
  Instant last_contact = 0;        // 0: none yet
  Reason problem = Reason::kNone;  // of the last attempt
  Instant tried = 0;               // when that was
  std::int64_t clock_offset = 0;   // milliseconds that the appliance's clock is ahead of the exchange's
  Instant certificate_ends = 0;    // 0: there is none
  bool is_module = false;          // it was added as an integration module (INT-17)
  bool operator==(const Health&) const = default;
};

// Of a cluster the commands work in machine mode alone (CLI-05).
enum class Mode { kMachine, kGroup, kCluster };

struct State {
  std::string appliance;  // its host name
  Mode mode = Mode::kMachine;
  std::vector<Server> servers = usual_servers();
  std::string proxy;  // host:port on the way to the exchange; "" for none
  Configuration committed;
  Instant committed_when = 0;  // 0: never
  std::optional<Pending> pending;
  Registration registration;
  Health health;
  bool operator==(const State&) const = default;
};

// Milliseconds; tokens and certificates are refused when clocks differ by more.
inline constexpr std::int64_t kClockTolerance = 60'000;

// What a commit would make of it; the committed one when nothing waits.
const Configuration& wanted(const State& state);

// When to say that the certificate ends (D-11): 30, 7 and 1 days before, and when it has ended.
enum class Expiry { kNone, kFar, kMonth, kWeek, kDay, kOver };
Expiry expiry(const Health& health, Instant now);

}  // namespace cloud_service
