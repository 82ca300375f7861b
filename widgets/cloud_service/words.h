// What Cloud Service Settings say, in each language: kept out of the catalogue, which every page of an
// analyst loads. The commands and the REST interface say the English.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "cloud_service/rules.h"
#include "messages/language.h"

namespace cloud_service {

// REQUIRES: `english` is in words.inc. {0}, {1}, ... are replaced by the arguments.
std::string words(messages::Language language, std::string_view english,
                  std::initializer_list<std::string_view> arguments = {});

// Why an act was refused and what to do, in one sentence. `state` is the one that refused it.
std::string refusal_sentence(messages::Language language, Refusal refusal, const State& state);

// Why the exchange of `server` could not be reached or refused, and what to do, in one sentence; "" for
// kNone. Of a token it says in which region it was tried and in which it may have been made (D-13).
std::string reason_sentence(messages::Language language, Reason reason, const State& state, int server);

// The same of one host, the exchange's or the one that issues certificates.
std::string reason_sentence(messages::Language language, Reason reason, const State& state, int server,
                            const std::string& host);
// Of what ended an attempt: it names the host that the stage it ended at is about.
std::string failure_sentence(messages::Language language, const Failure& failure, const State& state);

// "EUROPE"; the number of a server that is not offered any more.
std::string region_of(const State& state, int server);

}  // namespace cloud_service
