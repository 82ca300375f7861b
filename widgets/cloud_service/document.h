// The state and what became of an act as JSON: what the REST interface answers and the page reads, and what
// the store keeps. Names of regions, phases and reasons are part of that interface.
#pragma once

#include <optional>
#include <string_view>

#include "cloud_service/rules.h"
#include "json/json.h"

namespace cloud_service {

// {"appliance","mode","servers":[{"number","region","host","enrolment"}],"proxy","committed":{"enabled",
//  "server"},"committed_when","pending":{"enabled","server","by","when"},"registration":{"phase","since",
//  "server","passed":{"connector",...},"failure":{"reason","of","stage","server","when"}},"health":{...},
//  "situation","operations":["register",...]}
// Times are ISO 8601; what there is not, is left out.
Json write(const State& state);
// Nothing when it is no such document: unknown words, or a committed server that is not among the servers.
// "situation" and "operations" are not read: rules.h says them.
std::optional<State> read(const Json& document);

// The words of the interface.
std::string_view name_of(Situation situation);
std::string_view name_of(Operation operation);
std::string_view name_of(Phase phase);
std::string_view name_of(Stage stage);
std::string_view name_of(Reason reason);
std::string_view name_of(Refusal refusal);
std::string_view name_of(Done done);
std::string_view name_of(Mode mode);
std::optional<Refusal> refusal_from(std::string_view name);
std::optional<Reason> reason_from(std::string_view name);
std::optional<Mode> mode_from(std::string_view name);

}  // namespace cloud_service
