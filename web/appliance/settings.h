// What the file after --settings may set; without one all is as below. {"modules":"modules.json",...}
#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <vector>

#include "appliance/cloud_link/setup.h"
#include "appliance/servers.h"

namespace appliance {

struct Settings {
  std::string modules;  // a modules file, relative to the settings file
  std::string pivots;   // a file of custom pivots (widgets/custom_pivots/library.h), likewise; "" for none
  std::vector<Server> servers;        // more of them for the pages to offer
  std::vector<std::string> pages;     // origins whose pages may read the embedded service's answers, too
  CloudSetup cloud;                   // the way to the Security Services Exchange
  bool proxy = false;                 // pages call Threat Response through the appliance (proxy.h)
  std::string minimum_tlp = "white";  // cases below it are refused
  std::size_t hourly_limit = 8000;    // requests of one organisation in 60 minutes
  std::chrono::milliseconds refresh_ms{1000};  // how long a search does not find a write
};

// The error is a sentence.
std::expected<Settings, std::string> read_settings(const std::string& file);
Settings default_settings();

}  // namespace appliance
