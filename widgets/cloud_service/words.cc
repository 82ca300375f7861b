#include "cloud_service/words.h"

#include <array>

#include "cloud_service/document.h"
#include "messages/word_table.h"

namespace cloud_service {
namespace {

constexpr std::array kWords = {
#define TR_WORDS TR_WORD_ROW
#include "cloud_service/words.inc"
#undef TR_WORDS
};

// In the order of the enumeration.
constexpr std::array<std::string_view, 14> kRefusals = {
    "This works in machine mode only; the appliance is in {0} mode.",
    "Threat Response is off: enable it and commit first.",
    "Threat Response is enabled but not committed: commit first.",
    "A registration is in progress: wait until it has ended.",
    "A deregistration is in progress: wait until it has ended.",
    "This appliance is registered already, with {1}: deregister it first.",
    "This appliance is not registered.",
    "Deregistering ends the cloud service features of this appliance: say yes to confirm it.",
    "Enter the registration token.",
    "This is no registration token: it is one word, as the Threat Response portal shows it.",
    "There is no such Threat Response server: choose one of {2}.",
    "Asia Pacific (1) is not supported for this integration: choose one of {2}.",
    "This appliance is registered with {1}: deregister it, then commit the other server.",
    "The server cannot be changed during a registration: commit again when it has ended."};

// Likewise; none for kNone.
constexpr std::array<std::string_view, 13> kReasons = {
    "",
    "The name {1} cannot be resolved: check the DNS servers of this appliance.",
    "{1} cannot be reached: open port 443 to it on the firewall.",
    "{1} did not answer in time: check the firewall and the proxy, and try again.",
    "The certificate of {1} could not be verified: something on the way may be intercepting TLS.",
    "The proxy {2} does not let {1} through: check its address and what it allows.",
    "The token is not known in {0}: was it made in {3}? Make a new one for {0} and register again.",
    "The token has expired: make a new one in the Threat Response portal and register again.",
    "The token has been used already: make a new one in the Threat Response portal and register again.",
    "{0} issued no certificate for this appliance: register again with a new token.",
    "{0} does not accept the certificate of this appliance any more: it was deregistered in the portal, "
    "or the certificate has ended. Register again with a new token.",
    "{1} gave an answer that makes no sense: check that the proxy does not answer in its place.",
    "This appliance could not store what it needs: check its disk."};

// "EUROPE (2), AMERICAS (3)"
std::string offered(const State& state) {
  std::string made;
  for (const Server& server : state.servers)
    made += (made.empty() ? "" : ", ") + server.region + " (" + std::to_string(server.number) + ')';
  return made;
}

std::string other_regions(const State& state, int server) {
  std::string made;
  for (const Server& other : state.servers)
    if (other.number != server) made += (made.empty() ? "" : ", ") + other.region;
  return made;
}

}  // namespace

std::string words(messages::Language language, std::string_view english,
                  std::initializer_list<std::string_view> arguments) {
  return messages::words_of(kWords, language, english, arguments);
}

std::string refusal_sentence(messages::Language language, Refusal refusal, const State& state) {
  return words(language, kRefusals.at(static_cast<std::size_t>(refusal)),
               {name_of(state.mode), region_of(state, state.registration.server), offered(state)});
}

std::string reason_sentence(messages::Language language, Reason reason, const State& state, int server) {
  const Server* const found = find_server(state.servers, server);
  return reason_sentence(language, reason, state, server, found ? found->host : "");
}

std::string reason_sentence(messages::Language language, Reason reason, const State& state, int server,
                            const std::string& host) {
  if (reason == Reason::kNone) return "";
  return words(language, kReasons.at(static_cast<std::size_t>(reason)),
               {region_of(state, server), host, state.proxy, other_regions(state, server)});
}

std::string failure_sentence(messages::Language language, const Failure& failure, const State& state) {
  const Server* const found = find_server(state.servers, failure.server);
  const bool enrolling = failure.of == Phase::kRegistering && failure.stage == Stage::kCertificate;
  const std::string host = !found ? "" : enrolling ? found->enrolment : found->host;
  return reason_sentence(language, failure.reason, state, failure.server, host);
}

std::string region_of(const State& state, int server) {
  const Server* const found = find_server(state.servers, server);
  return found ? found->region : std::to_string(server);
}

}  // namespace cloud_service
