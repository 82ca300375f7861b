// The commands, each in a file of its own name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "appliance/shell/shell.h"

namespace appliance::shell {

inline constexpr std::string_view kThreatresponseconfigUsage = "threatresponseconfig enable|disable";
Reply ask_threatresponseconfig(const Session& session);
Outcome run_threatresponseconfig(const Session& session, const std::vector<std::string>& words);

inline constexpr std::string_view kCloudserviceconfigUsage =
    "cloudserviceconfig register TOKEN | deregister yes | settrs NUMBER|REGION|HOST";
Reply ask_cloudserviceconfig(const Session& session);
Outcome run_cloudserviceconfig(const Session& session, const std::vector<std::string>& words);

// commit, clearchanges, showconfig
inline constexpr std::string_view kCommitUsage = "commit [COMMENT]";
Reply ask_commit(const Session& session);
Outcome run_commit(const Session& session, const std::vector<std::string>& words);
inline constexpr std::string_view kClearchangesUsage = "clearchanges";
Reply ask_clearchanges(const Session& session);
Outcome run_clearchanges(const Session& session, const std::vector<std::string>& words);
inline constexpr std::string_view kShowconfigUsage = "showconfig";
Reply ask_showconfig(const Session& session);
Outcome run_showconfig(const Session& session, const std::vector<std::string>& words);

// What cloudserviceconfig and showconfig say of the registration, in one paragraph; "" for an appliance that
// was never registered and has nothing under way.
std::string registration_words(const cloud_service::State& state);

}  // namespace appliance::shell
