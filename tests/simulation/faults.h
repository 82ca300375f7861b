// The fault model: everything that may go wrong in the simulation, and where the client recovers.
//
// Written as promises that hold for all of it:
// - What has been saved is kept: only the browser takes it away (kEvicted), and then all of it at once.
// - A call does its work within four seconds, or never (outbox/delivery.h: may_linger).
// - The clock of a browser jumps only while it has no call under way: nobody can tell how old a claim is
// then.
// - A store that damages a record does so when it is read, not on its disk.
// - What a store has refused is in one tab alone: what another tab has may come before it, and what is
// refused and kept all the same may be written once more after that. Of a deletion no other page hears then.
// Not in the model: memory that runs out (the module ends, which is kTabKilled), and records that come back
// in another one's place, since a record carries its own id.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace simulation {

enum class Fault : std::uint8_t {
  // the wire
  kCallLost,
  kAnswerLost,
  kNoConnection,
  kCallDelayed,
  kAnswerDelayed,
  kAnswerDoubled,
  kBitsFlipped,
  kAnswerCut,
  kWrongType,
  kPortalPage,
  kFailedBefore,
  kFailedAfter,
  kTokenRevoked,
  kTooMany,
  kTokenRefused,
  kVaultRefuses,
  kTooLarge,
  kLateWrite,
  // the store
  kQuota,
  kTornWrite,
  kUnsureWrite,
  kListFails,
  kListDamaged,
  kClaimFails,
  kDropFails,
  kDatabaseCloses,
  kBlocked,
  kEvicted,
  kNewerRecord,
  kNewerDatabase,
  // the page and its machine
  kTabKilled,
  kBrowserKilled,
  kTabFrozen,
  kTabDiscarded,
  kLocked,
  kClockForward,
  kClockBack,
  kCount
};
inline constexpr std::size_t kFaults = static_cast<std::size_t>(Fault::kCount);

// What the client does to recover: a second fault may strike just then.
enum class Recovery : std::uint8_t {
  kOpening,
  kSigningIn,
  kRenewing,
  kAfter401,
  kAfterPause,
  kRetrying,
  kLookingUp,
  kReadingAgain,
  kWritingAgain,
  kSecondLook,
  kMending,
  kClaimingAgain,
  kReopening,
  kThawing,
  kAnswering,
  kCount
};
inline constexpr std::size_t kRecoveries = static_cast<std::size_t>(Recovery::kCount);

// `row`: of the table of reliability figures ("nothing lost", "faults survived") that the fault belongs to.
// `often`: how likely it is at each opportunity in a course that has it.
struct FaultKind {
  std::string_view name;
  int row = 0;
  double often = 0;
  std::string_view what;
};
const FaultKind& kind_of(Fault fault);
std::string_view name_of(Recovery step);

// How likely each fault is.
struct Rates {
  std::array<double, kFaults> parts{};
  double& operator[](Fault fault) { return parts[static_cast<std::size_t>(fault)]; }
  double operator[](Fault fault) const { return parts[static_cast<std::size_t>(fault)]; }
};

}  // namespace simulation
