// How an appliance gets to the Security Services Exchange: what an administrator of the machine decides, not
// a person on the settings page. The running server writes it into the store, so that the commands know it
// too.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "cloud_service/state.h"
#include "json/json.h"

namespace appliance {

struct CloudSetup {
  std::string appliance = "mail1.example.com";  // host name: of the prompt, and how the portal shows it
  cloud_service::Mode mode = cloud_service::Mode::kMachine;
  std::vector<cloud_service::Server> servers = cloud_service::usual_servers();
  std::string proxy;        // "host:port" on the way; "" for none
  std::string authorities;  // file in PEM form: who may issue the servers' certificates; "" for the system's
  std::string address;      // IP address that every server's name stands for; "" for what DNS says
  int port = 443;
  bool embedded = true;  // the exchange is that of this appliance: address, port and authorities are its
};

// {"appliance","mode","servers":[{"number","region","host","enrolment"}],"proxy","authorities","address",
//  "port","embedded"}: the member "cloud" of the settings file, each optional, and what the store keeps.
// The error is a sentence.
std::expected<CloudSetup, std::string> read_cloud_setup(const Json& document);
Json write(const CloudSetup& setup);

}  // namespace appliance
