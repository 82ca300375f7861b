// The regions of the exchange and the hosts under which it answers (PRE-05 to PRE-07).
#pragma once

#include <array>
#include <string_view>

namespace appliance {

struct ExchangeRegion {
  std::string_view name, host;
};

inline constexpr std::array kExchangeRegions = {ExchangeRegion{"EUROPE", "api.eu.sse.itd.cisco.com"},
                                                ExchangeRegion{"AMERICAS", "api-sse.cisco.com"}};
// Where certificates are had, for all regions.
inline constexpr std::string_view kEnrolmentHost = "est.sco.cisco.com";

}  // namespace appliance
