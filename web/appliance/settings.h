// What the file after --settings may set; without one all is as below. {"modules":"modules.json",...}
#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <vector>

#include "appliance/servers.h"

namespace appliance {

struct Settings {
  std::string modules;  // a modules file, relative to the settings file
  std::string pivots;   // a file of custom pivots (widgets/custom_pivots/library.h), likewise; "" for none
  std::vector<Server> servers;                 // more of them for the pages to offer
  bool proxy = false;                          // pages call Threat Response through the appliance (proxy.h)
  std::string minimum_tlp = "white";           // cases below it are refused
  std::size_t hourly_limit = 8000;             // requests of one organisation in 60 minutes
  std::chrono::milliseconds refresh_ms{1000};  // how long a search does not find a write
};

// The error is a sentence.
std::expected<Settings, std::string> read_settings(const std::string& file);
Settings default_settings();

}  // namespace appliance
