// The Security Services Exchanges an appliance may register with (INT-12, CSC-13, CSC-14).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cloud_service {

// The commands name a server by its number, which stays the same when others come and go.
struct Server {
  int number = 0;
  std::string region;     // as the commands write it: "EUROPE"
  std::string host;       // of the exchange (PRE-05, PRE-06)
  std::string enrolment;  // host that issues the certificate (PRE-07)
  bool operator==(const Server&) const = default;
};

// Asia Pacific has number 1 and is not among them: it is refused by name and number (INT-08).
inline constexpr int kUnsupportedNumber = 1;
// What an appliance that was never set up is going to register with (B-05).
inline constexpr int kUsualNumber = 3;

std::vector<Server> usual_servers();

// Null when there is none with this number.
const Server* find_server(const std::vector<Server>& servers, int number);

// What a person wrote for a server: its number, with or without a dot, its region or its host, in any case.
struct Choice {
  enum class Is { kServer, kUnsupported, kUnknown } is = Is::kUnknown;
  int number = 0;  // of kServer
};
Choice read_choice(const std::vector<Server>& servers, std::string_view words);

}  // namespace cloud_service
