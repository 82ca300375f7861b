#include "faults.h"

namespace simulation {
namespace {

// In the order of Fault.
constexpr std::array<FaultKind, kFaults> kModel = {{
    {"call lost", 5, 0.06, "never arrives; the call times out"},
    {"answer lost", 5, 0.08, "the service has done it; the call times out"},
    {"no connection", 10, 0.06, "the call fails at once"},
    {"call delayed", 10, 0.08, "arrives up to four seconds later"},
    {"answer delayed", 10, 0.08, "comes up to a minute later, or after the time-out and then never"},
    {"answer doubled", 10, 0.08, "comes a second time, up to a minute later"},
    {"bits flipped", 10, 0.05,
     "the body is no JSON any more (what TLS or the parser lets through is none of ours)"},
    {"answer cut", 10, 0.05, "the body ends early"},
    {"wrong type", 10, 0.05, "JSON of another shape than the service promises"},
    {"portal page", 10, 0.04, "200 with HTML from somebody else; the call never arrives"},
    {"failed before", 16, 0.06, "503; nothing is done"},
    {"failed after", 5, 0.06, "502; the service has done it"},
    {"token revoked", 14, 0.04, "401, until there is another token"},
    {"too many calls", 15, 0.03, "429 with each form of Retry-After, of calls and of token calls"},
    {"client refused", 14, 0.03, "400 for a token call, until somebody chooses the client again"},
    {"vault refuses", 11, 0.03, "the call is not sent: no token, no key, no address"},
    {"too large", 10, 0.02, "the answer is longer than is read; the service has done it"},
    {"late write", 5, 0.15,
     "the service reads the case now and writes it a second later, over what came between"},
    {"quota", 10, 0.08, "the store has no room; nothing of the write is kept"},
    {"torn write", 2, 0.06, "a part of the write is kept, and it is said to have failed"},
    {"unsure write", 2, 0.06, "all of the write is kept, and it is said to have failed"},
    {"list fails", 10, 0.06, "the store cannot be read"},
    {"list damaged", 10, 0.06, "a record comes back as something else, this once"},
    {"claim fails", 11, 0.08, "the transaction of a claim is aborted"},
    {"drop fails", 11, 0.08, "the transaction that drops or releases a change is aborted"},
    {"database closes", 13, 0.08, "the connection is lost, and has to be opened anew"},
    {"blocked", 10, 0.05, "another tab keeps the database from being opened for up to a minute"},
    {"evicted", 10, 0.003, "the browser clears everything of the origin"},
    {"newer record", 10, 0.02,
     "a newer version of the widgets has left a change of a kind nobody knows here"},
    {"newer database", 10, 0.02,
     "a newer version has the database: this page has no store as long as it lives"},
    {"tab killed", 2, 0.02, "at any step; another one is opened"},
    {"browser killed", 2, 0.004, "all tabs at once; opened again"},
    {"tab frozen", 10, 0.01, "for up to five hours, in the middle of anything; then all comes at once"},
    {"tab discarded", 10, 0.008, "and opened again hours later"},
    {"locked", 10, 0.006, "the vault is locked after idle minutes: no token, no key"},
    {"clock forward", 10, 0.006, "by up to 24 hours"},
    {"clock back", 10, 0.006, "by up to 24 hours"},
}};

constexpr std::array<std::string_view, kRecoveries> kSteps = {
    "a page opens and reads the store",
    "signs in again",
    "renews its token",
    "sends again after a 401",
    "sends again after a pause",
    "sends again after a failure",
    "looks up a case that was perhaps made",
    "reads before it sends again",
    "sends a change again",
    "looks a second time",
    "sends again what the service has lost",
    "claims what was perhaps sent",
    "opens the database anew",
    "a tab is thawed",
    "a person answers a failure or a conflict",
};

}  // namespace

const FaultKind& kind_of(Fault fault) { return kModel[static_cast<std::size_t>(fault)]; }
std::string_view name_of(Recovery step) { return kSteps[static_cast<std::size_t>(step)]; }

}  // namespace simulation
